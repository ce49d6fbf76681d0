import { type Node, partsOf, type Tree } from './syntax-tree.js';

/** Which groups a caller reads. */
export type Captures = 'all' | 'named' | 'none';

/** Takes a tree and returns it with only those groups that somebody reads: the caller, or a reference inside the expression. */
export function withNeededGroups(tree: Tree, captures: Captures): Tree {
  if (captures === 'all') return tree;
  const named = captures === 'named' ? [...tree.names.values()].flat() : [];
  const needed = new Set([...named, ...referredTo(tree.root)]);
  return { ...tree, root: pruned(tree.root, needed) };
}

function referredTo(node: Node): readonly number[] {
  if (node.kind === 'backreference') return [Number(node.to)];
  return partsOf(node).flatMap(referredTo);
}

function pruned(node: Node, needed: ReadonlySet<number>): Node {
  switch (node.kind) {
    case 'sequence':
      return { ...node, parts: node.parts.map((each) => pruned(each, needed)) };
    case 'choice':
      return { ...node, options: node.options.map((each) => pruned(each, needed)) };
    case 'group': {
      const body = pruned(node.body, needed);
      return needed.has(node.number) ? { ...node, body } : { kind: 'sequence', parts: [body] };
    }
    case 'repeat':
    case 'atomic':
    case 'look':
      return { ...node, body: pruned(node.body, needed) };
    default:
      return node;
  }
}
