import { frameTemplates } from '../catalog/frame.js';
import { trailerOf } from '../catalog/messages.js';
import type { Catalog, Stream, TextBody } from '../catalog/model.js';
import { parseMessage, type Template, templateOf } from '../pattern/template.js';
import { benignValue, fieldNamed, placedValue } from './benign-values.js';
import type { Statement, Value, WritingForm, Written } from './statement.js';
import { syslogHeaders } from './syslog-header.js';
import { asFact, frontText } from './template-frame.js';

/** Returns the forms in which records of plain text are written: each frame, with and without the trailer, behind syslog headers. */
export function textForms(catalog: Catalog, stream: Stream, body: TextBody): readonly WritingForm[] {
  const trailer = trailerOf(body);
  const headers = stream.carriers.some((carrier) => carrier.id === 'syslog') ? syslogHeaders : [];
  return frameTemplates(stream).flatMap((frame, index): readonly WritingForm[] => {
    const id = `frame ${index + 1}`;
    const write = (header: string, behind: Template | undefined) => (statement: Statement) =>
      writeLine(statement, catalog, { header, frame, trailer: behind });
    return [
      { id, carrier: 'plain', write: write('', trailer) },
      ...(trailer === undefined ? [] : [{ id: `${id}, no trailer`, carrier: 'plain' as const, write: write('', undefined) }]),
      ...headers.map((each) => ({ id: `${id}, ${each.id}`, carrier: 'syslog' as const, write: write(each.text, trailer) })),
    ];
  });
}

interface Parts {
  readonly header: string;
  readonly frame: Template;
  readonly trailer: Template | undefined;
}

function writeLine(statement: Statement, catalog: Catalog, { header, frame, trailer }: Parts): Written {
  const { stream, values } = statement;
  const front = frontText(catalog, stream, frame, new Map());
  const message = filled(catalog, messageTemplate(statement), values);
  const behind = trailer === undefined ? undefined : filled(catalog, trailer, values);
  const said = [...(behind?.values ?? []), ...message.values].map(([name, value]): [string, Value] => [
    `field.${name}`,
    asFact(catalog, name, value),
  ]);
  const states = new Map<string, Value>([
    ...[...front.values].map(([name, value]): [string, Value] => [name, asFact(catalog, name, value)]),
    ...(front.time === undefined ? [] : ([['time', front.time]] as [string, Value][])),
    ...said,
    ['text', message.text],
  ]);
  return { raw: `${header}${front.text}${message.text}${behind?.text ?? ''}`, states };
}

/** Returns the template of a statement's message. */
export function messageTemplate({ text, name }: Pick<Statement, 'text' | 'name'>): Template {
  const read = parseMessage(text ?? '');
  if ('mistake' in read) throw new Error(`${name}: ${read.mistake.message}`);
  return templateOf(read.parts);
}

function filled(catalog: Catalog, { head, values }: Template, given: ReadonlyMap<string, Value>) {
  const printed = values.map((value): [string, string] => {
    const written = given.get(value.name);
    if (written !== undefined) return [value.name, [written].flat().join(',')];
    const field = fieldNamed(catalog, value.name);
    return [value.name, placedValue(value.name, value, field === undefined ? undefined : benignValue(catalog, field, 0))];
  });
  const text = values.map((value, index) => `${printed[index]?.[1] ?? ''}${value.after}`).join('');
  return { text: `${head}${text}`, values: printed };
}
