import { withAutoPossession } from './auto-possession.js';
import { type Dialect, dot, type Opening, rulesOf } from './dialect.js';
import { parseClass } from './parse-class.js';
import { parseEscape } from './parse-escape.js';
import { type Flags, Reading, takeName } from './reading.js';
import { type Assertion, type Node, type Repeat, type Tree, withParts } from './syntax-tree.js';
import { untranslatableOf } from './untranslatable.js';

/** Takes a pattern, its dialect and flags set from outside; returns it as a tree. Throws a Refusal. */
export function parseExpression(pattern: string, dialect: Dialect, flags: Flags): Tree {
  const reading = new Reading(pattern, rulesOf(dialect), flags);
  if (dialect === 'pcre2') reading.takeMatch(/^(?:\(\*UTF8?\))+/);
  const root = parseChoice(reading);
  if (!reading.done) reading.refuse('a ) without its (');
  const whole = resolved(root, reading);
  return { root: dialect === 'pcre2' ? withAutoPossession(whole) : whole, groupCount: reading.groups, names: reading.names };
}

function parseChoice(reading: Reading): Node {
  return reading.deeper(() => {
    const options = [parseSequence(reading)];
    while (reading.take('|')) options.push(parseSequence(reading));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  });
}

function parseSequence(reading: Reading): Node {
  const parts: Node[] = [];
  for (;;) {
    skipIgnored(reading);
    if (reading.done || (!reading.quoted && /^[|)]/.test(reading.here))) break;
    const at = reading.at;
    const item = reading.quoted ? reading.literal(reading.takeCharacter()) : parseItem(reading);
    if (item === undefined) refuseCount(reading);
    else if (!reading.quoted || item.kind !== 'empty') parts.push(parseCounts(reading, item, at));
  }
  const [only] = parts;
  if (only === undefined) return { kind: 'empty' };
  return parts.length === 1 ? only : { kind: 'sequence', parts };
}

/** What says nothing: blanks and remarks under `x`, `(?#...)`, an empty quotation. */
function skipIgnored(reading: Reading): void {
  const isPcre = reading.rules.dialect === 'pcre2';
  for (;;) {
    const before = reading.at;
    if (reading.quoted) {
      if (reading.take('\\E')) reading.quoted = false;
      else return;
    }
    if (reading.flags.has('x'))
      reading.takeMatch(
        isPcre ? /^(?:[\t\n\v\f\r \u0085\u200e\u200f\u2028\u2029]+|#[^\n]*\n?)/ : /^(?:[\t\n\v\f\r ]+|#[^\n\r\u0085\u2028\u2029]*)/,
      );
    if (isPcre) {
      reading.takeMatch(/^(?:\\Q)?\\E/);
      if (reading.looksAt('(?#')) skipRemark(reading);
    }
    if (reading.at === before) return;
  }
}

function skipRemark(reading: Reading): void {
  if (reading.takeMatch(/^[^)]*\)/) === undefined) reading.refuse('(?# without its )');
}

/** Flags are nothing that a count could repeat. */
function refuseCount(reading: Reading): void {
  skipIgnored(reading);
  if (isCount(reading)) reading.refuse('a count with nothing to repeat');
}

function isCount(reading: Reading): boolean {
  return /^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(reading.pattern.slice(reading.at, reading.at + 30));
}

/** One item without its count; undefined for a setting of flags. */
function parseItem(reading: Reading): Node | undefined {
  const at = reading.at;
  const character = reading.here;
  switch (character) {
    case '(':
      reading.at += 1;
      return parseGroup(reading, at);
    case '[':
      return parseClass(reading);
    case '\\':
      return parseEscape(reading);
    case '.':
      reading.at += 1;
      return dotNode(reading);
    case '^':
      reading.at += 1;
      return reading.assertion(reading.flags.has('m') ? 'start of line' : 'start of text', at);
    case '$':
      reading.at += 1;
      return reading.assertion(endOf(reading), at);
    case '*':
    case '+':
    case '?':
      return reading.refuse('a count with nothing to repeat');
    case '{':
      return parseBrace(reading);
    default:
      return reading.literal(reading.takeCharacter());
  }
}

function dotNode({ rules, flags }: Reading): Node {
  const all = flags.has('s');
  return { kind: 'set', set: dot(rules, all, flags.has('d')), isDot: true, type: all ? undefined : '.' };
}

function endOf(reading: Reading): Assertion {
  if (reading.flags.has('m')) return 'end of line';
  return reading.rules.dialect === 're2' ? 'end of text' : 'end of text or before its last line end';
}

function parseBrace(reading: Reading): Node {
  if (!reading.rules.looseBrace) return reading.refuse('a { that begins no count');
  if (isCount(reading)) return reading.refuse('a count with nothing to repeat');
  refuseOpenCount(reading);
  return reading.literal(reading.takeCharacter());
}

/** `{,3}` are four characters before PCRE2 10.43 and a count since. */
function refuseOpenCount(reading: Reading): void {
  if (reading.rules.dialect !== 'pcre2') return;
  if (/^\{(?:,\d+|[\t ]*\d*[\t ]*,?[\t ]*\d+[\t ]*|[\t ]*\d+[\t ]*,?[\t ]*)\}/.test(reading.pattern.slice(reading.at))) {
    reading.refuse(untranslatableOf.pcre2.openCount);
  }
}

function parseCounts(reading: Reading, item: Node, at: number): Node {
  skipIgnored(reading);
  const count = reading.quoted ? undefined : takeCount(reading);
  if (count === undefined) return item;
  if (!isRepeatable(item, reading)) reading.refuse('a count with nothing to repeat', count.at);
  const node: Node = { kind: 'repeat', body: item, min: count.min, max: count.max, mode: takeMode(reading), at };
  skipIgnored(reading);
  if (!reading.quoted && isCount(reading)) reading.refuse('a count of a count');
  return node;
}

function isRepeatable(node: Node, reading: Reading): boolean {
  if (node.kind === 'keep') return false;
  if (node.kind === 'assertion') return reading.rules.dialect !== 'pcre2';
  return true;
}

function takeCount(reading: Reading): { readonly min: number; readonly max: number; readonly at: number } | undefined {
  const at = reading.at;
  const unlimited = Number.POSITIVE_INFINITY;
  if (reading.take('*')) return { min: 0, max: unlimited, at };
  if (reading.take('+')) return { min: 1, max: unlimited, at };
  if (reading.take('?')) return { min: 0, max: 1, at };
  const found = reading.takeMatch(/^\{(\d+)(,?)(\d*)\}/);
  if (found === undefined || (found[2] === '' && found[3] !== '')) {
    reading.at = at;
    if (reading.looksAt('{') && !reading.rules.looseBrace) reading.refuse('a { that begins no count');
    return undefined;
  }
  const [, least = '', comma = '', most = ''] = found;
  const min = Number(least);
  const max = comma === '' ? min : most === '' ? unlimited : Number(most);
  const { highestCount } = reading.rules;
  if (min > highestCount || (max > highestCount && max !== unlimited)) reading.refuse('a count that is too high', at);
  if (min > max) reading.refuse('a count whose ends are the wrong way round', at);
  return { min, max, at };
}

function takeMode(reading: Reading): Repeat['mode'] {
  const turned = reading.flags.has('U');
  if (reading.rules.dialect === 'pcre2') skipIgnored(reading);
  if (reading.take('?')) return turned ? 'greedy' : 'lazy';
  if (reading.rules.possessive && reading.take('+')) return 'possessive';
  return turned ? 'lazy' : 'greedy';
}

function parseGroup(reading: Reading, at: number): Node | undefined {
  const opening = reading.rules.openings.find(([text]) => reading.looksAt(text));
  if (opening === undefined) return closed(reading, at, () => (reading.flags.has('n') ? plain(reading) : numbered(reading)));
  const [text, what] = opening;
  reading.at += text.length;
  return parseOpened(reading, what, at);
}

function parseOpened(reading: Reading, opening: Opening, at: number): Node | undefined {
  switch (opening.is) {
    case 'refused':
      return reading.refuse(opening.what, at);
    case 'plain':
      return closed(reading, at, () => plain(reading));
    case 'atomic':
      return closed(reading, at, () => ({ kind: 'atomic', body: parseChoice(reading), at }));
    case 'branch reset':
      return closed(reading, at, () => parseBranchReset(reading));
    case 'look':
      return closed(reading, at, () => ({
        kind: 'look',
        behind: opening.behind,
        negative: opening.negative,
        body: parseChoice(reading),
        at,
      }));
    case 'named':
      return parseNamed(reading, opening.close, at);
    case 'reference by name': {
      const name = takeName(reading, ')');
      return { kind: 'backreference', to: name, caseless: reading.flags.has('i'), at };
    }
    case 'comment':
      skipRemark(reading);
      return undefined;
    case 'flags':
      return parseFlags(reading, at);
  }
}

/** What stands up to the `)`; flags that are set inside end there. */
function closed(reading: Reading, at: number, body: () => Node): Node {
  const { flags } = reading;
  const node = body();
  if (!reading.take(')')) reading.refuse('a ( without its )', at);
  reading.flags = flags;
  return node;
}

function plain(reading: Reading): Node {
  return { kind: 'sequence', parts: [parseChoice(reading)] };
}

function numbered(reading: Reading): Node {
  reading.groups += 1;
  const number = reading.groups;
  return { kind: 'group', number, body: parseChoice(reading) };
}

function parseNamed(reading: Reading, close: string, at: number): Node {
  const nameAt = reading.at;
  const name = takeName(reading, close);
  const number = reading.groups + 1;
  const numbers = reading.names.get(name) ?? [];
  const isNew = !numbers.includes(number);
  if (numbers.length > 0 && isNew && !reading.rules.repeatedNames && !reading.flags.has('J'))
    reading.refuse(`the name ${name} twice`, nameAt);
  // Only `(?|` counts a number again.
  const other = [...reading.names].find(([each, its]) => each !== name && its.includes(number));
  if (other !== undefined) reading.refuse(`the names ${other[0]} and ${name} for one group`, nameAt);
  if (isNew) reading.names.set(name, [...numbers, number]);
  return closed(reading, at, () => numbered(reading));
}

/** `(?|...)`: each option counts its groups from the same number. */
function parseBranchReset(reading: Reading): Node {
  const first = reading.groups;
  let highest = first;
  const options: Node[] = [];
  do {
    reading.groups = first;
    options.push(parseSequence(reading));
    highest = Math.max(highest, reading.groups);
  } while (reading.take('|'));
  reading.groups = highest;
  return { kind: 'choice', options };
}

/** `(?i)` up to the end of the group, `(?i:...)`, `(?^)` and `(?-i)`. */
function parseFlags(reading: Reading, at: number): Node | undefined {
  const found = reading.takeMatch(/^(\^?)([A-Za-z]*)(?:-([A-Za-z]*))?([:)])/);
  if (found === undefined) return reading.refuse('a group of an unknown kind', at);
  const [, reset = '', on = '', off = '', end = ''] = found;
  if (reset !== '' && (reading.rules.dialect !== 'pcre2' || found[3] !== undefined)) reading.refuse('a group of an unknown kind', at);
  const unknown = [...on, ...off].find((each) => !reading.rules.flags.includes(each));
  if (unknown !== undefined) reading.refuse(`the flag ${unknown}`, at);
  if (on.includes('xx')) reading.refuse('the flag xx', at);
  if (on.includes('u')) reading.refuse('the flag u', at);
  if (reading.rules.dialect === 're2' && found[3] === '') reading.refuse('flags without a letter', at);
  const before = reading.flags;
  const flags = new Set(before);
  if (reset !== '') for (const each of 'imnsx') flags.delete(each);
  for (const each of on) flags.add(each);
  for (const each of off) flags.delete(each);
  reading.flags = flags;
  if (end === ')') return undefined;
  const body = parseChoice(reading);
  if (!reading.take(')')) reading.refuse('a ( without its )', at);
  reading.flags = before;
  return { kind: 'sequence', parts: [body] };
}

/** References by name turned into numbers, now that all groups are known. */
function resolved(node: Node, reading: Reading): Node {
  if (node.kind === 'backreference') return { ...node, to: numberOf(node.to, node.at, reading) };
  return withParts(node, (each) => resolved(each, reading));
}

function numberOf(to: number | string, at: number, reading: Reading): number {
  if (typeof to === 'number') return to <= reading.groups ? to : reading.refuse(`a reference to group ${to}, which does not exist`, at);
  const [number, another] = reading.names.get(to) ?? [];
  if (number === undefined) return reading.refuse(`a reference to group ${to}, which does not exist`, at);
  if (another !== undefined) return reading.refuse('a reference to a name that stands twice', at);
  return number;
}
