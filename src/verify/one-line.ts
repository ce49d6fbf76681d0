/** By JSON (RFC 8259, section 7), two letters each; other characters that a terminal would obey or hide are written by their number. */
const letters: Readonly<Record<string, string>> = { '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

/**
 * Takes a part of a record and returns it as a finding can show it: on one line, each control character and each character that turns the
 * direction of writing as an escape such as `\n` or `\u0007`. Backslashes stay as the record has them.
 */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped);
}

function escaped(character: string): string {
  return letters[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
