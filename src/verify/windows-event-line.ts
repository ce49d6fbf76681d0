import type { Stream, WindowsEventBody } from '../catalog/model.js';
import { windowsLevels, xmlEntities } from '../pattern/windows-event.js';
import { moment } from './stamp.js';
import type { Statement, Value, WritingForm, Written } from './statement.js';

const computer = 'host-1.example.com';
const record = '5001';
const systemTime = new Date(moment).toISOString();

/** Name under which a statement has the values of an event that have no name. */
export const eventData = 'event.data';

/**
 * Returns the forms of a Windows event: XML with the values alone and with the rendered message, the rendered text with its header in two
 * orders, and each form of XML beside the document that Winlogbeat sends.
 */
export function windowsEventForms(_: Stream, body: WindowsEventBody): readonly WritingForm[] {
  return [
    { id: 'xml', carrier: 'xml', write: (statement) => xmlLine(statement, body, false) },
    { id: 'xml with its message', carrier: 'xml', write: (statement) => xmlLine(statement, body, true) },
    { id: 'text', carrier: 'text', write: (statement) => textLine(statement, body, false) },
    { id: 'text, source first', carrier: 'text', write: (statement) => textLine(statement, body, true) },
    { id: 'winlog', carrier: 'winlog', write: (statement) => winlogLine(statement, body, false) },
    { id: 'winlog with its message', carrier: 'winlog', write: (statement) => winlogLine(statement, body, true) },
  ];
}

/** The values without a name: those that are told, in front of them the message where nothing else holds it. */
function dataOf({ values, text }: Statement, isRendered: boolean): readonly string[] {
  const told = [values.get(eventData) ?? []].flat();
  return isRendered || text === undefined ? told : [text, ...told];
}

function xmlLine(statement: Statement, body: WindowsEventBody, isRendered: boolean): Written {
  const data = dataOf(statement, isRendered);
  const { number, word } = levelOf(statement);
  const system = [
    `<Provider Name='${statement.family.scope ?? ''}'/>`,
    `<EventID Qualifiers='0'>${statement.name}</EventID>`,
    `<Level>${number}</Level><Task>0</Task><Keywords>0x80000000000000</Keywords>`,
    `<TimeCreated SystemTime='${systemTime.replace('Z', '456700Z')}'/>`,
    `<EventRecordID>${record}</EventRecordID><Channel>${body.channel}</Channel><Computer>${computer}</Computer><Security/>`,
  ];
  const rendering =
    isRendered && statement.text !== undefined
      ? `<RenderingInfo Culture='en-US'><Message>${escapeXml(statement.text)}</Message><Level>${word}</Level></RenderingInfo>`
      : '';
  const values = `<EventData>${data.map((value) => `<Data>${escapeXml(value)}</Data>`).join('')}</EventData>`;
  const open = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>";
  const raw = `${open}<System>${system.join('')}</System>${values}${rendering}</Event>`;
  return {
    raw,
    states: states(statement, body, [
      ['time', systemTime],
      [eventData, data],
    ]),
  };
}

function textLine(statement: Statement, body: WindowsEventBody, isSourceFirst: boolean): Written {
  const { number, word } = levelOf(statement);
  const source = `SourceName=${statement.family.scope ?? ''}`;
  const header = [
    ...(isSourceFirst ? [source] : []),
    `EventCode=${statement.name}`,
    `EventType=${number}`,
    `ComputerName=${computer}`,
    ...(isSourceFirst ? [] : [source]),
    `Type=${word}`,
    `RecordNumber=${record}`,
    'Keywords=Classic',
    'TaskCategory=None',
    'OpCode=None',
  ];
  const lines = ['03/04/2026 10:00:05 AM', `LogName=${body.channel}`, ...header, `Message=${statement.text ?? ''}`];
  return { raw: lines.join('\n'), states: states(statement, body, []) };
}

function winlogLine(statement: Statement, body: WindowsEventBody, isRendered: boolean): Written {
  const { raw, states: stated } = xmlLine(statement, body, isRendered);
  const { number } = levelOf(statement);
  const values = dataOf(statement, isRendered).map((value, index): [string, string] => [`param${index + 1}`, value]);
  const provider = statement.family.scope;
  const winlog = {
    '@timestamp': systemTime,
    event: { code: statement.name, kind: 'event', provider },
    log: { level: windowsLevels[number] },
    message: statement.text,
    winlog: {
      api: 'wineventlog',
      channel: body.channel,
      computer_name: computer,
      event_id: statement.name,
      provider_name: provider,
      record_id: record,
      event_data: Object.fromEntries(values),
    },
  };
  return { raw, winlog, states: stated };
}

function levelOf({ definition }: Statement): { readonly number: number; readonly word: string } {
  const word = definition.level ?? 'Information';
  const found = windowsLevels.indexOf(word.toLowerCase());
  // 0 is what a program writes that knows no levels; Windows itself writes 4.
  return { number: found > 0 ? found : windowsLevels.lastIndexOf('information'), word };
}

function states(statement: Statement, body: WindowsEventBody, more: readonly [string, Value][]): ReadonlyMap<string, Value> {
  const { number } = levelOf(statement);
  return new Map<string, Value>([
    ['provider', statement.family.scope ?? ''],
    ['computer', computer],
    ['channel', body.channel],
    ['record', record],
    ['level', windowsLevels[number] ?? ''],
    ...(statement.text === undefined ? [] : ([['text', oneLineEnd(statement.text)]] as [string, Value][])),
    ...more.flatMap(([name, value]): [string, Value][] =>
      value.length === 0 ? [] : [[name, typeof value === 'string' ? value : value.map(oneLineEnd)]],
    ),
  ]);
}

// Windows ends lines with two characters; a fact has the second alone.
function oneLineEnd(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

// The ampersand first, so that none is written twice; a carriage return stands in XML by its number alone.
function escapeXml(text: string): string {
  const named = [...xmlEntities].reverse().filter(({ character }) => character !== '');
  const escaped = named.reduce((done, { entities, character }) => done.replaceAll(character, entities[0] ?? character), text);
  return escaped.replaceAll('\r', '&#13;');
}
