import { type Alias, type Document, isAlias, isCollection, isPair, isScalar, type Node } from 'yaml';

/** What is wrong with the aliases of a document, with the alias to point at. */
export type AliasFault =
  | { readonly kind: 'unresolved' | 'cycle'; readonly alias: Alias; readonly anchors: readonly string[] }
  | { readonly kind: 'bomb'; readonly alias: Alias; readonly expanded: number };

/** No catalog of the size that is read at all expands to as many values. */
const MAX_EXPANDED = 5_000_000;

interface Walk {
  readonly sizes: Map<string, number>;
  readonly open: Set<string>;
  readonly faults: AliasFault[];
  /** How many values the aliases met so far stand for. */
  expanded: number;
}

/**
 * Looks at every alias of a document: does its anchor stand before it, does it contain itself, and would the aliases
 * together expand to more values than a reader can hold. Returns the faults in the order of the text.
 */
export function checkAliases(document: Document): readonly AliasFault[] {
  const walk: Walk = { sizes: new Map(), open: new Set(), faults: [], expanded: 0 };
  sizeOf(document.contents, walk);
  return walk.faults;
}

function sizeOf(node: unknown, walk: Walk): number {
  if (isAlias(node)) return aliasSize(node, walk);
  if (isPair(node)) return sizeOf(node.key, walk) + sizeOf(node.value, walk);
  if (!isCollection(node) && !isScalar(node)) return 1;
  const anchor = (node as Node & { anchor?: string }).anchor;
  if (anchor !== undefined) walk.open.add(anchor);
  let size = 1;
  if (isCollection(node)) for (const item of node.items) size += sizeOf(item, walk);
  if (anchor !== undefined) {
    walk.open.delete(anchor);
    walk.sizes.set(anchor, size);
  }
  return size;
}

function aliasSize(alias: Alias, walk: Walk): number {
  const size = walk.sizes.get(alias.source);
  if (size === undefined || walk.open.has(alias.source)) {
    const kind = walk.open.has(alias.source) ? 'cycle' : 'unresolved';
    walk.faults.push({ kind, alias, anchors: [...walk.sizes.keys()] });
    return 1;
  }
  const wasSmall = walk.expanded <= MAX_EXPANDED;
  walk.expanded += size;
  if (walk.expanded <= MAX_EXPANDED) return size;
  // One finding is enough: past the limit every further alias is over it too.
  if (wasSmall) walk.faults.push({ kind: 'bomb', alias, expanded: walk.expanded });
  return 1;
}
