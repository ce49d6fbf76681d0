import { type Alias, type Document, isAlias, isCollection, isPair, isScalar, type Node } from 'yaml';

/** What is wrong with the aliases of a document, with the alias to point at. */
export type AliasFault =
  | { readonly kind: 'unresolved' | 'cycle'; readonly alias: Alias; readonly anchors: readonly string[] }
  | { readonly kind: 'bomb'; readonly alias: Alias; readonly expanded: number };

/** The aliases of a document: the value that each repeats, and what is wrong with them in the order of the text. */
export interface Aliases {
  /** The library looks through the whole document for the value of one alias; a file of aliases would take hours. */
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly faults: readonly AliasFault[];
}

/** No catalog of the size that is read at all expands to as many values. */
const MAX_EXPANDED = 5_000_000;

interface Walk {
  readonly anchored: Map<string, { readonly node: Node; readonly size: number }>;
  readonly open: Set<string>;
  readonly targets: Map<Alias, Node>;
  readonly faults: AliasFault[];
  /** How many values the aliases met so far stand for. */
  expanded: number;
}

/**
 * Looks at every alias of a document: does its anchor stand before it, does it contain itself, and would the aliases together expand to
 * more values than a reader can hold.
 */
export function readAliases(document: Document): Aliases {
  const walk: Walk = { anchored: new Map(), open: new Set(), targets: new Map(), faults: [], expanded: 0 };
  sizeOf(document.contents, walk);
  return walk;
}

function sizeOf(node: unknown, walk: Walk): number {
  if (isAlias(node)) return aliasSize(node, walk);
  if (isPair(node)) return sizeOf(node.key, walk) + sizeOf(node.value, walk);
  if (!isCollection(node) && !isScalar(node)) return 1;
  const { anchor } = node as Node & { anchor?: string };
  if (anchor !== undefined) walk.open.add(anchor);
  let size = 1;
  if (isCollection(node)) for (const item of node.items) size += sizeOf(item, walk);
  if (anchor !== undefined) {
    walk.open.delete(anchor);
    walk.anchored.set(anchor, { node, size });
  }
  return size;
}

function aliasSize(alias: Alias, walk: Walk): number {
  const target = walk.anchored.get(alias.source);
  if (target === undefined || walk.open.has(alias.source)) {
    const kind = walk.open.has(alias.source) ? 'cycle' : 'unresolved';
    // A few to suggest from; a list of all for each alias would be as large as the square of the file.
    const anchors = walk.faults.length === 0 ? [...walk.anchored.keys()] : [];
    walk.faults.push({ kind, alias, anchors });
    return 1;
  }
  walk.targets.set(alias, target.node);
  const wasSmall = walk.expanded <= MAX_EXPANDED;
  walk.expanded += target.size;
  if (walk.expanded <= MAX_EXPANDED) return target.size;
  // One finding is enough: past the limit every further alias is over it too.
  if (wasSmall) walk.faults.push({ kind: 'bomb', alias, expanded: walk.expanded });
  return 1;
}
