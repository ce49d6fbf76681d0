import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding, hasErrors, type Span } from '../diagnostics/finding.js';
import type { Host } from './host.js';
import { LineStarts } from './line-starts.js';
import type { Places, Range } from './places.js';
import { readPlainYaml } from './plain-yaml.js';
import { readSourceText, startOf } from './source-text.js';
import { type AliasFault, checkAliases } from './yaml-aliases.js';
import { yamlCodes } from './yaml-codes.js';
import { isTooDeep, MAX_DEPTH } from './yaml-depth.js';
import { slips } from './yaml-slips.js';

/** One step from a value to a value inside it: the key of a mapping or the index in a list. */
export type PathStep = string | number;

/** Result of reading a YAML file: the document when it can be used, and what is wrong with it. */
export interface SourceResult {
  readonly document: SourceDocument | undefined;
  readonly findings: readonly Finding[];
}

/** A YAML file that was read; every value remembers where it stands. */
export class SourceDocument {
  readonly #places: Places;
  #lines: LineStarts | undefined;
  #tree: Places | undefined;

  constructor(
    readonly file: string,
    readonly text: string,
    /** The values as plain objects, lists, strings, numbers, booleans and null. */
    readonly data: unknown,
    /** What is not known here is looked up in the library's tree, which costs much and is made when it is first needed. */
    places: Places,
  ) {
    this.#places = places;
  }

  /**
   * Where the value at a path stands, or its key. Where a part of the path does not exist (a key that is missing)
   * the nearest value above it is meant, and of a mapping its key, so that a short text is marked.
   */
  span(path: readonly PathStep[], which: 'key' | 'value' = 'value'): Span {
    const range = this.#places.range(path, which) ?? this.#fromTree().range(path, which);
    return range === undefined ? startOf(this.file) : this.spanOfRange(range[0], range[1]);
  }

  /** The text of a scalar as it was written (`0x110`, `1.10`), quotes resolved; undefined for anything else. */
  scalarText(path: readonly PathStep[]): string | undefined {
    return this.#places.scalarText(path) ?? this.#fromTree().scalarText(path);
  }

  /** The span of a part of the text, from an offset to an offset. */
  spanOfRange(start: number, end: number): Span {
    this.#lines ??= new LineStarts(this.text);
    return this.#lines.span(this.file, start, end);
  }

  #fromTree(): Places {
    this.#tree ??= this.#places instanceof TreePlaces ? this.#places : new TreePlaces(parseDocument(this.text, libraryOptions));
    return this.#tree;
  }
}

const libraryOptions = { prettyErrors: false, merge: true, uniqueKeys: true } as const;

/** The places of a tree of the library, where every value has one. */
class TreePlaces implements Places {
  readonly #tree: Document;

  constructor(tree: Document) {
    this.#tree = tree;
  }

  range(path: readonly PathStep[], which: 'key' | 'value'): Range | undefined {
    let place: Place = { key: undefined, value: this.#tree.contents };
    for (const step of path) {
      const next = childOf(place.value, step, this.#tree);
      if (next === undefined) return rangeOf(place.key ?? firstLeaf(place.value));
      place = next;
    }
    return rangeOf(which === 'key' ? (place.key ?? place.value) : (place.value ?? place.key));
  }

  scalarText(path: readonly PathStep[]): string | undefined {
    let value: unknown = this.#tree.contents;
    for (const step of path) value = childOf(value, step, this.#tree)?.value;
    const node = resolved(value, this.#tree);
    if (!isScalar(node)) return undefined;
    return node.source ?? String(node.value);
  }
}

function rangeOf(node: unknown): Range | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

interface Place {
  readonly key: unknown;
  readonly value: unknown;
}

/** Reads a YAML file through the host. */
export function readYaml(host: Host, file: string): SourceResult {
  const source = readSourceText(host, file);
  if (source.text === undefined) return { document: undefined, findings: source.findings };
  const parsed = parseYaml(file, source.text);
  return { document: parsed.document, findings: [...source.findings, ...parsed.findings] };
}

/** Parses YAML text; `file` is the name that spans carry. There is no document when an error was found. */
export function parseYaml(file: string, text: string): SourceResult {
  const plain = readPlainYaml(text);
  if (plain !== undefined) return { document: new SourceDocument(file, text, plain.data, plain.places), findings: [] };
  const lines = new LineCounter();
  if (isTooDeep(text)) {
    const message = `lists and mappings are nested more than ${MAX_DEPTH} levels deep`;
    return { document: undefined, findings: [finding(yamlCodes['yaml-depth'], { message, span: startOf(file) })] };
  }
  const tree = parseDocument(text, { ...libraryOptions, lineCounter: lines });
  const findings = slips(text, [...tree.errors, ...tree.warnings]).map(({ code, start, end, ...rest }) =>
    finding(yamlCodes[code], { ...rest, span: rangeSpan(file, lines, start, end) }),
  );
  if (hasErrors(findings)) return { document: undefined, findings };
  findings.push(...checkAliases(tree).map((fault) => aliasFinding(file, lines, fault)));
  findings.push(...mergeFindings(file, lines, tree));
  if (hasErrors(findings)) return { document: undefined, findings };
  // The aliases were measured above; the library's own limit would refuse a catalog that uses one alias often.
  const data: unknown = tree.toJS({ maxAliasCount: -1 });
  return { document: new SourceDocument(file, text, data, new TreePlaces(tree)), findings };
}

function childOf(parent: unknown, step: PathStep, tree: Document): Place | undefined {
  const node = resolved(parent, tree);
  if (isSeq(node)) return typeof step === 'number' && step < node.items.length ? { key: undefined, value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => keyText(item) === String(step));
  if (pair !== undefined) return { key: pair.key, value: pair.value };
  return mergedChild(node, step, tree);
}

/** A key that came in through `<<`. */
function mergedChild(map: YAMLMap, step: PathStep, tree: Document): Place | undefined {
  for (const pair of map.items) {
    if (!isMergeKey(pair)) continue;
    const merged = resolved(pair.value, tree);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const child = childOf(source, step, tree);
      if (child !== undefined) return child;
    }
  }
  return undefined;
}

/** The library reads an unquoted `<<` as a symbol; a quoted one is a key like any other. */
function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && typeof pair.key.value === 'symbol';
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function resolved(node: unknown, tree: Document): unknown {
  return isAlias(node) ? node.resolve(tree) : node;
}

/** The first key or item: marking a whole mapping would mark half a file. */
function firstLeaf(node: unknown): unknown {
  if (isMap(node) && isPair(node.items[0])) return node.items[0].key ?? node;
  if (isSeq(node) && node.items.length > 0) return firstLeaf(node.items[0]);
  return node;
}

function rangeSpan(file: string, lines: LineCounter, start: number, end: number): Span {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { file, start, end: Math.max(start, end), line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}

function aliasFinding(file: string, lines: LineCounter, fault: AliasFault): Finding {
  const [start, end] = fault.alias.range ?? [0, 0];
  const span = rangeSpan(file, lines, start, end);
  const name = fault.alias.source;
  if (fault.kind === 'bomb') {
    return finding(yamlCodes['yaml-alias-bomb'], { message: `\`*${name}\` expands to ${fault.expanded} values`, span });
  }
  if (fault.kind === 'cycle')
    return finding(yamlCodes['yaml-alias'], { message: `\`*${name}\` stands inside the value that it repeats`, span });
  const near = closest(name, fault.anchors);
  const fix = near === undefined ? undefined : `did you mean \`*${near}\`?`;
  return finding(yamlCodes['yaml-alias'], { message: `no \`&${name}\` stands before \`*${name}\``, span, fix });
}

/** `<<` with anything but mappings: the library throws on it, so it is looked for first. */
function mergeFindings(file: string, lines: LineCounter, tree: Document): Finding[] {
  const findings: Finding[] = [];
  const visitNode = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(visitNode);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      // An alias without its anchor is told as that.
      if (isMergeKey(pair) && !isLost(pair.value, tree) && !isMergeable(pair.value, tree)) {
        const [start, end] = (pair.key as Node).range ?? [0, 0];
        const message = 'only a mapping, or a list of mappings, can be merged with `<<`';
        findings.push(finding(yamlCodes['yaml-syntax'], { message, span: rangeSpan(file, lines, start, end), fix: 'write `<<: *anchor`' }));
      }
      visitNode(pair.value);
    }
  };
  visitNode(tree.contents);
  return findings;
}

function isLost(value: unknown, tree: Document): boolean {
  return isAlias(value) && value.resolve(tree) === undefined;
}

function isMergeable(value: unknown, tree: Document): boolean {
  const source = resolved(value, tree);
  if (isMap(source)) return true;
  return isSeq(source) && source.items.every((item) => isMap(resolved(item, tree)));
}
