/** An expression with one piece less, and that piece. */
export interface LessExpression {
  readonly without: string;
  readonly text: string;
}

/** Takes a regular expression and returns it without each of its alternatives, one after the other. */
export function withoutAlternatives(expression: string): readonly LessExpression[] {
  return groupsOf(expression).flatMap((alternatives) =>
    alternatives.length < 2
      ? []
      : alternatives.map(({ from, to }, index) => {
          // The bar before an alternative goes with it, and that behind the first with the first.
          const [start, end] = index === 0 ? [from, to + 1] : [from - 1, to];
          return { without: expression.slice(from, to), text: expression.slice(0, start) + expression.slice(end) };
        }),
  );
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The alternatives of the whole expression and of each group in it, as ranges of text. */
function groupsOf(expression: string): readonly (readonly Range[])[] {
  const done: Range[][] = [];
  const open: { readonly ranges: Range[]; from: number }[] = [{ ranges: [], from: 0 }];
  let inClass = false;
  for (let at = 0; at < expression.length; at++) {
    const character = expression[at];
    const group = open.at(-1);
    if (group === undefined) break;
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '|') {
      group.ranges.push({ from: group.from, to: at });
      group.from = at + 1;
    } else if (character === '(') {
      const front = /^\((?:\?(?:<[=!]|<\w+>|P<\w+>|[:=!>]))?/.exec(expression.slice(at))?.[0] ?? '(';
      at += front.length - 1;
      open.push({ ranges: [], from: at + 1 });
    } else if (character === ')') {
      done.push([...group.ranges, { from: group.from, to: at }]);
      open.pop();
    }
  }
  const whole = open[0];
  return whole === undefined ? done : [[...whole.ranges, { from: whole.from, to: expression.length }], ...done];
}

/** Takes an eval expression and returns it with each of its texts changed, one after the other: `"a"` becomes `"a~"`. */
export function withChangedTexts(expression: string): readonly LessExpression[] {
  return [...expression.matchAll(/"(?:[^"\\]|\\[\s\S])*"/g)].map((found) => {
    const end = found.index + found[0].length - 1;
    return { without: found[0], text: `${expression.slice(0, end)}~${expression.slice(end)}` };
  });
}
