import { compileExpression, type Expression, type Match } from '../../src/evaluate/regex/expression.js';
import type { Spans } from './engines/pcre2.js';

/** An expression of ours, whose matches are compared: the first or all, with the groups that its user reads. */
export interface Compared {
  readonly expression: Expression;
  readonly all: boolean;
}

/** Takes a text and what PCRE2 found in it, and returns how our matches differ, group by group; undefined where they are the same. */
export function matchDifference({ expression, all }: Compared, text: string, found: readonly Spans[] | number): string | undefined {
  if (typeof found === 'number') return `PCRE2 gives up with ${found}`;
  const groups = readGroups(expression);
  const ours = shown(ownMatches(expression, all, text), groups);
  const theirs = shown(found, groups);
  return ours === theirs ? undefined : `PCRE2 says ${theirs}, we say ${ours}`;
}

/** UTF-8 has no half characters: each becomes what an encoder writes for it. */
export function wholeCharacters(text: string): string {
  return /\p{Surrogate}/u.test(text) ? Buffer.from(text).toString('utf8') : text;
}

function ownMatches(expression: Expression, all: boolean, text: string): readonly Spans[] {
  const first = all ? undefined : expression.match(text);
  const matches: Iterable<Match> = all ? expression.matches(text) : first === undefined ? [] : [first];
  return [...matches].map((match) => match.spans());
}

const known = new WeakMap<Expression, readonly number[]>();

/** All groups; where only some of them could be translated, those with names. */
function readGroups(expression: Expression): readonly number[] {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const { source, flags, groupCount, names } = expression;
  const isWhole = compileExpression(source, 'pcre2', flags).expression !== undefined;
  const groups = isWhole ? Array.from({ length: groupCount + 1 }, (_, index) => index) : [0, ...[...names.values()].flat()];
  known.set(expression, groups);
  return groups;
}

function shown(matches: readonly Spans[], groups: readonly number[]): string {
  return matches.map((spans) => groups.map((group) => spans[group]?.join('-') ?? '-').join(',')).join(' ') || 'nothing';
}
