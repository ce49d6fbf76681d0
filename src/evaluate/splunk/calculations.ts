import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Setting } from './conf-file.js';
import { assigned, type CompiledEval, EvalCompiler, nextRecord } from './eval-language.js';
import { splunkCodes } from './splunk-codes.js';
import type { FieldOrigin, Step, WorkingRecord } from './working-record.js';

interface Calculation {
  readonly field: string;
  readonly setting: Setting;
  readonly expression: CompiledEval;
}

/**
 * EVAL-<field> = <expression>: props.conf.spec. All of a record's calculations see the fields as they were before the first of them; one
 * without a value erases its field.
 */
export function calculations(settings: readonly (readonly [field: string, setting: Setting])[], findings: Finding[]): Step | undefined {
  const compiler = new EvalCompiler();
  const compiled = settings.flatMap(([field, setting]) => {
    const expression = compiler.compile(setting.placed);
    return expression === undefined ? [] : [{ field, setting, expression }];
  });
  compiler.finish();
  findings.push(...compiler.findings);
  const all = compiled.filter(({ expression }) => !expression.isRefused);
  for (const { setting, expression } of all) {
    if (!isBoolean(expression)) continue;
    findings.push(
      finding(splunkCodes['splunk-wrong'], { message: 'a Boolean cannot be assigned to a field', span: setting.placed.span() }),
    );
  }
  return all.length === 0 ? undefined : new Calculations(all, compiler);
}

function isBoolean({ tree }: CompiledEval): boolean {
  if (tree.kind === 'not') return true;
  return tree.kind === 'pair' && ['AND', 'OR', 'XOR', '==', '=', '!=', '<', '>', '<=', '>=', 'LIKE'].includes(tree.operator);
}

class Calculations implements Step {
  readonly places: readonly Span[];
  readonly #all: readonly Calculation[];
  readonly #compiler: EvalCompiler;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #results: (readonly string[])[] = [];
  #record: WorkingRecord | undefined;
  readonly #context;

  constructor(all: readonly Calculation[], compiler: EvalCompiler) {
    this.#all = all;
    this.#indexes = new Map(all.map(({ field }, index) => [field, index]));
    this.#compiler = compiler;
    this.places = all.map(({ setting }) => setting.place);
    this.#context = this.#compiler.context((place, message) => this.#record?.undecided(place, message));
  }

  writes(field: string): boolean {
    return this.#all.some((each) => each.field === field);
  }

  /** The lines that write a field: of all calculations only its own. */
  placesOf(field: string): readonly Span[] {
    return this.#all.filter((each) => each.field === field).map(({ setting }) => setting.place);
  }

  run(record: WorkingRecord): void {
    const context = this.#context;
    this.#record = record;
    nextRecord(context, record.fields);
    if (record.origins !== undefined) {
      this.#runTraced(record, record.origins);
      return;
    }
    const [all, results] = [this.#all, this.#results];
    let index = 0;
    for (const { setting, expression } of all) {
      if (record.budget !== undefined) record.budget.at = setting.place;
      results[index] = assigned(expression.evaluate(context));
      index += 1;
    }
    this.#erase(record.fields);
    index = 0;
    for (const { field } of all) {
      const values = results[index];
      if (values !== undefined && values.length > 0) record.fields.set(field, values);
      index += 1;
    }
  }

  /** Of the many fields that can be calculated few are there before, and most get no value. */
  #erase(fields: Map<string, readonly string[]>): void {
    for (const field of fields.keys()) {
      const index = this.#indexes.get(field);
      if (index !== undefined && this.#results[index]?.length === 0) fields.delete(field);
    }
  }

  /** Each calculation by itself, so that the fields it asks for are known. */
  #runTraced(record: WorkingRecord, origins: Map<string, FieldOrigin>): void {
    const context = this.#context;
    const traced = this.#all.map(({ field, setting, expression }) => {
      // What is remembered would hide what is asked for.
      context.generation += 1;
      context.reads = new Set();
      record.at(setting.place);
      const values = assigned(expression.evaluate(context));
      return { field, values, origin: originOf(record, setting, values, context.reads) };
    });
    context.reads = undefined;
    for (const { field, values, origin } of traced) {
      assign(record, field, values);
      if (values.length === 0) origins.delete(field);
      else origins.set(field, origin);
    }
  }
}

function assign(record: WorkingRecord, field: string, values: readonly string[]): void {
  if (values.length === 0) record.fields.delete(field);
  else record.fields.set(field, values);
}

/** A value that is one of a field's own stands where that stands; so does one that stands in a field's text just once. */
function originOf(record: WorkingRecord, setting: Setting, values: readonly string[], reads: ReadonlySet<string>): FieldOrigin {
  const from = [...reads].filter((name) => record.fields.has(name));
  const spans = values.map((value) => placeOf(record, value, from));
  const known = spans.filter((each) => each !== undefined);
  return {
    place: setting.place,
    directive: setting.key,
    from,
    ...(known.length === spans.length && known.length > 0 ? { spans: known } : {}),
  };
}

function placeOf(record: WorkingRecord, value: string, from: readonly string[]): readonly [number, number] | undefined {
  for (const name of from) {
    if (name === '_raw') continue;
    const index = record.fields.get(name)?.indexOf(value) ?? -1;
    const span = index < 0 ? undefined : record.spansOf(name)?.[index];
    if (span !== undefined) return span;
  }
  return from.map((name) => onlyPlace(record, value, name)).find((each) => each !== undefined);
}

function onlyPlace(record: WorkingRecord, value: string, field: string): readonly [number, number] | undefined {
  const [text, base] = [record.fields.get(field)?.[0], record.spansOf(field)?.[0]?.[0]];
  if (text === undefined || base === undefined || value === '') return undefined;
  const at = text.indexOf(value);
  return at < 0 || text.includes(value, at + 1) ? undefined : [base + at, base + at + value.length];
}
