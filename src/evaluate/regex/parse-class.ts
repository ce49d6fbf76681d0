import { type CharacterSet, complement, intersection, nothing, onlyMember, type Range, ranges, union } from './character-set.js';
import { takeClassEscape } from './parse-escape.js';
import type { Reading } from './reading.js';
import type { Node } from './syntax-tree.js';

/** Takes a class in brackets. */
export function parseClass(reading: Reading): Node {
  return { kind: 'set', set: takeClass(reading) };
}

function takeClass(reading: Reading): CharacterSet {
  const at = reading.at;
  reading.at += 1;
  const inverse = reading.take('^');
  const set = takeMembers(reading, at);
  if (!inverse) return set;
  return complement(set) ?? reading.refuse('an inverse class with a property and other members', at);
}

/** One member of a class, and whether it may begin or end a range. */
interface Member {
  readonly set: CharacterSet;
  readonly single: boolean;
  /** Folded already, or not subject to it. */
  readonly fixed: boolean;
}

function takeMembers(reading: Reading, at: number): CharacterSet {
  let set = nothing;
  let isFirst = true;
  for (;;) {
    skipInClass(reading);
    if (reading.done) return reading.refuse('a class without its ]', at);
    if (reading.looksAt(']') && !isFirst) break;
    if (reading.rules.nestedClasses && reading.looksAt('&&')) return takeIntersection(reading, set, isFirst, at);
    set = union(set, takeMemberOrRange(reading, at));
    isFirst = false;
  }
  reading.at += 1;
  return set;
}

function skipInClass(reading: Reading): void {
  const { dialect } = reading.rules;
  if (dialect === 'pcre2') reading.takeMatch(/^(?:\\Q\\E|\\E)+/);
  if (dialect === 'java' && reading.flags.has('x')) reading.takeMatch(/^(?:[\t\n\v\f\r ]+|#[^\n\r\u0085\u2028\u2029]*)+/);
}

function takeMemberOrRange(reading: Reading, at: number): CharacterSet {
  const from = takeMember(reading, at);
  const dashAt = reading.at;
  if (!reading.looksAt('-') || reading.pattern.startsWith('-]', reading.at)) return ready(reading, from);
  if (!from.single) return afterSet(reading, from, dashAt);
  if (reading.rules.nestedClasses && /^-(?:\[|&&)/.test(reading.pattern.slice(reading.at))) return ready(reading, from);
  reading.at += 1;
  skipInClass(reading);
  if (reading.done) return reading.refuse('a class without its ]', at);
  const to = takeMember(reading, at);
  if (!to.single) return reading.refuse('a range that ends in a class', dashAt);
  const [first = 0, end = -1] = [onlyMember(from.set), onlyMember(to.set)];
  if (first > end) return reading.refuse('a range whose ends are the wrong way round', dashAt);
  return reading.folded(ranges([first, end]));
}

/** `[\w-.]` is a mistake, `[\w-]` is not. */
function afterSet(reading: Reading, from: Member, dashAt: number): CharacterSet {
  if (reading.rules.dialect === 'pcre2') return reading.refuse('a range that begins with a class', dashAt);
  return ready(reading, from);
}

function ready(reading: Reading, member: Member): CharacterSet {
  return member.fixed ? member.set : reading.folded(member.set);
}

function takeMember(reading: Reading, at: number): Member {
  if (reading.looksAt('[')) {
    const posix = takePosixClass(reading);
    if (posix !== undefined) return { set: posix, single: false, fixed: true };
    if (reading.rules.nestedClasses) return { set: reading.deeper(() => takeClass(reading)), single: false, fixed: true };
  }
  if (reading.looksAt('\\Q') && reading.rules.escapes.has('Q')) return takeQuotedMembers(reading, at);
  if (reading.looksAt('\\')) {
    const { set, single } = takeClassEscape(reading);
    return { set, single, fixed: !single };
  }
  const code = reading.takeCharacter().codePointAt(0) ?? 0;
  return { set: ranges([code, code]), single: true, fixed: false };
}

/** `\Q...\E` in a class: its characters. A range may begin with the last of them; that is refused. */
function takeQuotedMembers(reading: Reading, at: number): Member {
  const end = reading.pattern.indexOf('\\E', reading.at);
  if (end < 0) return reading.refuse('a class without its ]', at);
  const codes = [...reading.pattern.slice(reading.at + 2, end)].map((each): Range => [each.codePointAt(0) ?? 0, each.codePointAt(0) ?? 0]);
  reading.at = end + 2;
  if (/^-[^\]]/.test(reading.pattern.slice(reading.at))) return reading.refuse('a range that begins with a quotation', reading.at);
  return { set: ranges(...codes), single: codes.length === 1, fixed: false };
}

/** `[:alpha:]` and `[:^alpha:]`. */
function takePosixClass(reading: Reading): CharacterSet | undefined {
  const { posixClasses } = reading.rules;
  if (posixClasses === undefined) return undefined;
  const at = reading.at;
  if (reading.rules.dialect === 'pcre2' && /^\[([.=])(?:(?!\1\])[^\]\\])*\1\]/.test(reading.pattern.slice(at))) {
    return reading.refuse('a collating element', at);
  }
  const found = reading.takeMatch(/^\[:(\^?)([A-Za-z]*):\]/);
  if (found === undefined) return undefined;
  const [, inverse = '', name = ''] = found;
  const caseless = reading.flags.has('i') && (name === 'lower' || name === 'upper') ? 'alpha' : name;
  const plain = posixClasses.get(caseless);
  if (plain === undefined) return reading.refuse(`the class [:${name}:]`, at);
  const set = reading.foldedNamed(plain, false);
  return inverse === '' ? set : (complement(set) ?? nothing);
}

/** Java's `&&`: what stands on both sides. */
function takeIntersection(reading: Reading, left: CharacterSet, isFirst: boolean, at: number): CharacterSet {
  if (isFirst) return reading.refuse('&& with nothing before it', reading.at);
  const dashAt = reading.at;
  reading.at += 2;
  skipInClass(reading);
  if (reading.looksAt(']') || reading.looksAt('&&')) return reading.refuse('&& with nothing behind it', dashAt);
  const right = reading.deeper(() => takeMembers(reading, at));
  return intersection(left, right) ?? reading.refuse('&& with a property', dashAt);
}
