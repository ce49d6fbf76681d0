import type { Catalog, Stream } from '../catalog/model.js';
import type { Template } from '../pattern/template.js';
import { benignValue, fieldNamed, placedValue } from './benign-values.js';
import { stampOf } from './stamp.js';
import type { Value } from './statement.js';

/** The front of a record that a template describes, written down. */
export interface FrontText {
  readonly text: string;
  /** What it states beside the time, as printed. */
  readonly values: ReadonlyMap<string, string>;
  readonly time: string | undefined;
  /** The time as printed. */
  readonly stamp: string | undefined;
}

/** Takes a template of a frame and values that it has to hold, all others being benign; returns it as text. */
export function frontText(catalog: Catalog, stream: Stream, { head, values }: Template, wanted: ReadonlyMap<string, Value>): FrontText {
  let text = head;
  let time: string | undefined;
  let stamp: string | undefined;
  const said = new Map<string, string>();
  for (const value of values) {
    const printed = value.time === undefined ? placed(catalog, value, wanted) : stampOf(value.time, stream);
    if (typeof printed === 'string') said.set(value.name, printed);
    else ({ time, printed: stamp } = printed);
    text += `${typeof printed === 'string' ? printed : printed.printed}${value.after}`;
  }
  return { text, values: said, time, stamp };
}

function placed(catalog: Catalog, value: Template['values'][number], wanted: ReadonlyMap<string, Value>): string {
  const field = fieldNamed(catalog, value.name);
  const given = wanted.get(value.name) ?? (field === undefined ? undefined : benignValue(catalog, field, 0));
  return placedValue(value.name, value, [given ?? []].flat()[0]);
}

/** Canonical text of a value whose field is a number: without zeros in front, hexadecimal as decimal. */
export function asFact(catalog: Catalog, name: string, printed: string): string {
  const type = fieldNamed(catalog, name)?.type;
  if (type === 'hex' && /^[0-9A-Fa-f]{1,12}$/.test(printed)) return String(Number.parseInt(printed, 16));
  if (type === 'int' && /^-?[0-9]{1,15}$/.test(printed)) return String(Number(printed));
  return printed;
}
