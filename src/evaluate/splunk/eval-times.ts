import type { Call, EvalFunctions } from './eval-function.js';
import { doubleOf, Measured } from './eval-numbers.js';
import { type EvalContext, type Evaluate, numberOf, textOf } from './eval-values.js';
import { compileTimeFormat, type TimeFormat, type Zones } from './time-format.js';
import { utc } from './time-zone.js';

/** Date and time functions: Search Reference. */
export const timeFunctions: EvalFunctions = {
  strptime: { least: 2, most: 2, build: strptime, note: 'a text that goes on behind the time, or names no zone, is not decided' },
  strftime: { least: 2, most: 2, build: strftime, note: 'written in UTC, as the zone of the user is not known' },
};

/** Takes the format from the call, where it is written there, or compiles it for each record. */
function formatOf(call: Call): ((context: EvalContext) => TimeFormat | undefined) | string {
  const [, parameter] = call.parameters;
  if (parameter === undefined) return 'no format';
  if (parameter.text !== undefined) {
    const { format, refused } = compileTimeFormat(parameter.text);
    return format === undefined ? refused.what : () => format;
  }
  return (context) => {
    const text = textOf(parameter.evaluate(context));
    if (text === undefined) return undefined;
    const { format, refused } = compileTimeFormat(text);
    if (format === undefined) call.undecided(context, `${refused.what} is not implemented`);
    return format;
  };
}

// A zone that Splunk is not told is that of the user who searches; the reader of the time says so.
const userZones: Zones = { otherwise: undefined, aliases: new Map() };

function strptime(call: Call): Evaluate {
  const format = formatOf(call);
  if (typeof format === 'string') return call.refuse(`${call.name}(): ${format} is not implemented`);
  const [source] = call.parameters;
  return (context) => {
    const text = textOf(source?.evaluate(context) ?? null);
    const compiled = text === undefined ? undefined : format(context);
    if (text === undefined || compiled === undefined) return null;
    if (!compiled.hasDate) return call.undecided(context, 'strptime() without day and year: Splunk adds them by the clock');
    const read = compiled.read(text, 0, userZones);
    if (read === undefined) return null;
    if (read.end < text.length) return call.undecided(context, 'strptime() of a text that goes on behind the time');
    for (const what of read.undecided) call.undecided(context, `strptime(): ${what}`);
    return new Measured(read.seconds, digitsOf(read.seconds), 6);
  };
}

/** Search Reference, strptime: the result is shown with six places. */
function digitsOf(seconds: number): number {
  return Math.floor(Math.abs(seconds)).toString().length + 6;
}

function strftime(call: Call): Evaluate {
  const format = formatOf(call);
  if (typeof format === 'string') return call.refuse(`${call.name}(): ${format} is not implemented`);
  const [source] = call.parameters;
  return (context) => {
    const time = numberOf(source?.evaluate(context) ?? null);
    const compiled = time === undefined ? undefined : format(context);
    if (time === undefined || compiled === undefined) return null;
    call.undecided(context, 'strftime() writes in the zone of the user; UTC is taken');
    return compiled.print(doubleOf(time), utc);
  };
}
