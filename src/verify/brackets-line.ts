import { frameOf } from '../catalog/frame.js';
import type { BracketsBody, Catalog, Stream } from '../catalog/model.js';
import type { FramePart } from '../pattern/frame.js';
import { patternOf, stampOf } from './stamp.js';
import type { Statement, Value, WritingForm, Written } from './statement.js';
import { syslogHeaders } from './syslog-header.js';

/** Returns the forms in which records with a body of brackets are written: plain, behind syslog headers, with a bracket forgotten, with a field misprinted. */
export function bracketsForms(catalog: Catalog, stream: Stream, body: BracketsBody): readonly WritingForm[] {
  const write = (change: Change) => (statement: Statement) => writeLine(statement, body, change);
  const hasSyslog = stream.carriers.some((carrier) => carrier.id === 'syslog');
  const printed = catalog.fields.flatMap((field) => (field.printed === undefined ? [] : [{ name: field.name, printed: field.printed }]));
  return [
    { id: 'plain', carrier: 'plain', write: write({}) },
    ...(hasSyslog ? syslogHeaders : []).map(
      (header): WritingForm => ({ id: header.id, carrier: 'syslog', write: write({ header: header.text }) }),
    ),
    ...body.mayLackBracket.map(
      (needs): WritingForm => ({ id: `no bracket in front of ${needs}`, carrier: 'plain', needs, write: write({ lacking: needs }) }),
    ),
    ...printed.map(
      (each): WritingForm => ({
        id: `${each.name} as ${each.printed}`,
        carrier: 'plain',
        needs: each.name,
        write: write({ printed: each }),
      }),
    ),
  ];
}

interface Change {
  readonly header?: string;
  /** The field in front of which the product forgets the closing bracket. */
  readonly lacking?: string;
  /** A field under the name that its document misprints. */
  readonly printed?: { readonly name: string; readonly printed: string };
}

function writeLine(statement: Statement, body: BracketsBody, { header = '', lacking, printed }: Change): Written {
  const frame = frameText(statement.stream);
  const tails = new Set(body.tail.map((each) => each.field));
  const fields = [...wholeValues(statement)].filter(([name]) => name !== body.start && !tails.has(name));
  const written = fields.map(([name, value]) => {
    const open = name === lacking ? '[' : '][';
    return `${open}${name === printed?.name ? printed.printed : name}=${value}`;
  });
  const text = textOf(statement);
  const raw = `${header}${frame.text}[${body.start}=${statement.name}${written.join('')}]${text === undefined ? '' : ` ${text}`}`;
  const known = fields.filter(([name]) => name !== printed?.name);
  const states: [string, Value][] = [
    ...frame.states,
    [`field.${body.start}`, statement.name],
    ...known.map(([name, value]): [string, Value] => [`field.${name}`, value]),
    ...pairStates(statement),
    ...tailStates(statement, body, text),
    ...(text === undefined ? [] : ([['text', text]] as [string, Value][])),
    ...(fields.length === known.length ? [] : ([['unknown_field', printed?.printed ?? '']] as [string, Value][])),
  ];
  return { raw, states: new Map(states) };
}

/** Each field with the whole text that stands in it: pairs are put together. */
function wholeValues({ stream, values }: Statement): ReadonlyMap<string, string> {
  const whole = new Map<string, string>();
  for (const [name, value] of values) {
    const dot = name.indexOf('.');
    const text = [value].flat().join(',');
    if (dot < 0) whole.set(name, text);
    else {
      const field = name.slice(0, dot);
      const before = whole.get(field);
      const pair = `${name.slice(dot + 1)}${stream.pairs.assign}${text}`;
      whole.set(field, before === undefined ? pair : `${before}${stream.pairs.separator}${pair}`);
    }
  }
  return whole;
}

function pairStates({ values }: Statement): readonly [string, Value][] {
  return [...values].flatMap(([name, value]): [string, Value][] => {
    const dot = name.indexOf('.');
    return dot < 0 ? [] : [[`pair.${name.slice(dot + 1)}`, value]];
  });
}

function tailStates({ values }: Statement, body: BracketsBody, text: string | undefined): readonly [string, Value][] {
  return body.tail.flatMap(({ field, after }): [string, Value][] => {
    const value = values.get(field);
    return value === undefined || text?.includes(after) !== true ? [] : [[`field.${field}`, value]];
  });
}

// What stands in braces in the text is a value of the event.
function textOf({ text, values }: Statement): string | undefined {
  return text?.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (whole, name: string) => [values.get(name) ?? whole].flat().join(','));
}

interface FrameText {
  readonly text: string;
  readonly states: readonly [string, Value][];
}

function frameText(stream: Stream): FrameText {
  const parts = frameOf(stream).map((part, index) => ({ part, ...framePart(part, index, stream) }));
  return {
    text: parts.map(({ part, printed }) => `${printed}${part.literal}`).join(''),
    states: parts.map(({ part, states }): [string, Value] => [part.name, states]),
  };
}

function framePart(part: FramePart, index: number, stream: Stream): { readonly printed: string; readonly states: string } {
  if (part.time !== undefined) {
    const { printed, time } = stampOf(patternOf(part.time), stream);
    return { printed, states: time };
  }
  const value = part.kind === 'digits' ? String(11 + index) : `${part.name}-${1 + index}`;
  return { printed: value, states: value };
}
