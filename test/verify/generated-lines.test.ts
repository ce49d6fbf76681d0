import { describe, expect, it } from 'vitest';
import type { Catalog, Stream } from '../../src/catalog/model.js';
import { families } from '../../src/catalog/rows.js';
import { type GeneratedLine, generatedLines } from '../../src/verify/generated-lines.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const streams = shippedCatalogs.flatMap((catalog) =>
  catalog.streams.map((stream): [string, Catalog, Stream] => [`${catalog.id} ${stream.id}`, catalog, stream]),
);
const known = new Map<Stream, readonly GeneratedLine[]>();
function linesOf(catalog: Catalog, stream: Stream): readonly GeneratedLine[] {
  const lines = known.get(stream) ?? [...generatedLines(catalog, stream)];
  known.set(stream, lines);
  return lines;
}

function lineNamed(id: string, name: string): GeneratedLine | undefined {
  const lines = streams.filter(([, catalog]) => catalog.id === id).flatMap(([, catalog, stream]) => linesOf(catalog, stream));
  return lines.find((line) => line.name === name);
}

describe.each(streams)('lines of %s', (_, catalog, stream) => {
  it('are there for every documented event in every form', () => {
    const lines = linesOf(catalog, stream);
    const forms = new Set(lines.map((line) => line.form).filter((form) => !/ as |no bracket/.test(form)));
    for (const { name } of families(catalog, stream)) {
      const own = lines.filter((line) => line.event === name);
      const written = new Set(own.map((line) => line.form));
      expect([name, [...forms].filter((form) => !written.has(form))]).toEqual([name, []]);
    }
  });

  it('have each outcome and each case that an event is defined with, each older name and each text', () => {
    const lines = linesOf(catalog, stream);
    for (const family of families(catalog, stream)) {
      const own = lines.filter((line) => line.event === family.name);
      const outcomes = new Set(own.map((line) => line.outcome));
      const titles = new Set(own.map((line) => line.facts.get('title')));
      const names = new Set(own.flatMap((line) => / as (\S+),/.exec(line.name)?.[1] ?? []));
      const defined = family.definitions.flatMap((each) => each.outcome ?? []);
      expect([family.name, defined.filter((outcome) => !outcomes.has(outcome))]).toEqual([family.name, []]);
      const titled = family.cases.flatMap((each) => each.title ?? []);
      expect([family.name, titled.filter((title) => !titles.has(title))]).toEqual([family.name, []]);
      const older = family.aliases.map((alias) => alias.name);
      expect([family.name, older.filter((alias) => !names.has(alias) && !own.some((line) => line.raw.includes(alias)))]).toEqual([
        family.name,
        [],
      ]);
    }
  });

  it('are the same each time', () => {
    expect([...generatedLines(catalog, stream)]).toEqual(linesOf(catalog, stream));
  });

  it('put each value that they state into the record, whatever its form', () => {
    for (const { raw, carrier, filled } of linesOf(catalog, stream)) {
      if (carrier === 'text') continue;
      const missing = [...filled.values()].flat().filter((value) => !raw.replaceAll('\\', '').includes(value.replaceAll('\\', '')));
      expect([raw, missing]).toEqual([raw, []]);
    }
  });
});

describe('a line', () => {
  it('of brackets has its fields in the order of the document and the text behind them', () => {
    expect(lineNamed('dogtag', 'AUTH, failure, plain')?.raw).toMatch(
      /^11\.thread-2 - \[04\/Mar\/2026:10:00:05 UTC\] \[14\] \[15\] \[AuditEvent=AUTH\]\[SubjectID=[^\]]+\]\[Outcome=Failure\]\[AuthMgr=[^\]]+\]\[AttemptedCred=[^\]]+\] authentication failure$/i,
    );
  });

  it('of JSON says the outcome by the ending of the event, and escapes what an envelope holds', () => {
    const plain = lineNamed('xroad', 'security-server:Log in to token, failure, frame 1');
    expect(plain?.raw).toContain('{"event":"Log in to token failed","user":');
    expect(plain?.facts.get('time')).toBe('2026-03-04T10:00:05.123Z');
    const wrapped = lineNamed('xroad', 'security-server:Log in to token, success, envelope')?.raw ?? '';
    expect(JSON.parse(wrapped)).toMatchObject({ message: expect.stringContaining('{"event":"Log in to token","user":') });
  });

  it('of text has its frame, its message and its trailer', () => {
    const line = lineNamed('dinamo-hsm', 'auth ok, frame 1');
    expect(line?.raw).toMatch(
      /^2026\/03\/04 10:00:05 [0-9A-F]+ [0-9a-f]+ [0-9A-F]+\|user-\d auth ok, \S+, \d+\|\S+ \S+:\d+ session_user-1$/i,
    );
    expect(line?.facts.get('counter')).toMatch(/^\d+$/);
  });

  it('of a Windows event is XML, text, or a document beside the XML', () => {
    expect(lineNamed('versasec-cms', 'vSEC.CMS:256, winlog with its message')).toMatchObject({
      raw: expect.stringContaining('<Message>Application started</Message>'),
      winlog: { message: 'Application started', winlog: { event_id: '256', event_data: { param1: 'operator-1' } } },
    });
    expect(lineNamed('versasec-cms', 'vSEC.CMS:256, text')?.raw).toContain('\nSourceName=vSEC.CMS\n');
  });
});
