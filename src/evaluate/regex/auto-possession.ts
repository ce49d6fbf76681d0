import { canBeEmpty, holds } from './analysis.js';
import { type CharacterType, type Node, partsOf, Refusal, type Repeat, withParts } from './syntax-tree.js';
import { untranslatableOf } from './untranslatable.js';

/**
 * Types that PCRE2 10.42 takes for apart although some characters are in both, such as a no-break space in `\S` and `\h`, a carriage return in
 * `.` and `\R` (`autoposstab` in its pcre2_auto_possess.c): a repeat of the first gives nothing back for the second.
 */
const wronglyApart: Readonly<Record<CharacterType, readonly CharacterType[]>> = {
  S: ['R', 'h', 'v'],
  s: [],
  h: ['S'],
  v: ['S'],
  R: ['s', '.'],
  '.': ['R'],
};

/** What may come behind a node. */
interface Following {
  /** Each type that may stand there next. */
  readonly types: ReadonlySet<CharacterType>;
  /** The one that does, where nothing else can. */
  readonly sure: CharacterType | undefined;
  /** The end of a group lies between. */
  readonly isBehindGroup: boolean;
  /** An atomic group may stand there that can match nothing and begins with an optional group: PCRE2 then does not look behind it. */
  readonly isHidden: boolean;
}

const nothing: Following = { types: new Set(), sure: undefined, isBehindGroup: false, isHidden: false };

/** Takes a tree and returns it with those repeats made possessive that PCRE2 makes so and should not. Refuses where it is not plain to see. */
export function withAutoPossession(root: Node): Node {
  return changed(root, nothing);
}

function changed(node: Node, following: Following): Node {
  switch (node.kind) {
    case 'sequence':
      return { ...node, parts: node.parts.map((part, index) => changedPart(part, behind(node.parts.slice(index + 1), following))) };
    case 'choice':
      return withParts(node, (option) => changed(option, following));
    case 'group':
      return withParts(node, (body) => changed(body, { ...following, isBehindGroup: true }));
    case 'repeat':
      return changedRepeat(node, following);
    default:
      // What an atomic group or a lookaround matched is not given back in any case.
      return withParts(node, (body) => changed(body, nothing));
  }
}

/** A sequence or a choice among the parts of a sequence is a group that does not capture. */
function changedPart(part: Node, following: Following): Node {
  const isGroup = part.kind === 'sequence' || part.kind === 'choice';
  return changed(part, isGroup ? { ...following, isBehindGroup: true } : following);
}

function changedRepeat(node: Repeat, following: Following): Node {
  const type = typeOf(node.body);
  if (type === undefined && node.body.kind !== 'set') return withParts(node, (body) => changed(body, atEndOfRound(node, following)));
  if (node.mode === 'possessive' || node.min === node.max) return node;
  if (following.isHidden) throw new Refusal(untranslatableOf.pcre2.hiddenEnd, node.at);
  if (type === undefined) return node;
  const wrong = wronglyApart[type];
  if (!wrong.some((each) => following.types.has(each))) return node;
  if (following.sure === undefined) throw new Refusal(untranslatableOf.pcre2.doubtfulRepeat, node.at);
  return following.isBehindGroup && node.mode === 'lazy' ? node : { ...node, mode: 'possessive' };
}

/** Behind an endless repeat of a group PCRE2 does not look further. */
function atEndOfRound(node: Repeat, following: Following): Following {
  if (node.max === 1) return { ...following, isBehindGroup: true };
  if (node.min <= 1 && node.max === Number.POSITIVE_INFINITY && node.mode !== 'possessive') return nothing;
  const types = new Set([...begins(node.body).types, ...following.types]);
  return { types, sure: undefined, isBehindGroup: true, isHidden: following.isHidden || beginsHidden(node.body) };
}

/** What comes first of the parts, and where they can match nothing what comes behind them. */
function behind(parts: readonly Node[], following: Following): Following {
  const [head, ...others] = parts.filter((part) => part.kind !== 'empty' && !isNever(part));
  if (head === undefined) return following;
  const beginning = begins({ kind: 'sequence', parts: [head, ...others] });
  return {
    types: new Set([...beginning.types, ...(beginning.isOptional ? following.types : [])]),
    sure: sureBeginning(head),
    isBehindGroup: false,
    isHidden: beginsHidden({ kind: 'sequence', parts: [head, ...others] }) || (beginning.isOptional && following.isHidden),
  };
}

/** Whether a node can begin with an atomic group, or a counted possessive repeat of a group, which can match nothing. */
function beginsHidden(node: Node): boolean {
  switch (node.kind) {
    case 'sequence': {
      const end = node.parts.findIndex((part) => !begins(part).isOptional);
      return node.parts.slice(0, end < 0 ? undefined : end + 1).some(beginsHidden);
    }
    case 'repeat': {
      const isGroup = node.body.kind !== 'set';
      return (
        beginsHidden(node.body) || (isGroup && node.mode === 'possessive' && node.max !== Number.POSITIVE_INFINITY && canBeEmpty(node))
      );
    }
    case 'atomic':
      return beginsHidden(node.body) || (canBeEmpty(node.body) && holds(node.body, isOptionalGroup));
    case 'choice':
    case 'group':
      return partsOf(node).some(beginsHidden);
    default:
      return false;
  }
}

function isOptionalGroup(node: Node): boolean {
  return node.kind === 'repeat' && node.min === 0 && node.body.kind !== 'set';
}

/** PCRE2 leaves a character out that is repeated no times, and keeps a group. */
function isNever(node: Node): boolean {
  return node.kind === 'repeat' && node.max === 0 && node.body.kind === 'set';
}

/** The type that a node must begin with, also inside a group without options. */
function sureBeginning(node: Node): CharacterType | undefined {
  const type = typeOf(node.kind === 'repeat' && node.min > 0 ? node.body : node);
  if (type !== undefined) return type;
  if (node.kind === 'group' || node.kind === 'atomic') return sureBeginning(node.body);
  const [head] = node.kind === 'sequence' ? node.parts : [];
  return head === undefined ? undefined : sureBeginning(head);
}

interface Beginning {
  readonly types: readonly CharacterType[];
  readonly isOptional: boolean;
}

/** The types that a node can begin with. At a place or a lookaround PCRE2 ends its search, without a mistake. */
function begins(node: Node): Beginning {
  const type = typeOf(node);
  if (type !== undefined) return { types: [type], isOptional: false };
  switch (node.kind) {
    case 'empty':
      return { types: [], isOptional: true };
    case 'sequence': {
      const types: CharacterType[] = [];
      for (const part of node.parts) {
        const first = begins(part);
        types.push(...first.types);
        if (!first.isOptional) return { types, isOptional: false };
      }
      return { types, isOptional: true };
    }
    case 'choice': {
      const all = node.options.map(begins);
      return { types: all.flatMap(({ types }) => types), isOptional: all.some(({ isOptional }) => isOptional) };
    }
    case 'repeat': {
      if (node.max === 0) return { types: [], isOptional: isNever(node) };
      const { types, isOptional } = begins(node.body);
      return { types, isOptional: isOptional || node.min === 0 };
    }
    case 'group':
    case 'atomic':
      return begins(node.body);
    default:
      return { types: [], isOptional: false };
  }
}

function typeOf(node: Node): CharacterType | undefined {
  return node.kind === 'set' || node.kind === 'sequence' ? node.type : undefined;
}
