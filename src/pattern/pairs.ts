import { anyCase, anyOf, endOfText, literal } from './regex.js';

/** Pairs of arbitrary names: `+name;;value+name;;value`, the first separator optional. A separator counts only where a name follows. */
export interface PairsRule {
  readonly separator: string;
  readonly assign: string;
  readonly nulls: readonly string[];
  /** Letter case ignored: `pin` is a whole last dotted part of a name, `*password` an ending. */
  readonly secrets: readonly string[];
}

const name = '[A-Za-z0-9_.:-]+';

function pieces(rule: PairsRule) {
  const separator = literal(rule.separator);
  const next = `(?=${separator}${name}${literal(rule.assign)}|${endOfText})`;
  const empty = `(?:${anyOf(rule.nulls)})?${next}`;
  const value = `(?:[^${classOf(rule.separator)}]*${separator})*?[^${classOf(rule.separator)}]*${next}`;
  return { separator, next, empty, value };
}

function classOf(separator: string): string {
  return literal(separator.slice(0, 1));
}

/** Returns the expression that finds the value of one pair in group `group`; a null word or an empty value is no match. */
export function pairExpression(rule: PairsRule, pair: string, group: string): string {
  const { separator, empty, value } = pieces(rule);
  return `(?:^|${separator})${literal(pair)}${literal(rule.assign)}(?!${empty})(?<${group}>${value})`;
}

/** Returns the expression that finds a secret's value; group 1 is what stays: separator, name and assignment. */
export function secretExpression(rule: PairsRule): string {
  const { separator, empty, value } = pieces(rule);
  return `((?:^|${separator})${secretNames(rule)}${literal(rule.assign)})(?!${empty})${value}`;
}

/** Returns the expression that finds a secret's value in a whole record with a body of brackets; group 1 is what stays. */
export function secretInRecord(rule: PairsRule): string {
  const end = `${literal(rule.separator)}${name}${literal(rule.assign)}|\\]\\[[A-Za-z][A-Za-z0-9_]*=|\\][^\\[\\]]*${endOfText}`;
  return `([=${classOf(rule.separator)}]${secretNames(rule)}${literal(rule.assign)})[\\s\\S]*?(?=${end})`;
}

function secretNames(rule: PairsRule): string {
  const whole = rule.secrets.filter((each) => !each.startsWith('*')).map(anyCase);
  const endings = rule.secrets.filter((each) => each.startsWith('*')).map((each) => anyCase(each.slice(1)));
  const names = [
    ...(endings.length === 0 ? [] : [`[A-Za-z0-9_.:-]*(?:${endings.join('|')})`]),
    ...(whole.length === 0 ? [] : [`(?:[A-Za-z0-9_.:-]*\\.)?(?:${whole.join('|')})`]),
  ];
  return `(?:${names.join('|')})`;
}

/**
 * Returns the expression of what stands in front of the first pair; no match where nothing does: engines that replace every match
 * disagree on where they go on behind an empty one.
 */
export function beforeFirstPair(rule: PairsRule): string {
  const { separator, next } = pieces(rule);
  return `^(?!${separator}${name}${literal(rule.assign)})[\\s\\S]+?${next}`;
}

/** Returns the expression of one pair without a value. */
export function emptyPair(rule: PairsRule): string {
  const { separator, empty } = pieces(rule);
  return `${separator}${name}${literal(rule.assign)}${empty}`;
}

/** Returns the expression of the start of a pair; group 1 is the name and the assignment. */
export function pairStart(rule: PairsRule): string {
  return `${literal(rule.separator)}(${name}${literal(rule.assign)})`;
}
