import { parse } from 'yaml';
import type { PackageFiles } from '../../src/source/package-files.js';
import { withoutAlternatives } from './expression-pieces.js';
import { type Mutant, textOf, withFile } from './mutant.js';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Step = string | number;

/** Yields all that is dropped or altered in the ingest pipelines of a rendered package. */
export function* elasticMutants(elasticPackage: PackageFiles): Generator<Mutant> {
  for (const path of elasticPackage.files.keys()) {
    if (/^data_stream\/[^/]+\/elasticsearch\/ingest_pipeline\/[^/]+\.yml$/.test(path)) yield* pipelineMutants(elasticPackage, path);
  }
}

/** The package with pipelines that do nothing, to stand beside an app that is changed. */
export function withoutProcessors(elasticPackage: PackageFiles): PackageFiles {
  const pipelines = [...elasticPackage.files.keys()].filter((path) => /\/ingest_pipeline\/[^/]+\.yml$/.test(path));
  return pipelines.reduce((files, path) => withPipeline(files, path, { processors: [] }), elasticPackage);
}

// JSON is read many times faster than YAML, and says the same.
function withPipeline(files: PackageFiles, path: string, pipeline: Json): PackageFiles {
  return withFile(files, path, JSON.stringify(pipeline), path.replace(/\.yml$/, '.json'));
}

function* pipelineMutants(elasticPackage: PackageFiles, path: string): Generator<Mutant> {
  const pipeline = parse(textOf(elasticPackage, path)) as Json;
  const make = (kind: string, at: readonly Step[], what: string, changed: () => Json, more?: Partial<Mutant>): Mutant => ({
    side: 'elastic',
    kind,
    place: `${elasticPackage.name}/${path}`,
    what: `${named(pipeline, at)} ${what}`,
    hints: [],
    deep: false,
    apply: () => withPipeline(elasticPackage, path, changed()),
    ...more,
  });
  for (const list of [['processors'], ['on_failure']]) {
    for (const [index, processor] of entriesOf(valueAt(pipeline, list))) {
      const at = [...list, index];
      yield make('processor', at, 'dropped', () => without(pipeline, at));
      for (const [type, options] of entriesOf(processor)) {
        for (const [option, value] of entriesOf(options)) yield* optionMutants(pipeline, [...at, type, option], option, value, make);
      }
    }
  }
}

type Make = (kind: string, at: readonly Step[], what: string, changed: () => Json, more?: Partial<Mutant>) => Mutant;

function* optionMutants(pipeline: Json, at: readonly Step[], option: Step, value: Json, make: Make): Generator<Mutant> {
  if (option === 'params') {
    for (const [name, each] of entriesOf(value)) yield* parameterMutants(pipeline, [...at, name], each, make);
    return;
  }
  const kind = option === 'if' ? 'condition' : 'option';
  yield make(kind, at, 'dropped', () => without(pipeline, at));
  if (option === 'if') yield make(kind, at, 'negated', () => replaced(pipeline, at, `!(${String(value)})`));
  else if (option !== 'source')
    yield make(`${kind}, altered`, at, `is ${String(otherThan(value))}`, () => replaced(pipeline, at, otherThan(value)));
  if (option === 'pattern')
    for (const { without: less, text } of withoutAlternatives(String(value)))
      yield make('piece', at, `without the alternative ${less}`, () => replaced(pipeline, at, text), { deep: true });
}

function* parameterMutants(pipeline: Json, at: readonly Step[], value: Json, make: Make): Generator<Mutant> {
  yield make('parameter', at, 'dropped', () => without(pipeline, at));
  if (!isTable(value)) {
    yield make('parameter, altered', at, `is ${String(otherThan(value))}`, () => replaced(pipeline, at, otherThan(value)));
    return;
  }
  const columns = new Set<Step>();
  for (const [row, cells] of entriesOf(value)) {
    const hints = hintsOf(row, cells);
    yield make('row of a parameter', [...at, row], 'dropped', () => without(pipeline, [...at, row]), { hints });
    if (Array.isArray(cells)) continue;
    for (const [column] of entriesOf(cells)) columns.add(column);
    for (const leaf of leavesOf(cells))
      yield make('cell of a parameter', [...at, row, ...leaf], 'dropped', () => without(pipeline, [...at, row, ...leaf]), {
        hints,
        deep: true,
      });
  }
  for (const column of columns) {
    const changed = () => entriesOf(value).reduce((tree, [row]) => without(tree, [...at, row, column]), pipeline);
    yield make('column of a parameter', at, `without ${column} in every row`, changed);
  }
}

/** Texts that a record has where a row is used: its own name, or what names it. */
function hintsOf(row: Step, cells: Json): readonly string[] {
  const texts = typeof row === 'string' ? [row, ...row.split(':')] : typeof cells === 'string' ? [cells] : [];
  return texts.filter((text) => text.length > 3);
}

function isTable(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function entriesOf(value: Json | undefined): readonly (readonly [Step, Json])[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each, index) => [index, each] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function leavesOf(value: Json): readonly (readonly Step[])[] {
  return entriesOf(value).flatMap(([key, each]) => (entriesOf(each).length === 0 ? [[key]] : leavesOf(each).map((leaf) => [key, ...leaf])));
}

function otherThan(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return `${typeof value === 'string' ? value : ''}x`;
}

function valueAt(tree: Json, at: readonly Step[]): Json | undefined {
  return at.reduce<Json | undefined>((value, step) => entriesOf(value).find(([key]) => key === step)?.[1], tree);
}

function without(tree: Json, at: readonly Step[]): Json {
  return edited(tree, at, () => undefined);
}

function replaced(tree: Json, at: readonly Step[], to: Json): Json {
  return edited(tree, at, () => to);
}

/** The tree with one value in another's place; only what lies above it is copied. */
function edited(tree: Json, [step, ...rest]: readonly Step[], edit: (value: Json) => Json | undefined): Json {
  if (step === undefined) return edit(tree) ?? null;
  const has = Array.isArray(tree) ? Number(step) < tree.length : typeof tree === 'object' && tree !== null && Object.hasOwn(tree, step);
  if (!has) return tree;
  const inner = (tree as Readonly<Record<Step, Json>>)[step] ?? null;
  const next = rest.length === 0 ? edit(inner) : edited(inner, rest, edit);
  if (Array.isArray(tree)) {
    const list = tree as readonly Json[];
    return next === undefined ? list.toSpliced(Number(step), 1) : list.with(Number(step), next);
  }
  return Object.fromEntries(
    Object.entries(tree as Readonly<Record<string, Json>>).flatMap(([key, value]) =>
      key !== String(step) ? [[key, value]] : next === undefined ? [] : [[key, next]],
    ),
  );
}

/** A path with the tag of its processor, which says more than its number. */
function named(pipeline: Json, at: readonly Step[]): string {
  const processor = valueAt(pipeline, at.slice(0, 2));
  const [type, options] = entriesOf(processor)[0] ?? [];
  const tag = valueAt(options ?? null, ['tag']);
  const rest = at.slice(3);
  return [`${String(at[0])} ${String(tag ?? type ?? at[1])}`, ...rest].join(' / ');
}
