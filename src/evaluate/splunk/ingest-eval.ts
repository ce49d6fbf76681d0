import type { Finding, Span } from '../../diagnostics/finding.js';
import { assigned, EvalCompiler, nextRecord } from './eval-language.js';
import type { Evaluate, Fields } from './eval-values.js';
import type { PlacedText } from './placed-text.js';

/** Tells that no document decides what Splunk does with a record. */
export type Undecided = (place: Span, message: string) => void;

/** One assignment of an INGEST_EVAL. */
export interface Assignment {
  readonly field: string;
  /** `:=` writes over the field, `=` adds a value to it: transforms.conf.spec. */
  readonly sign: ':=' | '=';
  readonly place: Span;
  /** The values for a record with these fields; none where the expression has no value. */
  evaluate(fields: Fields, undecided: Undecided): readonly string[];
}

/** Takes the value of INGEST_EVAL and returns its assignments in order; none, with findings, where one of them cannot be evaluated. */
export function ingestEval(placed: PlacedText): { readonly assignments: readonly Assignment[]; readonly findings: readonly Finding[] } {
  const compiler = new EvalCompiler();
  const compiled = compiler.compileAssignments(placed) ?? [];
  compiler.finish();
  const isUsable = compiled.every(({ expression }) => !expression.isRefused);
  const assignments = compiled.map(({ field, sign, expression }) => {
    const place = placed.span(...expression.tree.at);
    return { field, sign: sign === ':=' ? (':=' as const) : ('=' as const), place, evaluate: evaluator(compiler, expression.evaluate) };
  });
  return { assignments: isUsable ? assignments : [], findings: compiler.findings };
}

function evaluator(compiler: EvalCompiler, evaluate: Evaluate): Assignment['evaluate'] {
  let tell: Undecided = () => {};
  const context = compiler.context((place, message) => tell(place, message));
  return (fields, undecided) => {
    tell = undecided;
    nextRecord(context, fields);
    return assigned(evaluate(context));
  };
}
