import { describe, expect, it } from 'vitest';
import type { Catalog, EventDefinition, Stream } from '../../src/catalog/model.js';
import { openSplunkApps } from '../../src/evaluate/splunk/splunk-apps.js';
import { readCatalog, renderApp } from './rendered-app.js';

const hsm = readCatalog('dinamo-hsm');
const [stream] = hsm.streams;
const [event] = hsm.events;
const field = hsm.fields.find(({ name }) => name === 'key_name');
if (stream === undefined || event === undefined || field === undefined) throw new Error('there is no HSM');

interface Message {
  readonly key: string;
  readonly text: string;
  readonly before?: readonly string[];
}

/** Takes messages and returns what the app that is rendered of them sees in a text: the event, its code, and the values. */
function seer(messages: readonly Message[]): (text: string) => Readonly<Record<string, string>> {
  const plain: Stream = { ...stream, body: { form: 'text' }, actor: { from: [], absent: [], strip: [] }, order: {} } as Stream;
  const events = messages.map(
    ({ key, text, before = [] }): EventDefinition =>
      ({ ...event, key, texts: [text], before, fields: [], cases: [], object: { id: [], name: [] } }) as EventDefinition,
  );
  const fields = [
    ...hsm.fields.filter(({ name }) => ['thread', 'counter', 'cid'].includes(name)),
    ...['a', 'b'].map((name) => ({ ...field, name })),
  ];
  const catalog = { ...hsm, streams: [plain], events, fields, enumerations: [], samples: [] } as Catalog;
  const reader = openSplunkApps([renderApp(catalog)]).reader({ sourcetype: plain.sourcetype, source: 'x', host: 'h' });
  return (text) => {
    const [record] = reader.read(`2022/01/11 22:28:56 0000004C 0000017C A575C340|${text}`);
    const seen = record?.fields ?? new Map<string, readonly string[]>();
    const names = { event: 'dinamo_hsm_event', code: 'signature_id', a: 'dinamo_hsm_a', b: 'dinamo_hsm_b', class: 'dinamo_hsm_class' };
    return Object.fromEntries(Object.entries(names).flatMap(([name, path]) => (seen.has(path) ? [[name, seen.get(path)?.[0] ?? '']] : [])));
  };
}

describe('messages of one stream', () => {
  const see = seer([
    { key: 'general', text: '{a}, {b}' },
    { key: 'key made', text: 'key {a} made', before: ['general', 'some key'] },
    { key: 'some key', text: 'key {a}', before: ['general'] },
    { key: 'number', text: '{a:int}: {b}', before: ['general'] },
    { key: 'word', text: '{a:word}: {b}', before: ['general'] },
  ]);

  it.each([
    ['key x, y made', { event: 'key made', code: 'key made', a: 'x, y', class: 'key' }],
    ['key x, y', { event: 'some key', code: 'some key', a: 'x, y', class: 'key' }],
    ['12: up, on', { event: 'number', code: 'number', a: '12', b: 'up, on', class: 'key' }],
    ['twelve: up, on', { event: 'word', code: 'word', a: 'twelve', b: 'up, on', class: 'key' }],
    ['other, text', { event: 'general', code: 'general', a: 'other', b: 'text', class: 'key' }],
    ['other', { class: 'unknown' }],
  ])('%s is one event, whatever else it fits', (text, expected) => {
    expect(see(text)).toEqual(expected);
  });
});
