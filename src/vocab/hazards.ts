/**
 * What may stand in a value and be taken for something else. A catalog that knows of one which its product's format cannot keep apart says so,
 * with the reason; the round trip (`verify/round-trip.ts`) writes values of every kind and shows which come back.
 */
const meanings = {
  empty: 'a value that is there and empty',
  blank: 'a value of blanks alone',
  blank_ends: 'blanks in front of a value or behind it',
  null_word: 'a value that is one of the words for no value',
  newline: 'a line end inside a value',
  control: 'control characters, a tab among them',
  non_ascii: 'letters of other scripts, and characters that look like blanks or line ends',
  astral: 'characters beyond the first 65,536, such as emoji',
  long: 'a value of 32 kB',
  quote: 'quotes of all kinds',
  backslash: 'backslashes, also at the end and in front of a quote',
  bracket: 'single brackets and braces, not closed or not opened',
  delimiter: 'the marks that end a value in the format of the stream',
  field: 'what looks like another field of the same record',
  record: 'what looks like a whole record, or the front of one',
  next_line: 'a line end, and behind it what looks like the next record',
  trailer: 'what looks like the end of a record: its text, or its trailer',
  pair: 'what looks like one more pair of a list of pairs',
  reserved: 'names that Splunk or Elasticsearch keep for themselves, in the form of a field',
  json: 'text that is JSON: an object, a number, true, null',
  json_list: 'text that is a list in JSON, and a text where a list belongs',
  number: 'digits that a program could take for a number and write in another way',
  entity: 'what XML, HTML or a URL writes for another character',
  metacharacter: 'marks of templates, scripts, searches and regular expressions',
} as const;

export type Hazard = keyof typeof meanings;

/** Each hazard, with what it means. */
export const hazards: Readonly<Record<Hazard, string>> = meanings;

export const hazardNames = Object.keys(meanings) as readonly Hazard[] as readonly [Hazard, ...Hazard[]];
