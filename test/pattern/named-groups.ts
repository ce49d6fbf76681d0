import { compileExpression } from '../../src/evaluate/regex/expression.js';

/** What the named groups of an expression hold, as Splunk runs it: those that are set; undefined where nothing fits. */
export function namedGroups(pattern: string, text: string): Readonly<Record<string, string>> | undefined {
  const { expression, refused } = compileExpression(pattern, 'pcre2');
  if (refused !== undefined) throw new Error(`${refused.what} at ${refused.at}: ${pattern}`);
  const match = expression.match(text);
  if (match === undefined) return undefined;
  const set = [...expression.names].flatMap(([name, numbers]) => {
    const value = numbers.map((each) => match.groups[each]).find((each) => each !== undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}
