import { frameOf, frameTemplates } from '../catalog/frame.js';
import type { Stream } from '../catalog/model.js';
import { rememberedOf } from '../catalog/remembered.js';
import { frameExpression, optionalHeader, timeOffsets } from '../pattern/frame.js';
import { frameExpressionOf } from '../pattern/template-regex.js';
import { timeLayoutOf } from '../pattern/time-pattern.js';
import { windowsNumber, windowsValues } from '../pattern/windows-event.js';
import type { Part } from './value-places.js';

/** How the frame of a stream lies over a record. */
export interface FrameMatch {
  readonly values: ReadonlyMap<string, Part>;
  /** The frame's own text between its values, and behind the last of them. */
  readonly literals: readonly Part[];
  /** How far into the time its zone begins; undefined where it prints none. */
  readonly zoneAt: number | undefined;
}

/** Takes a stream and a record; returns where each value of the frame that fits stands, or undefined where none fits. */
export function matchFrame(stream: Stream, raw: string): FrameMatch | undefined {
  if (stream.body.form === 'windows-event') return { values: windowsParts(raw), literals: [], zoneAt: undefined };
  for (const { expression, zoneAt } of framesOf(stream)) {
    const found = expression.exec(raw)?.indices?.groups;
    if (found?.frame === undefined) continue;
    const values = new Map(
      Object.entries(found).filter((each): each is [string, [number, number]] => each[0] !== 'frame' && each[1] !== undefined),
    );
    return { values, literals: between([...values.values()], found.frame), zoneAt };
  }
  return undefined;
}

interface Frame {
  readonly expression: RegExp;
  readonly zoneAt: number | undefined;
}

// A stream has many records.
const framesOf = rememberedOf((stream: Stream): readonly Frame[] => {
  const frame = (expression: string) => new RegExp(`^${optionalHeader}(?<frame>${expression})`, 'd');
  if (stream.body.form === 'brackets') {
    const parts = frameOf(stream);
    const time = parts.find((part) => part.kind === 'time')?.time ?? '';
    return [{ expression: frame(frameExpression(parts, (name) => name)), zoneAt: timeOffsets(time).zone }];
  }
  return frameTemplates(stream).map((template) => {
    const pattern = template.values.find((value) => value.time !== undefined)?.time;
    const layout = pattern && timeLayoutOf(pattern);
    return {
      expression: frame(frameExpressionOf(template, (name) => name)),
      zoneAt: layout === undefined || layout.zone === 'none' ? undefined : layout.mask.length,
    };
  });
});

/** What every Windows event states, in XML or as a line of its text. */
function windowsParts(raw: string): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const { name, line, element } of [...windowsValues.map((each) => ({ element: undefined, ...each })), windowsNumber]) {
    const inXml =
      element === undefined ? `<Provider\\s(?:[^>]*\\s)?Name=['"](?<value>[^'"]+)` : `<${element}(?:\\s[^>]*)?>\\s*(?<value>[^<]*[^<\\s])`;
    const expression = raw.trimStart().startsWith('<') ? inXml : `^${line}=[ \\t]*(?<value>[^\\r\\n]*[^\\s])`;
    const part = new RegExp(expression, 'dm').exec(raw)?.indices?.groups?.value;
    if (part !== undefined) parts.set(name, part);
  }
  return parts;
}

function between(parts: readonly Part[], [from, to]: Part): readonly Part[] {
  const ordered = [...parts].sort((a, b) => a[0] - b[0]);
  const ends = [from, ...ordered.map(([, end]) => end)];
  const starts = [...ordered.map(([start]) => start), to];
  return ends.map((end, index): Part => [end, starts[index] ?? to]).filter(([start, end]) => start < end);
}
