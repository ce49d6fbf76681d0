import { JavaMap, type JavaValue } from '../values.js';
import { exceptionType, type JavaThrowable } from './throwable.js';

/** A script that failed while it ran, as Elasticsearch describes it: a ScriptException around what was thrown. */
export class PainlessError extends Error {
  readonly type = 'script_exception';
  readonly reason: string = 'runtime error';

  constructor(
    readonly script: string,
    readonly scriptStack: readonly string[],
    readonly position: { readonly offset: number; readonly start: number; readonly end: number } | undefined,
    /** What was thrown. */
    readonly thrown: JavaThrowable,
  ) {
    super(`runtime error: ${thrown.text()}`);
  }

  /** The error as Elasticsearch prints it, without root_cause. */
  toMap(): JavaMap {
    const { position } = this;
    return JavaMap.of(
      [
        ['type', this.type],
        ['reason', this.reason],
        ['script_stack', [...this.scriptStack]],
        ['script', this.script],
        ['lang', 'painless'],
        ...(position === undefined ? [] : [['position', JavaMap.of(Object.entries(position), 'linked')] as [JavaValue, JavaValue]]),
        ['caused_by', causeMap(this.thrown)],
      ],
      'linked',
    );
  }
}

function causeMap(fault: JavaThrowable): JavaMap {
  const pairs: [JavaValue, JavaValue][] = [
    ['type', exceptionType(fault.className)],
    ['reason', fault.message],
  ];
  if (fault.cause !== null) pairs.push(['caused_by', causeMap(fault.cause)]);
  return JavaMap.of(pairs, 'linked');
}

/** The lines of a script around a place, with the arrow below, as Elasticsearch cuts them: from one statement to the next. */
export function scriptStack(
  source: string,
  statements: readonly number[],
  offset: number,
): { readonly lines: readonly string[]; readonly position: { readonly offset: number; readonly start: number; readonly end: number } } {
  const start = statements.findLast((each) => each <= offset) ?? 0;
  const end = statements.find((each) => each > offset) ?? source.length;
  return { lines: [source.slice(start, end), `${' '.repeat(offset - start)}^---- HERE`], position: { offset, start, end } };
}
