import { describe, expect, it } from 'vitest';
import { type Explanation, explain } from '../../src/verify/explain.js';
import { eventsNamed, explainEvent } from '../../src/verify/explain-event.js';
import { findStream, StreamFinder } from '../../src/verify/find-stream.js';
import { type GeneratedLine, generatedLines } from '../../src/verify/generated-lines.js';
import type { RenderedStream } from '../../src/verify/rendered-add-on.js';
import { timeRead } from '../../src/verify/time-read.js';
import { shipped, shippedStream } from '../splunk/shipped-streams.js';

const streams = shipped.map(({ rendered }) => rendered);

function streamOf(id: string): RenderedStream {
  return shippedStream(id).rendered;
}

/** Facts with the text that stands for them in the record, or what they are derived from. */
function places({ raw, facts }: Explanation): Readonly<Record<string, string>> {
  const place = ({ parts, from }: Explanation['facts'][number]) =>
    parts.length > 0 ? parts.map((part) => raw.slice(...part)).join('|') : from.length > 0 ? `from ${from.join(', ')}` : '';
  return Object.fromEntries(facts.map((fact) => [fact.fact, place(fact)]));
}

function unread({ raw, unread: parts }: Explanation): readonly string[] {
  return parts.map((part) => raw.slice(...part));
}

const DOGTAG =
  '0.http-bio-8080-exec-2 - [15/Feb/2016:16:03:39 PST] [14] [6] [AuditEvent=AUTH][SubjectID=ann][Outcome=Success][AuthMgr=passwd][Info=null] authentication success';
const XROAD =
  '2026-03-03T14:04:58+02:00 cs1 correlation-id: [4f5a] INFO  [X-Road Central Server Admin Service] 2026-03-03T14:04:58.209+02:00 - {"event":"Log in user","user":"xrd","ipaddress":"192.0.2.1","auth":"Session","url":"/login","data":null}';
const DINAMO = '2022/01/11 22:31:54 00000052 0000019A EE4E6C03 master auth init, c: 21|172.17.0.1 172.17.0.2:4433 -';
const WINDOWS =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='vSEC.CMS'/><EventID Qualifiers='0'>256</EventID><Level>4</Level><Task>0</Task><TimeCreated SystemTime='2026-03-04T08:00:03.000000000Z'/><EventRecordID>1001</EventRecordID><Channel>Application</Channel><Computer>cms-1.example.com</Computer></System><EventData><Data>Application started</Data></EventData></Event>";

describe('a record of brackets', () => {
  const explained = explain(streamOf('dogtag'), DOGTAG);

  it('says of each value where it stands, or what it is derived from', () => {
    expect(places(explained)).toMatchObject({
      time: '15/Feb/2016:16:03:39 PST',
      pid: '0',
      thread: 'http-bio-8080-exec-2',
      'field.SubjectID': 'ann',
      'actor.user': 'ann',
      'authentication.method': 'passwd',
      text: 'authentication success',
      class: 'from AuditEvent, Outcome',
      vendor: '',
    });
    expect(explained.facts.find(({ fact }) => fact === 'actor.user')).toMatchObject({
      field: 'SubjectID',
      splunk: { name: 'user', value: 'ann', directive: 'EVAL-user', place: { file: 'dist-addon/splunk/TA-dogtag/default/props.conf' } },
      elastic: { name: 'user.name', value: 'ann' },
      same: true,
      behind: { source: 'rhcs:15#common', span: { file: 'catalogs/dogtag/catalog.yaml' } },
    });
    expect(unread(explained)).toEqual([]);
  });

  it('names the event by its key, with its line in the catalog and in the document', () => {
    expect(explained.event).toMatchObject({ key: { AuditEvent: 'AUTH', Outcome: 'Success' }, name: 'Authentication succeeded' });
    expect(explained.event?.definition).toMatchObject({ source: 'rhcs:15#AUTH.Success' });
    expect(explained.facts.find(({ fact }) => fact === 'class')?.behind).toMatchObject({
      source: 'rhcs:15#AUTH.Success',
      span: { file: 'catalogs/dogtag/events/authentication.yaml' },
    });
    expect(explained.splunk).toEqual({ eventtypes: ['dogtag_authentication'], tags: ['authentication'] });
    expect(explained.elastic).toEqual({
      'event.kind': 'event',
      'event.category': ['authentication'],
      'event.type': ['start'],
      'event.outcome': 'success',
    });
  });

  it('shows what stayed unread: a header in front, text between the brackets', () => {
    const header = explain(streamOf('dogtag'), `<13>1 2026 host-1 ca: ${DOGTAG}`);
    expect(header.states).toEqual({ splunk: 'read', elastic: 'read' });
    expect(unread(header)).toEqual(['13>1 2026 host-1 ca']);
    const damaged = explain(streamOf('dogtag'), 'no frame at all');
    expect(damaged).toMatchObject({ states: { splunk: 'unparsed', elastic: 'unparsed' }, event: undefined, time: undefined });
    expect(unread(damaged)).toEqual(['no frame at all']);
    // Splunk states what holds for every record of the source type; a fact of one side alone is no difference where neither side read anything.
    expect(damaged.facts.find(({ fact }) => fact === 'vendor')).toMatchObject({ same: false, isCompared: false });
    expect(header.facts.every(({ isCompared }) => isCompared)).toBe(true);
  });
});

describe('a record with a JSON object', () => {
  it('says where each member stands, whole or in an envelope', () => {
    const expected = {
      trace: '4f5a',
      'field.user': 'xrd',
      'actor.user': 'xrd',
      'source.ip': '192.0.2.1',
      'event.name': 'from event, context',
      time: '2026-03-03T14:04:58.209+02:00',
    };
    expect(places(explain(streamOf('xroad'), XROAD))).toMatchObject(expected);
    expect(unread(explain(streamOf('xroad'), XROAD))).toEqual([]);
    const [, body = ''] = XROAD.split(' - ');
    const envelope = JSON.stringify({ timestamp: '2026-05-04T06:15:30.120Z', level: 'INFO', context: 'X-Road Proxy UI', message: body });
    const inside = explain(streamOf('xroad'), envelope);
    expect(places(inside)).toMatchObject({ time: '2026-05-04T06:15:30.120Z', 'field.url': '/login', level: 'INFO' });
    expect(inside.event?.key).toEqual({ scope: 'security-server', event: 'Log in user' });
  });

  it('shows members that nobody documented, and none that has no value', () => {
    const raw = XROAD.replace('"data":null', '"data":null,"colour":"blue","none":null');
    expect(unread(explain(streamOf('xroad'), raw))).toEqual(['blue']);
  });
});

describe('a record of text', () => {
  it('says where the values of frame, message and trailer stand', () => {
    const explained = explain(streamOf('dinamo-hsm'), DINAMO);
    expect(places(explained)).toMatchObject({
      counter: '0000019A',
      'actor.user': 'master',
      'field.connection': '21',
      'destination.port': '4433',
      title: 'from text',
    });
    expect(explained.facts.find(({ fact }) => fact === 'destination.port')?.from).toEqual(['server']);
    expect(explained.event?.key).toEqual({ text: 'auth init' });
    expect(unread(explained)).toEqual([]);
  });
});

describe('a Windows event', () => {
  it('says where the values stand, and which elements nobody reads', () => {
    const explained = explain(streamOf('versasec-cms'), WINDOWS);
    expect(places(explained)).toMatchObject({
      provider: 'vSEC.CMS',
      computer: 'cms-1.example.com',
      level: '4',
      text: 'Application started',
    });
    expect(explained.event?.key).toEqual({ provider: 'vSEC.CMS', id: '256' });
    expect(unread(explained)).toEqual(['0', '0']);
  });
});

describe('the time of a record', () => {
  it.each([
    ['dogtag', DOGTAG, 'PST', 'table', '-08:00'],
    ['dogtag', DOGTAG.replace('PST', 'XYZ'), 'XYZ', 'default', 'UTC'],
    ['dogtag', DOGTAG.replace('PST', '+05:30'), '+05:30', 'record', '+05:30'],
    ['xroad', XROAD, '+02:00', 'record', '+02:00'],
    ['dinamo-hsm', DINAMO, '', 'default', 'UTC'],
    ['versasec-cms', WINDOWS, 'Z', 'record', 'Z'],
    ['versasec-cms', '03/04/2026 08:00:03 AM\nLogName=Application\n', '', 'default', 'UTC'],
  ] as const)('of %s is in the zone that the record, the table or the default says', (id, raw, zone, from, taken) => {
    expect(timeRead(streamOf(id).stream, raw)).toMatchObject({ zone, from, taken });
  });

  it('is not known where no frame fits', () => {
    for (const { stream } of streams) expect(timeRead(stream, 'no frame')).toBeUndefined();
  });
});

describe('the stream of a record', () => {
  it('is found by reading it with all, and said to be certain', () => {
    for (const [id, raw] of [
      ['dogtag', DOGTAG],
      ['xroad', XROAD],
      ['dinamo-hsm', DINAMO],
      ['versasec-cms', WINDOWS],
    ] as const) {
      expect(findStream(streams, raw)).toMatchObject({ certainty: 'certain', explanation: { catalog: { id } } });
    }
  });

  it('is doubtful where two streams read the record alike, and none where nobody does', () => {
    const twice = findStream([streamOf('dogtag'), streamOf('dogtag')], DOGTAG);
    expect(twice).toMatchObject({ certainty: 'doubtful', why: 'dogtag audit reads the record as well' });
    expect(findStream(streams, 'no record of any product')).toBeUndefined();
  });

  it('of an event that nobody knows is likely at most', () => {
    expect(findStream(streams, DOGTAG.replace('AUTH]', 'NEW_EVENT]'))).toMatchObject({ certainty: 'likely' });
  });

  it('changes from record to record', () => {
    const finder = new StreamFinder(streams);
    const found = [DOGTAG, DOGTAG, XROAD, 'nothing', DINAMO].map((raw) => finder.find(raw)?.catalog.id);
    expect(found).toEqual(['dogtag', 'dogtag', 'xroad', undefined, 'dinamo-hsm']);
  });
});

describe('an event', () => {
  it('is found by its key, its older names, and its name with the scope, in any letter case', () => {
    const named = (word: string) => eventsNamed(streams, word).map(({ rendered, family }) => `${rendered.catalog.id} ${family.name}`);
    expect(named('auth')).toEqual(['dogtag AUTH']);
    expect(named('AUTH_FAIL')).toEqual(['dogtag AUTH']);
    expect(named('log in user')).toEqual(['xroad central-server:Log in user', 'xroad security-server:Log in user']);
    expect(named('central-server:Log in user')).toEqual(['xroad central-server:Log in user']);
    expect(named('nothing of the kind')).toEqual([]);
  });

  it('says what it means with each outcome on both sides, and has a line', () => {
    const [found] = eventsNamed(streams, 'AUTH');
    if (found === undefined) throw new Error('AUTH is not found');
    const { meanings, line } = explainEvent(found.rendered, found.family);
    expect(
      meanings.map(({ outcome, title, cimDataset, cimAction, marks }) => [outcome, title, cimDataset, cimAction, marks.category]),
    ).toEqual([
      ['success', 'Authentication succeeded', 'Authentication.Authentication', 'success', ['authentication']],
      ['failure', 'Authentication failed', 'Authentication.Authentication', 'failure', ['authentication']],
    ]);
    expect(line?.raw).toContain('[AuditEvent=AUTH]');
  });

  it('of every catalog has a line that is explained as this event', () => {
    const wrong = streams.flatMap((rendered) =>
      firstLines(rendered).flatMap((line) => {
        const { event } = explain(rendered, line.raw, line.winlog === undefined ? {} : { winlog: line.winlog });
        return event?.family.name === line.event ? [] : [`${rendered.catalog.id} ${line.event}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

/** The first line that is generated for each event. */
function firstLines({ catalog, stream }: RenderedStream): readonly GeneratedLine[] {
  const first = new Map<string, GeneratedLine>();
  for (const line of generatedLines(catalog, stream)) {
    if (!first.has(line.event)) first.set(line.event, line);
  }
  return [...first.values()];
}
