import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Stream } from '../../src/catalog/model.js';
import { canonical, type Facts, type FactTable, type FactValue, readFactTable } from '../../src/verify/facts.js';
import type { GeneratedLine } from '../../src/verify/generated-lines.js';
import { type HostileLine, hostileLines } from '../../src/verify/hostile-lines.js';
import { type LineReader, type ReadLine, roundTrip as roundTripOf } from '../../src/verify/round-trip.js';
import { hazardNames } from '../../src/vocab/hazards.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const repository = new URL('../../', import.meta.url).pathname;
const tables = new Map(
  shippedCatalogs.flatMap((catalog) =>
    catalog.streams.map((stream): [string, FactTable] => [
      catalog.id,
      readFactTable(catalog, stream, readFileSync(`${repository}dist-addon/docs/${catalog.id}/fields.csv`, 'utf8')),
    ]),
  ),
);
const options = { cases: 1, seed: 7, lines: 1000 };

function tableOf(id: string, change: Partial<Stream> = {}): FactTable {
  const table = tables.get(id);
  if (table === undefined) throw new Error(`no catalog ${id}`);
  const stream = { ...table.stream, ...change };
  const catalog = { ...table.catalog, streams: table.catalog.streams.map((each) => (each === table.stream ? stream : each)) };
  return { ...table, catalog, stream };
}

/** The round trip with what reads a single line. */
function roundTrip(table: FactTable, read: (line: GeneratedLine) => ReadLine, how: typeof options): ReturnType<typeof roundTripOf> {
  const reader: LineReader = function* (lines) {
    for (const line of lines) yield [line, read(line)];
  };
  return roundTripOf(table, reader, how);
}

/** What a reader states that takes every value as it was written. */
function perfect(table: FactTable) {
  const kinds = new Map(table.facts.map((each) => [each.fact, each.kind]));
  return (line: GeneratedLine): ReadLine => {
    const facts: Facts = new Map(
      [...line.facts].flatMap(([fact, value]): [string, FactValue][] => {
        const kind = kinds.get(fact);
        return kind === undefined ? [] : [[fact, canonical(table, kind, [value].flat())]];
      }),
    );
    return { splunk: facts, elastic: facts };
  };
}

function changed(facts: Facts | undefined, fact: string, value: FactValue): Facts {
  return new Map([...(facts ?? []), [fact, value]]);
}

function codesOf(table: FactTable, read: (line: GeneratedLine) => ReadLine): readonly string[] {
  return [...new Set(roundTrip(table, read, options).findings.map((each) => each.code))];
}

describe('the round trip', () => {
  it.each([...tables.keys()])(
    'counts every event of %s as proved where all comes back, and has nothing to say but of declarations',
    (id) => {
      const table = tableOf(id);
      const report = roundTrip(table, perfect(table), options);
      expect(report).toMatchObject({ proved: report.events, whole: report.lines, shadowed: 0, mixedLost: 0 });
      expect(report.hazards.map(({ lines, kept }) => lines - kept)).toEqual(hazardNames.map(() => 0));
      const declared = Object.keys(table.stream.cannotKeep);
      expect(report.findings.map((each) => each.code)).toEqual(declared.map(() => 'hazard-unneeded'));
      expect(report.findings.every((each) => each.severity === 'warning' && each.span?.file.endsWith('catalog.yaml'))).toBe(true);
    },
  );

  it('tells of a line that is not read as it was written, at the event', () => {
    const table = tableOf('dogtag', { cannotKeep: {} });
    const read = perfect(table);
    const findings = roundTrip(
      table,
      (line) => {
        const facts = read(line);
        return line.event === 'AUTHZ' ? { ...facts, elastic: changed(facts.elastic, 'field.Op', 'other') } : facts;
      },
      options,
    ).findings.filter((each) => each.code !== 'value-lost');
    expect(findings.map((each) => each.code)).toEqual(['line-misread', 'event-unproved']);
    expect(findings[0]?.message).toContain('AUTHZ');
    expect(findings[0]?.span?.file).toContain('events/authentication.yaml');
    expect(findings[0]?.notes?.join('\n')).toContain('field.Op: written');
  });

  it('tells of an event that one side reads as another', () => {
    const table = tableOf('dinamo-hsm', { cannotKeep: {} });
    const read = perfect(table);
    const report = roundTrip(
      table,
      (line) => {
        const facts = read(line);
        return line.event === 'auth ok' ? { ...facts, splunk: changed(facts.splunk, 'event.name', 'auth init') } : facts;
      },
      options,
    );
    expect(report.shadowed).toBe(1);
    expect(report.pairs).toBe(12 * 11);
    expect(report.findings.find((each) => each.code === 'event-shadowed')?.message).toBe(
      'dinamo-hsm event: a line of auth ok is read as auth init',
    );
  });

  it('takes a record that a side does not read at all for a loss', () => {
    const table = tableOf('versasec-cms', { cannotKeep: {} });
    const read = perfect(table);
    expect(codesOf(table, (line) => ({ ...read(line), splunk: undefined }))).toEqual(['line-misread', 'event-unproved', 'value-lost']);
  });

  it('tells of a value that is lost unless its hazard is declared, and counts whether both sides lose it alike', () => {
    const lossy = (table: FactTable) => {
      const read = perfect(table);
      return (line: GeneratedLine) => {
        const facts = read(line);
        return 'value' in line && (line as HostileLine).hazards.includes('quote')
          ? { splunk: changed(facts.splunk, 'event.name', 'x'), elastic: changed(facts.elastic, 'event.name', 'x') }
          : facts;
      };
    };
    const undeclared = tableOf('dinamo-hsm', { cannotKeep: {} });
    expect(codesOf(undeclared, lossy(undeclared))).toEqual(['value-lost']);
    const { span } = tables.get('dinamo-hsm')?.catalog.events[0] ?? {};
    if (span === undefined) throw new Error('no event');
    const declared = tableOf('dinamo-hsm', { cannotKeep: { quote: { reason: 'a test', span } } });
    const report = roundTrip(declared, lossy(declared), options);
    expect(report.findings).toEqual([]);
    const count = report.hazards.find((each) => each.hazard === 'quote');
    expect(count).toMatchObject({ kept: 0, apart: 0, lostAlike: count?.lines, declared: 'a test' });
  });

  it('takes what the sides state differently for a loss, unless the catalog declares the difference', () => {
    const apart = (table: FactTable) => {
      const read = perfect(table);
      return (line: GeneratedLine) => ({ ...read(line), splunk: changed(read(line).splunk, 'destination.address', 'x') });
    };
    const table = tableOf('dinamo-hsm', { cannotKeep: {} });
    expect(table.stream.differs).toHaveProperty('destination.address');
    expect(codesOf(table, apart(table))).toEqual([]);
    const undeclared = tableOf('dinamo-hsm', { cannotKeep: {}, differs: {} });
    expect(codesOf(undeclared, apart(undeclared))).toEqual(['line-misread', 'event-unproved', 'value-lost']);
  });
});

describe('hostile lines', () => {
  it.each([...tables])('of %s hold every hazard that a field can hold, are the same for one seed, and others for another', (_, table) => {
    const lines = (seed: number) => [...hostileLines(table.catalog, table.stream, { cases: 3, seed, lines: 1000 })];
    const first = lines(1);
    const missing = hazardNames.filter((hazard) => !first.some((line) => !line.isMixed && line.hazards[0] === hazard));
    expect(missing).toEqual(table.stream.nulls.length === 0 ? ['null_word'] : []);
    expect(lines(1).map((line) => line.raw)).toEqual(first.map((line) => line.raw));
    const values = (all: readonly HostileLine[]) => all.filter((line) => line.isMixed).map((line) => line.value);
    expect(values(lines(2))).not.toEqual(values(first));
  });

  it('never put a line end into a record that stands on one line', () => {
    const table = tableOf('dogtag');
    const lines = [...hostileLines(table.catalog, table.stream, options)].filter((line) => line.carrier === 'syslog');
    expect(lines.length).toBeGreaterThan(500);
    expect(lines.filter((line) => /[\r\n]/.test(line.raw))).toEqual([]);
  });

  it('never put into XML what no document can hold', () => {
    const table = tableOf('versasec-cms');
    const lines = [...hostileLines(table.catalog, table.stream, options)].filter((line) => line.carrier !== 'text');
    expect(lines.filter((line) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(line.raw))).toEqual([]);
  });
});
