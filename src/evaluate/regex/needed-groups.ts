import { type Node, partsOf, type Tree, withParts } from './syntax-tree.js';

/** Which groups a caller reads. */
export type Captures = 'all' | 'named' | 'none';

/** Takes a tree and returns it with only those groups that somebody reads: the caller, or a reference inside the expression. */
export function withNeededGroups(tree: Tree, captures: Exclude<Captures, 'all'>): Tree {
  const named = captures === 'named' ? [...tree.names.values()].flat() : [];
  const needed = new Set([...named, ...referredTo(tree.root)]);
  return { ...tree, root: pruned(tree.root, needed) };
}

function referredTo(node: Node): readonly number[] {
  if (node.kind === 'backreference') return [Number(node.to)];
  return partsOf(node).flatMap(referredTo);
}

function pruned(node: Node, needed: ReadonlySet<number>): Node {
  const whole = withParts(node, (each) => pruned(each, needed));
  return whole.kind === 'group' && !needed.has(whole.number) ? { kind: 'sequence', parts: [whole.body] } : whole;
}
