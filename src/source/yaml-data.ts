import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';

/** A pair whose key cannot be one: it stands in its mapping a second time, or is a list or a mapping. */
export interface KeyFault {
  readonly kind: 'twice' | 'no text';
  readonly pair: Pair;
}

/** The library reads an unquoted `<<` as a symbol; a quoted one is a key like any other. */
export function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && typeof pair.key.value === 'symbol';
}

/**
 * Returns the pairs of a document, in the order of the text, whose key stands twice or is no text. The library compares each key with all
 * before it, which takes minutes for a mapping of a hundred thousand; this takes the texts of a mapping together.
 */
export function keyFaults(root: unknown): readonly KeyFault[] {
  const faults: KeyFault[] = [];
  const walk = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(walk);
    if (!isMap(node)) return;
    const keys = new Set<string>();
    for (const pair of node.items) {
      const key = textOfKey(pair.key);
      if (key === undefined) faults.push({ kind: 'no text', pair });
      else if (!isMergeKey(pair)) {
        if (keys.has(key)) faults.push({ kind: 'twice', pair });
        keys.add(key);
      }
      walk(pair.value);
    }
  };
  walk(root);
  return faults;
}

function textOfKey(key: unknown): string | undefined {
  if (key === null) return '';
  // An alias as a key is not worth its trouble to anybody.
  return isScalar(key) ? String(key.value ?? '') : undefined;
}

/**
 * Takes the root of a document without faults and what its aliases stand for; returns its values as plain objects, lists, strings, numbers,
 * booleans and null, `<<` merged. What several aliases repeat is one object. Each value is visited once.
 */
export function plainData(root: unknown, targets: ReadonlyMap<Alias, Node>): unknown {
  const made = new Map<Node, unknown>();
  const dataOf = (node: unknown): unknown => {
    if (isAlias(node)) return dataOf(targets.get(node));
    if (isScalar(node)) return node.value;
    if (!isMap(node) && !isSeq(node)) return null;
    const known = made.get(node);
    if (known !== undefined) return known;
    const value = isSeq(node) ? node.items.map(dataOf) : objectOf(node, targets, dataOf);
    made.set(node, value);
    return value;
  };
  return dataOf(root);
}

function objectOf(map: YAMLMap, targets: ReadonlyMap<Alias, Node>, dataOf: (node: unknown) => unknown): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const pair of map.items) {
    if (!isMergeKey(pair)) {
      define(object, textOfKey(pair.key) ?? '', dataOf(pair.value));
      continue;
    }
    const source = isAlias(pair.value) ? targets.get(pair.value) : pair.value;
    for (const each of isSeq(source) ? source.items : [source]) merge(object, dataOf(each));
  }
  return object;
}

// What the mapping says itself, and what was merged before, counts.
function merge(object: Record<string, unknown>, source: unknown): void {
  if (typeof source !== 'object' || source === null) return;
  for (const [key, value] of Object.entries(source)) if (!Object.hasOwn(object, key)) define(object, key, value);
}

// Defined and not assigned: assigning `__proto__` would change the object instead.
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
