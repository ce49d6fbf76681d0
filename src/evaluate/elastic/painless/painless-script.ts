import { type Finding, finding, type Span } from '../../../diagnostics/finding.js';
import type { Engine } from '../processor-options.js';
import type { JavaMap, JavaValue } from '../values.js';
import { type CompiledScript, compileScript, type ScriptKind } from './compile-script.js';
import { JavaPattern, makePattern } from './library/java-regex.js';
import { painlessCodes } from './painless-codes.js';
import { parseScript } from './parser.js';
import { isNullAccess, runtimes } from './runtime.js';
import { PainlessError, scriptStack } from './script-error.js';
import { JavaThrowable, PainlessRefusal } from './throwable.js';
import { CompileFault } from './tokens.js';

export { painlessCodes } from './painless-codes.js';
export { PainlessError } from './script-error.js';
export { PainlessRefusal } from './throwable.js';

/** What a script may ask of its surroundings. */
export interface PainlessEnvironment {
  /** The time of the run, in milliseconds since 1970. */
  readonly now: number;
}

/** A compiled script of a pipeline. */
export interface PainlessScript {
  readonly source: string;
  /** Runs the script: a condition answers true or false, a script null. Throws PainlessError, and PainlessRefusal for what is not implemented. */
  run(ctx: JavaMap, params: JavaMap, environment: PainlessEnvironment): JavaValue;
}

interface Program {
  readonly run: (ctx: JavaMap, params: JavaMap) => JavaValue | undefined;
  readonly place: () => number;
}

/**
 * Compiles a script or a condition of a pipeline as Elasticsearch 8 does (Painless language specification), to JavaScript.
 * What does not compile is a finding at `place` with Elasticsearch's words and the place inside the script.
 */
export function compilePainless(
  source: string,
  kind: ScriptKind,
  place: Span,
  engine: Engine = 'elasticsearch',
): { readonly script?: PainlessScript; readonly findings: readonly Finding[] } {
  try {
    return { script: makeScript(source, compileScript(parseScript(source, engine), kind, pattern, engine), engine), findings: [] };
  } catch (fault) {
    if (!(fault instanceof CompileFault)) throw fault;
    return { findings: [compileFinding(source, fault, place)] };
  }
}

function pattern(source: string, flags: string, at: number): JavaPattern {
  const made = makePattern(source, flags);
  if (made instanceof JavaPattern) return made;
  throw new CompileFault('refused', `in the regular expression: ${made.what}`, at + 1 + made.at, true);
}

function compileFinding(source: string, fault: CompileFault, place: Span): Finding {
  const before = source.slice(0, fault.at).split('\n');
  const where = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} of the script`;
  const details = { span: place, notes: excerpt(source, fault.at) };
  if (fault.refused) return finding(painlessCodes['painless-refused'], { ...details, message: `${fault.reason} (${where})` });
  return finding(painlessCodes['painless-compile'], { ...details, message: `compile error: ${fault.reason ?? fault.type} (${where})` });
}

/** The line of the script, and an arrow in a line of its own. */
function excerpt(source: string, at: number): readonly string[] {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const end = source.indexOf('\n', at);
  const line = source.slice(start, end < 0 ? source.length : end).replace(/\r$/, '');
  // A tab is printed as one blank.
  return [line.replaceAll('\t', ' '), `${' '.repeat(Math.min(at - start, line.length))}^`];
}

function makeScript(source: string, compiled: CompiledScript, engine: Engine): PainlessScript {
  // The code is made of the syntax tree: names are numbered, texts quoted, so that no part of the script reaches it as JavaScript.
  const build = new Function('R', 'K', compiled.code) as (R: (typeof runtimes)[Engine], K: readonly unknown[]) => Program;
  const program = build(runtimes[engine], compiled.constants);
  return {
    source,
    run(ctx, params) {
      try {
        return program.run(ctx, params) ?? null;
      } catch (fault) {
        throw runtimeFault(source, compiled.statements, fault, program.place());
      }
    },
  };
}

function runtimeFault(source: string, statements: readonly number[], fault: unknown, at: number): unknown {
  const thrown = asThrowable(fault);
  if (thrown instanceof PainlessRefusal) {
    if (thrown.at < 0) thrown.at = at;
    return thrown;
  }
  if (!(thrown instanceof JavaThrowable)) return thrown;
  const stack = scriptStack(source, statements, thrown.at < 0 ? at : thrown.at);
  return new PainlessError(source, [...thrown.frames, ...stack.lines], stack.position, thrown);
}

/** What JavaScript throws where Java throws an error or exception of its own. */
function asThrowable(fault: unknown): unknown {
  if (isStackOverflow(fault)) return new JavaThrowable('java.lang.StackOverflowError', null);
  if (fault instanceof RangeError) return new PainlessRefusal(`a value of this size (${fault.message})`);
  return isNullAccess(fault) ? new JavaThrowable('java.lang.NullPointerException', null) : fault;
}

function isStackOverflow(fault: unknown): boolean {
  return fault instanceof RangeError && fault.message.includes('call stack');
}
