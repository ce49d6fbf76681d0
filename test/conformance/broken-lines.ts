/** Texts that no product writes: what the end of a disk, a broken connection or a person with an editor leave of lines. */
export function* brokenLines(lines: readonly string[]): Generator<string> {
  for (const [index, line] of lines.entries()) {
    const other = lines[(index + 1) % lines.length] ?? line;
    const random = randomNumbers(index);
    const place = (text: string): number => Math.floor(random() * (text.length + 1));
    yield line.slice(0, place(line));
    yield line.slice(place(line));
    yield `${line}${line}`;
    yield `${line}\n${other}`;
    yield `${line.slice(0, place(line))}${other.slice(place(other))}`;
    for (let count = 0; count < 4; count++) yield spoiled(line, random);
  }
  yield* ['', ' ', '\n', '\u0000', '{}', '[]', '"', '<', 'x'.repeat(10_000), '[='.repeat(2000), '\u{1f600}', '\ud83d'];
}

const PIECES = [
  '[',
  ']',
  '=',
  ';',
  ',',
  '"',
  '\\',
  '{',
  '}',
  '<',
  '>',
  '&',
  '\t',
  '\n',
  '\r',
  ' ',
  '\u0000',
  '\u0085',
  '\u00a0',
  '\u2028',
  'é',
  '\u{1f600}',
  '0',
  '-',
  ':',
];

/** The line with one piece taken away, put in, or put in place of another. */
function spoiled(line: string, random: () => number): string {
  const at = Math.floor(random() * (line.length + 1));
  const piece = PIECES[Math.floor(random() * PIECES.length)] ?? '';
  const taken = Math.floor(random() * 3);
  return `${line.slice(0, at)}${random() < 0.3 ? '' : piece}${line.slice(at + taken)}`;
}

/** Numbers from 0 to 1 that follow from the seed (a linear congruential generator with the constants of Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
