import type { Span } from '../../diagnostics/finding.js';
import type { Budget } from '../budget.js';
import { DocumentMetadata } from './document-metadata.js';
import { type DocumentPath, INGEST_ROOT } from './document-path.js';
import { classCast, IngestFailure, illegalArgument } from './ingest-failure.js';
import type { Engine } from './processor-options.js';
import { classNameOf, equalValues, JavaMap, type JavaValue } from './values.js';

/** What a path leads to: whether there is something, and what. */
type Step = { readonly value: JavaValue } | { readonly fault: string };

/**
 * A document on its way through a pipeline: its fields, its metadata (`_index` ...) and `_ingest`.
 * Reading and writing by path follow org.elasticsearch.ingest.IngestDocument of 8.19, its texts included.
 */
export class IngestDocument {
  /** What a script sees as `ctx`: the fields and the metadata. */
  readonly ctx: DocumentMetadata;
  readonly ingest = new JavaMap();
  /** The pipelines that run at this moment, the innermost last. */
  readonly pipelines: string[] = [];
  /** No document is left. */
  dropped = false;
  /** The pipeline that runs at this moment ends here. */
  terminated = false;
  /** All pipelines end here: the document goes to another index. */
  rerouted = false;
  /** The script that ran last: where a refusal belongs. */
  at: Span | undefined;
  /** Data streams that the document was sent on from; to come back to one is an error. */
  readonly visited = new Set<string>();

  constructor(
    fields: JavaMap,
    index: string,
    readonly engine: Engine,
    /** The time that `_ingest.timestamp` tells, in milliseconds since 1970. */
    readonly now: number,
    readonly budget: Budget | undefined,
  ) {
    this.ctx = new DocumentMetadata(fields, index, engine);
    this.visited.add(index);
  }

  /** The value at a path; throws where there is none. */
  get(path: DocumentPath): JavaValue {
    let value: JavaValue = this.root(path);
    for (const step of path.steps) {
      const next = resolve(value, step, path.text);
      if ('fault' in next) throw illegalArgument(next.fault);
      value = next.value;
    }
    return value;
  }

  /** The value at a path, or null where there is none and that does not matter. */
  getOrNull(path: DocumentPath, ignoreMissing: boolean): JavaValue {
    return ignoreMissing && !this.has(path) ? null : this.get(path);
  }

  has(path: DocumentPath): boolean {
    return this.exists(path, false);
  }

  /** As has, but an index behind the end of a list is an error. */
  hasInRange(path: DocumentPath): boolean {
    return this.exists(path, true);
  }

  private exists(path: DocumentPath, needsRange: boolean): boolean {
    let value: JavaValue = this.root(path);
    for (const step of path.steps) {
      if (value instanceof JavaMap) {
        if (!value.has(step)) return false;
        value = value.get(step);
      } else if (Array.isArray(value)) {
        const index = indexOf(step);
        if (index === undefined) return false;
        if (index < 0 || index >= value.length) {
          if (needsRange) throw illegalArgument(outOfBounds(index, value.length, path.text));
          return false;
        }
        value = value[index] ?? null;
      } else return false;
    }
    return true;
  }

  set(path: DocumentPath, value: JavaValue): void {
    const last = path.last;
    const parent = this.parentFor(path);
    if (parent instanceof JavaMap) {
      parent.put(last, value);
      return;
    }
    if (!Array.isArray(parent)) throw notAParent('set', last, parent, path);
    parent[indexIn(parent, last, path.text)] = value;
  }

  /** Adds values to the list at a path; one is made where there is none or a single value. */
  append(path: DocumentPath, added: JavaValue, allowDuplicates: boolean): void {
    const last = path.last;
    const parent = this.parentFor(path);
    if (parent instanceof JavaMap) {
      const list = joined(parent.has(last) ? parent.get(last) : [], added, allowDuplicates);
      if (list !== undefined) parent.put(last, list);
      return;
    }
    if (!Array.isArray(parent)) throw notAParent('set', last, parent, path);
    const index = indexIn(parent, last, path.text);
    const list = joined(parent[index] ?? null, added, allowDuplicates);
    if (list !== undefined) parent[index] = list;
  }

  remove(path: DocumentPath): void {
    this.removeAt(path, false);
  }

  removeIfPresent(path: DocumentPath): void {
    this.removeAt(path, true);
  }

  private removeAt(path: DocumentPath, ignoreMissing: boolean): void {
    const last = path.last;
    let parent: JavaValue = this.root(path);
    for (const step of path.steps.slice(0, -1)) {
      const next = resolve(parent, step, path.text);
      if ('fault' in next) {
        if (ignoreMissing && !this.has(path)) return;
        throw withNumberFault(next.fault, parent, step);
      }
      parent = next.value;
    }
    if (parent instanceof JavaMap) {
      if (parent.has(last)) parent.remove(last);
      else if (!ignoreMissing) throw illegalArgument(`field [${last}] not present as part of path [${path.text}]`);
      return;
    }
    if (Array.isArray(parent)) {
      if (ignoreMissing && !this.has(path)) return;
      parent.splice(indexIn(parent, last, path.text), 1);
      return;
    }
    if (!ignoreMissing) throw notAParent('remove', last, parent, path);
  }

  /** What holds the last step of a path; maps that are missing on the way are made. */
  private parentFor(path: DocumentPath): JavaValue {
    let parent: JavaValue = this.root(path);
    const { steps } = path;
    for (let at = 0; at < steps.length - 1; at++) {
      const step = steps[at] ?? '';
      if (parent instanceof JavaMap && !parent.has(step)) {
        const made = new JavaMap();
        parent.put(step, made);
        parent = made;
        continue;
      }
      const next = resolve(parent, step, path.text);
      if ('fault' in next) throw withNumberFault(next.fault, parent, step);
      parent = next.value;
    }
    return parent;
  }

  private root(path: DocumentPath): JavaMap {
    if (path.fault !== undefined && (path.isElasticFault !== true || this.engine === 'elasticsearch')) throw path.fault;
    return path.root === INGEST_ROOT ? this.ingest : this.ctx;
  }
}

function resolve(value: JavaValue, step: string, path: string): Step {
  if (value instanceof JavaMap) {
    if (value.has(step)) return { value: value.get(step) };
    return { fault: `field [${step}] not present as part of path [${path}]` };
  }
  if (value === null) return { fault: `cannot resolve [${step}] from null as part of path [${path}]` };
  if (!Array.isArray(value)) {
    return { fault: `cannot resolve [${step}] from object of type [${classNameOf(value)}] as part of path [${path}]` };
  }
  const index = indexOf(step);
  if (index === undefined) return { fault: noIndex(step, path) };
  if (index < 0 || index >= value.length) return { fault: outOfBounds(index, value.length, path) };
  return { value: value[index] ?? null };
}

/** Where a value is written, Elasticsearch tells why a step is no index; where one is read, it does not. */
function withNumberFault(fault: string, parent: JavaValue, step: string): IngestFailure {
  const isNoIndex = Array.isArray(parent) && indexOf(step) === undefined;
  return illegalArgument(fault, isNoIndex ? numberFault(step) : undefined);
}

function numberFault(step: string): IngestFailure {
  return new IngestFailure('number_format_exception', `For input string: "${step}"`);
}

function noIndex(step: string, path: string): string {
  return `[${step}] is not an integer, cannot be used as an index as part of path [${path}]`;
}

function outOfBounds(index: number, length: number, path: string): string {
  return `[${index}] is out of bounds for array with length [${length}] as part of path [${path}]`;
}

/** Integer.parseInt of a step; undefined where it is no number. */
function indexOf(step: string): number | undefined {
  if (!/^[+-]?\d{1,10}$/.test(step)) return undefined;
  const index = Number(step);
  return index >= -2147483648 && index <= 2147483647 ? index : undefined;
}

function indexIn(list: readonly JavaValue[], step: string, path: string): number {
  const index = indexOf(step);
  if (index === undefined) throw illegalArgument(noIndex(step, path), numberFault(step));
  if (index < 0 || index >= list.length) throw illegalArgument(outOfBounds(index, list.length, path));
  return index;
}

function notAParent(what: 'set' | 'remove', step: string, parent: JavaValue, path: DocumentPath): IngestFailure {
  if (what === 'set') {
    if (parent === null) return illegalArgument(`cannot set [${step}] with null parent as part of path [${path.text}]`);
    return illegalArgument(`cannot set [${step}] with parent object of type [${classNameOf(parent)}] as part of path [${path.text}]`);
  }
  if (parent === null) return illegalArgument(`cannot remove [${step}] from null as part of path [${path.text}]`);
  return illegalArgument(`cannot remove [${step}] from object of type [${classNameOf(parent)}] as part of path [${path.text}]`);
}

/** The list with the added values; undefined where nothing changes, so that a single value stays one. */
function joined(present: JavaValue, added: JavaValue, allowDuplicates: boolean): JavaValue[] | undefined {
  const list = Array.isArray(present) ? present : [present];
  const values = Array.isArray(added) ? added : [added];
  if (allowDuplicates) {
    for (const each of values) list.push(each);
    return list;
  }
  let isChanged = Array.isArray(present);
  for (const each of values) {
    if (list.some((known) => equalValues(known, each))) continue;
    list.push(each);
    isChanged = true;
  }
  return isChanged ? list : undefined;
}

const FITS = {
  'java.lang.String': (value: JavaValue): boolean => typeof value === 'string',
  'java.util.List': (value: JavaValue): boolean => Array.isArray(value),
  'java.util.Map': (value: JavaValue): boolean => value instanceof JavaMap,
} as const;

/** The value as the class that a processor asks for; null stays null. */
export function castTo(value: JavaValue, path: string, wanted: keyof typeof FITS): JavaValue {
  if (value === null) return null;
  if (FITS[wanted](value)) return value;
  throw illegalArgument(`field [${path}] of type [${classNameOf(value)}] cannot be cast to [${wanted}]`);
}

/** The text at a path; undefined where there is none and that does not matter. `failure` says what a null is no good for. */
export function textAt(document: IngestDocument, path: DocumentPath, ignoreMissing: boolean, failure: string): string | undefined {
  const value = castTo(document.getOrNull(path, ignoreMissing), path.text, 'java.lang.String');
  if (typeof value === 'string') return value;
  if (ignoreMissing) return undefined;
  throw illegalArgument(`field [${path.text}] is null, ${failure}.`);
}

/** A value of a document that Java treats as a text without asking. */
export function forcedText(value: JavaValue): string {
  if (typeof value === 'string') return value;
  throw classCast(classNameOf(value), 'java.lang.String');
}
