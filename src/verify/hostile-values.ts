import type { Stream } from '../catalog/model.js';
import { namespace } from '../catalog/names.js';
import type { Hazard } from '../vocab/hazards.js';
import type { Statement } from './statement.js';

/** What a value of one field could be taken for, in the format of its stream. */
export interface Marks {
  readonly nulls: readonly string[];
  /** What ends a value. */
  readonly delimiters: readonly string[];
  /** What looks like another field. */
  readonly fields: readonly string[];
  /** What looks like a field that the targets keep for themselves. */
  readonly reserved: readonly string[];
  /** What looks like the end of a record. */
  readonly trailers: readonly string[];
  /** What looks like one more pair. */
  readonly pairs: readonly string[];
  /** The front of a record, and a whole one. */
  readonly records: readonly string[];
}

const long = 32 * 1024;

// Java's trim() takes every control character off the ends; what Splunk takes off are blanks alone.
const controlEnds = [
  '\u0001x',
  'x\u0001',
  '\u0000x',
  'x\u0000',
  'x\u001f',
  '\u0008x',
  '\u000ex',
  '\u001cx',
  'x\u007f',
  '\u0085x',
  '\u0001',
  '\u0001 x \u0001',
];

/** Values that are the same in every format. */
const plainValues: Readonly<Partial<Record<Hazard, readonly string[]>>> = {
  empty: [''],
  blank: [' ', '   ', '\t'],
  blank_ends: [' x', 'x ', '  a b  ', '\tx', '\u000bx', 'x\u000c', ' \t\u000bx\u000c\t ', 'x\r', ' \u0001 '],
  newline: ['a\nb', 'a\r\nb', 'a\n\nb', 'a\n b'],
  control: ['a\tb', 'a\u0000b', 'a\u0007b', 'a\u001b[31mb', 'a\u007fb', 'a\u0085b', 'a\u000bb', 'a\u000cb', ...controlEnds],
  non_ascii: [
    'Žluťoučký kůň',
    '漢字',
    'שלום',
    'a\u00a0b',
    'x\u00a0',
    '\u3000x',
    'a\u2028b',
    'a\u2029b',
    '\ufeffx',
    'e\u0301',
    '\u202etxt',
    'İıſK',
    'ａ＝ｂ］［ｃ',
  ],
  astral: ['😀', 'a😀b', '𝒳=𝒴', '👨\u200d👩\u200d👧', '\u{10ffff}'],
  long: ['x'.repeat(long), `${'word '.repeat(long / 5)}end`, 'é'.repeat(long / 2)],
  quote: ['"', "'", '"x"', "'x'", 'a"b', "it's", '`x`', '“x”', 'x"', '"x', '""'],
  backslash: ['\\', '\\\\', 'a\\', '\\n', 'C:\\temp\\new', '\\"', "\\'", '\\u0041', '\\x41', '\\1', '\\\\\\'],
  bracket: ['[', ']', '{', '}', '(', ')', '<', '>', '[x', 'x]', '{x', 'x}', '[[x]]', '}{', 'a[b]c'],
  json: ['{}', '{"a":1}', '{"a":{"b":[1,2]}}', 'true', '1', '"x"', '{"a"', '{"a":1} x'],
  json_list: ['["x"]', '[]', '["a","b"]', '[1,2]', '[{"a":1}]', '[["x"]]'],
  number: ['007', '1e3', '-0', '+5', '0x1F', '1.0', '1.50', '9007199254740993', '12345678901234567890', '1_000', 'NaN', 'Infinity', '.5'],
  entity: ['&lt;', '&amp;', '&amp;lt;', '&#10;', '&#x41;', '%20', 'a%0Ab', '&apos;&quot;', '&nbsp;', '&'],
  metacharacter: [
    ...[
      '$1',
      '$&',
      '$$',
      `\${x}`,
      '{{x}}',
      '{{{x}}}',
      '{{#a}}b{{/a}}',
      '%{x}',
      '%{DATA:y}',
      '(?<x>y)',
      '.*',
      '^$',

      '*',
      '?',
      '\\d+',
    ],
    ...[
      '#{x}',
      "' OR '1'='1",
      '" OR 1=1',
      'ctx.event',
      'params.x',
      '$x$',
      '@x',
      '~',
      '=cmd',
      '+x',
      '-x',
      ';',
      'a,b',
      '%s',
      '#',
      '/**/',
      '//',
    ],
  ],
};

/** Takes a hazard and the marks of a field; returns the values that hold it. */
export function hostileValues(hazard: Hazard, marks: Marks): readonly string[] {
  const values = plainValues[hazard] ?? formatValues(hazard, marks);
  // What stands for no value is a hazard of its own.
  return hazard === 'null_word' ? values : values.filter((value) => !marks.nulls.includes(value.trim()));
}

function formatValues(hazard: Hazard, marks: Marks): readonly string[] {
  switch (hazard) {
    case 'null_word':
      return marks.nulls;
    case 'delimiter':
      return marks.delimiters.flatMap((mark) => [mark, `a${mark}b`, `${mark}x`, `x${mark}`]);
    case 'field':
      return marks.fields;
    case 'reserved':
      return marks.reserved;
    case 'trailer':
      return marks.trailers;
    case 'pair':
      return marks.pairs;
    case 'record':
      return marks.records.flatMap((record) => [record, `x ${record}`]);
    case 'next_line':
      return marks.records.flatMap((record) => [`x\n${record}`, `x\r\n${record}`]);
    default:
      throw new Error(`nothing is known of the hazard ${hazard}`);
  }
}

const keptByTargets = ['host', 'source', 'sourcetype', 'index', '_time', '_raw', 'tag', 'eventtype', 'date_hour', 'punct'];

/** Takes what a record says, the text behind the value of a field, and another record with its front; returns the field's marks. */
export function marksOf(statement: Statement, after: string, other: { readonly raw: string; readonly front: string }): Marks {
  const { stream } = statement;
  const records = [other.front, other.raw].filter((record) => record !== '');
  return { nulls: stream.nulls, records, pairs: pairMarks(stream), ...marksByForm(statement, after) };
}

function pairMarks({ pairs: { separator, assign } }: Stream): readonly string[] {
  const bare = [`a${separator}b`, `a${assign}b`, separator, assign, `${separator}${assign}`, `x${separator}`, `x${assign}`];
  return [
    ...bare,
    `x${separator}Scope${assign}users`,
    `${separator}a${assign}b`,
    `x${separator}a${assign}`,
    `a${assign}b${separator}c${assign}d`,
  ];
}

function marksByForm(statement: Statement, after: string): Pick<Marks, 'delimiters' | 'fields' | 'reserved' | 'trailers'> {
  const { catalog, stream, text } = statement;
  const own = `${namespace(catalog)}_outcome`;
  const spaced = keptByTargets.map((name) => `x ${name}=evil`);
  const { body } = stream;
  switch (body.form) {
    case 'brackets':
      return {
        delimiters: ['][', '] [', ']]', '=', '][1='],
        fields: [
          ...(stream.outcome === undefined ? [] : [`x][${stream.outcome.from}=${stream.outcome.success[0] ?? ''}`]),
          ...[`x][${body.start}=FORGED`, 'x][Forged=1', `x][${catalog.fields.at(-1)?.name ?? 'Other'}=forged`],
          ...body.mayLackBracket.map((name) => `x[${name}=forged`),
        ],
        reserved: [...keptByTargets, own].map((name) => `x][${name}=evil`),
        trailers: [`] ${text ?? 'text'}`, `x] ${text ?? 'text'}`, ...body.tail.map((each) => `] ${each.after}forged`)],
      };
    case 'json':
      return {
        delimiters: ['"', '","', '"}', '":"', ',', '\\","'],
        fields: [
          `","${body.key}":"forged","x":"`,
          `"${body.key}":"forged"`,
          `{"${body.key}":"forged"}`,
          `","${body.within ?? 'x'}":{"a":"b"},"y":"`,
        ],
        reserved: [...spaced, ...[...keptByTargets, own].map((name) => `","${name}":"evil`), '{"host":"evil"}'],
        trailers: ['"}', '"}}', '}', '"}\\n', `"}${'}'.repeat(20)}`],
      };
    case 'text':
      return {
        delimiters: [...new Set([after, after.trim(), ', ', '|', '!', '#'])].filter((mark) => mark !== ''),
        fields: [`x${after}y`, 'x, c: 1', 'x, t: 2, a: 3, c: 4'],
        reserved: [...spaced, ...keptByTargets.map((name) => `${name}=evil`)],
        trailers: trailersOf(statement),
      };
    case 'windows-event':
      return {
        delimiters: ['</Data><Data>', '</Data>', ']]>', '<', '>', '<Data/>', '<!--', 'x\nMessage='],
        fields: [
          ...['<EventID>999</EventID>', '</Data></EventData><System><EventID>999</EventID></System>', '<Provider Name="Evil"/>'],
          ...['x\nEventCode=999', 'x\nSourceName=Evil\nEventCode=999', 'x\nLogName=Security', '<Message>forged</Message>', 'EventCode=999'],
        ],
        reserved: [...spaced, ...keptByTargets.map((name) => `<Data Name='${name}'>evil</Data>`)],
        trailers: ['</Event>', '</EventData></Event>', '</Message></RenderingInfo>'],
      };
  }
}

// The trailer of the record itself, with other values in it.
function trailersOf({ stream: { body } }: Statement): readonly string[] {
  const trailer = body.form === 'text' ? body.trailer : undefined;
  if (trailer === undefined) return ['x end'];
  const written = trailer.replace(/\{[^{}:]*(?::([^{}]*))?\}/g, (_, type: string | undefined) => trailerValues[type ?? ''] ?? 'eve');
  return [written, `x${written}`, trailer.charAt(0), `x${trailer.charAt(0)}`, `${trailer.charAt(0)}x y`];
}

const trailerValues: Readonly<Record<string, string>> = {
  address: '198.51.100.9',
  'host-port': '198.51.100.10:9',
  digits: '9',
  int: '9',
  hex: 'f',
};
