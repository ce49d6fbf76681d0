/**
 * Characters that a reader of a text does not see, or that make her see another text than the one that is there: control characters,
 * line ends that only some programs know, invisible characters, those that turn the direction (CVE-2021-42574, "Trojan Source"),
 * halves of a character, and code points that Unicode gives to no character. A tab and a newline are seen.
 */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Noncharacter_Code_Point}\p{Surrogate}]/u;

/** A character that is not seen, and where it stands in its text. */
export interface UnseenCharacter {
  readonly at: number;
  readonly length: number;
  /** What it is, for a message: `U+202E, which turns the direction of the text`. */
  readonly name: string;
}

/** Returns the first character of a text that a reader does not see; nothing where all are seen. */
export function unseenCharacter(text: string): UnseenCharacter | undefined {
  return named(unseen.exec(text));
}

/** Returns the first half of a character in a text; no file in UTF-8 can hold one. */
export function halfCharacter(text: string): UnseenCharacter | undefined {
  return named(/\p{Surrogate}/u.exec(text));
}

function named(found: RegExpExecArray | null): UnseenCharacter | undefined {
  if (found === null) return undefined;
  const [character] = found;
  const codePoint = character.codePointAt(0) ?? 0;
  const number = codePoint.toString(16).toUpperCase().padStart(4, '0');
  return { at: found.index, length: character.length, name: `U+${number}, ${kindOf(character, codePoint)}` };
}

function kindOf(character: string, codePoint: number): string {
  if (/\p{Surrogate}/u.test(character)) return 'half of a character';
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character)) return 'which turns the direction of the text';
  if (/[\u0085\u2028\u2029]/.test(character)) return 'a line end that only some programs know';
  if (codePoint < 0xa0) return 'a control character';
  return 'which is not shown';
}
