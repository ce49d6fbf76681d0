import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding, hasErrors, type Span } from '../diagnostics/finding.js';
import type { Host } from './host.js';
import { LineStarts } from './line-starts.js';
import type { Places, Range } from './places.js';
import { readPlainYaml } from './plain-yaml.js';
import { readSourceText, startOf } from './source-text.js';
import { type Aliases, type AliasFault, readAliases } from './yaml-aliases.js';
import { yamlCodes } from './yaml-codes.js';
import { isMergeKey, keyFaults, plainData } from './yaml-data.js';
import { excessOf, MAX_DEPTH } from './yaml-depth.js';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type LineCounter,
  lineCounter,
  type Node,
  type Pair,
  parseDocument,
  parseError,
  type YAMLMap,
  type YAMLParseError,
} from './yaml-library.js';
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

// Keys that stand twice are looked for after the library: it compares each key with every other.
const libraryOptions = { prettyErrors: false, merge: true, uniqueKeys: false } as const;

/** The places of a tree of the library, where every value has one. */
class TreePlaces implements Places {
  readonly #tree: Document;
  readonly #targets: Targets;

  constructor(tree: Document, targets: Targets = readAliases(tree).targets) {
    this.#tree = tree;
    this.#targets = targets;
  }

  range(path: readonly PathStep[], which: 'key' | 'value'): Range | undefined {
    let place: Place = { key: undefined, value: this.#tree.contents };
    for (const step of path) {
      const next = childOf(place.value, step, this.#targets);
      if (next === undefined) return rangeOf(place.key ?? firstLeaf(place.value));
      place = next;
    }
    return rangeOf(which === 'key' ? (place.key ?? place.value) : (place.value ?? place.key));
  }

  scalarText(path: readonly PathStep[]): string | undefined {
    let value: unknown = this.#tree.contents;
    for (const step of path) value = childOf(value, step, this.#targets)?.value;
    const node = resolved(value, this.#targets);
    if (!isScalar(node)) return undefined;
    return node.source ?? String(node.value);
  }
}

function rangeOf(node: unknown): Range | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

type Targets = Aliases['targets'];

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
  const lines = lineCounter();
  const excess = excessOf(text);
  if (excess !== undefined) return { document: undefined, findings: [excessFinding(file, excess)] };
  const tree = firstTree(text, lines);
  const findings = slips(text, [...tree.errors, ...tree.warnings, ...keyErrors(tree)]).map(({ code, start, end, ...rest }) =>
    finding(yamlCodes[code], { ...rest, span: rangeSpan(file, lines, start, end) }),
  );
  if (hasErrors(findings)) return { document: undefined, findings: fewOf(file, findings) };
  const { targets, faults } = readAliases(tree);
  findings.push(...faults.map((fault) => aliasFinding(file, lines, fault)));
  findings.push(...mergeFindings(file, lines, tree, targets));
  if (hasErrors(findings)) return { document: undefined, findings: fewOf(file, findings) };
  return { document: new SourceDocument(file, text, plainData(tree.contents, targets), new TreePlaces(tree, targets)), findings };
}

function excessFinding(file: string, excess: 'depth' | 'amount'): Finding {
  const span = startOf(file);
  if (excess === 'amount') return finding(yamlCodes['yaml-amount'], { message: 'the file holds more values than a catalog can', span });
  return finding(yamlCodes['yaml-depth'], { message: `lists and mappings are nested more than ${MAX_DEPTH} levels deep`, span });
}

/** A file with more mistakes than a person reads at once is no catalog, or has one mistake that makes all the others. */
const MOST_FINDINGS = 100;
const FIRST_PART = 64 * 1024;

/**
 * Reads a text from its start in parts that double, and stops at the first that is full of mistakes: to find five million mistakes takes
 * minutes and all of the memory, to find that there are too many takes a part that holds some.
 */
function firstTree(text: string, lines: LineCounter): Document {
  for (let length = FIRST_PART; length * 2 < text.length; length *= 2) {
    const tree = parseDocument(text.slice(0, length), libraryOptions);
    if (tree.errors.length + tree.warnings.length + keyFaults(tree.contents).length <= MOST_FINDINGS) continue;
    return parseDocument(text.slice(0, length), { ...libraryOptions, lineCounter: lines });
  }
  return parseDocument(text, { ...libraryOptions, lineCounter: lines });
}

function fewOf(file: string, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_FINDINGS) return findings;
  const message = 'there are many more mistakes in this file';
  const fix = 'correct the first ones; the others may follow from them';
  return [...findings.slice(0, MOST_FINDINGS), finding(yamlCodes['yaml-syntax'], { message, span: startOf(file), fix })];
}

function keyErrors(tree: Document): readonly YAMLParseError[] {
  return keyFaults(tree.contents).map(({ kind, pair }) => {
    const [start, end] = rangeOf(pair.key) ?? rangeOf(pair.value) ?? [0, 0];
    if (kind === 'twice') return parseError([start, end], 'DUPLICATE_KEY', 'Map keys must be unique');
    return parseError([start, end], 'IMPOSSIBLE', 'A key is a text, no list, mapping or alias');
  });
}

function childOf(parent: unknown, step: PathStep, targets: Targets): Place | undefined {
  const node = resolved(parent, targets);
  if (isSeq(node)) return typeof step === 'number' && step < node.items.length ? { key: undefined, value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => keyText(item) === String(step));
  if (pair !== undefined) return { key: pair.key, value: pair.value };
  return mergedChild(node, step, targets);
}

/** A key that came in through `<<`. */
function mergedChild(map: YAMLMap, step: PathStep, targets: Targets): Place | undefined {
  for (const pair of map.items) {
    if (!isMergeKey(pair)) continue;
    const merged = resolved(pair.value, targets);
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const child = childOf(source, step, targets);
      if (child !== undefined) return child;
    }
  }
  return undefined;
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function resolved(node: unknown, targets: Targets): unknown {
  return isAlias(node) ? targets.get(node) : node;
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
function mergeFindings(file: string, lines: LineCounter, tree: Document, targets: Targets): Finding[] {
  const findings: Finding[] = [];
  const visitNode = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(visitNode);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      // An alias without its anchor is told as that.
      if (isMergeKey(pair) && !isLost(pair.value, targets) && !isMergeable(pair.value, targets)) {
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

function isLost(value: unknown, targets: Targets): boolean {
  return isAlias(value) && !targets.has(value);
}

function isMergeable(value: unknown, targets: Targets): boolean {
  const source = resolved(value, targets);
  if (isMap(source)) return true;
  return isSeq(source) && source.items.every((item) => isMap(resolved(item, targets)));
}

/** Returns the value at a path of plain data; undefined where there is none. */
export function valueAt(data: unknown, path: readonly PathStep[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<PathStep, unknown>>)[step];
  }
  return value;
}
