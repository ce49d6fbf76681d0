import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/model.js';
import { docs } from '../../src/targets/docs/docs.js';
import { packageReadme } from '../../src/targets/elastic/readme.js';
import { addOnReadme } from '../../src/targets/splunk/readme.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const templates = (name: string): string => readFileSync(`${root}/templates/${name}`, 'utf8');
const dogtag = shippedCatalogs.find(({ id }) => id === 'dogtag');
if (dogtag === undefined) throw new Error('no catalog is shipped');

function eventsPage(catalog: Catalog): string {
  const plan = docs.plan(catalog, { profile: 'private', templates, catalogFiles: { read: () => undefined, list: () => [] } });
  return Buffer.from(plan.files[0]?.bytes ?? []).toString('utf8');
}

const pages: readonly (readonly [name: string, write: (catalog: Catalog) => string])[] = [
  ['the add-on', (catalog) => addOnReadme(catalog, templates)],
  ['the package', (catalog) => packageReadme(catalog, templates)],
  ['the event reference', eventsPage],
];

/** Lines of one table have one width; what stands in a cell cannot end it. */
function tableWidths(page: string): readonly number[][] {
  const tables: number[][] = [];
  let previous = false;
  for (const line of page.split('\n')) {
    const isRow = line.startsWith('|');
    if (isRow && !previous) tables.push([]);
    if (isRow) tables.at(-1)?.push(line.replace(/\\[\\|]/g, '').split('|').length);
    previous = isRow;
  }
  return tables;
}

describe.each(pages)('what %s says', (_name, write) => {
  const page = write(dogtag);

  it('holds every event, older name, field and source', () => {
    const wanted = [
      ...dogtag.events.flatMap((event) => [event.key, event.source, ...event.aliases.map((alias) => alias.name)]),
      ...dogtag.fields.map((field) => field.name),
      ...dogtag.enumerations.map((each) => each.name),
      ...dogtag.sources.map((source) => source.id),
    ];
    expect(wanted.filter((each) => !page.includes(`\`${each}\``))).toEqual([]);
  });

  it('holds every declared absence and difference', () => {
    const wanted = dogtag.streams.flatMap((stream) => [...Object.keys(stream.absent), ...Object.keys(stream.differs)]);
    expect(wanted.filter((each) => !page.includes(`| \`${each}\` |`))).toEqual([]);
  });

  it('has whole tables, no value left blank by a template, no line of blanks in a row', () => {
    for (const widths of tableWidths(page)) expect(new Set(widths).size).toBe(1);
    expect(page).not.toMatch(/undefined|\[object|\{\{|\}\}/);
    expect(page).not.toContain('\n\n\n');
  });

  it('shows hostile text and lets none of it come to life', () => {
    const hostile = '<img src=x onerror=alert(1)> [a](javascript:b) `c` | d\n# e';
    const [stream] = dogtag.streams;
    const [event] = dogtag.events;
    if (stream === undefined || event === undefined) throw new Error('the catalog is empty');
    const evil = write({
      ...dogtag,
      title: hostile.replaceAll('\n', ' '),
      description: hostile,
      streams: [{ ...stream, description: hostile, absent: { [hostile]: hostile } }],
      events: [{ ...event, description: hostile, texts: [hostile], name: hostile, subsystems: [hostile] }, ...dogtag.events.slice(1)],
      sources: [{ id: 'x', title: hostile, url: hostile }, ...dogtag.sources],
    });
    const bare = evil.replace(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '');
    expect(bare).not.toMatch(/<img|(?<!\\)\]\(javascript|^# e/m);
    for (const widths of tableWidths(evil)) expect(new Set(widths).size).toBe(1);
  });
});

describe('searches', () => {
  it('count all four ways of not being understood', () => {
    expect(addOnReadme(dogtag, templates)).toContain(`sourcetype=dogtag:audit
| stats count AS records,
    count(eval(dogtag_class=="unknown")) AS unknown_event,
    count(eval(isnotnull(dogtag_unknown_field))) AS unknown_field,
    count(eval(isnotnull(dogtag_duplicate_field))) AS duplicate_field,
    count(eval(isnull(AuditEvent))) AS unparsed
    by host`);
    expect(packageReadme(dogtag, templates)).toContain(
      'event.dataset: "dogtag.audit" and (dogtag.audit.unknown_event: true or dogtag.audit.unknown_field: * or dogtag.audit.duplicate_field: * or event.kind: "pipeline_error")',
    );
  });

  it('ask only what the events of the catalog can answer', () => {
    const logins = { ...dogtag, events: dogtag.events.filter((event) => event.class === 'authentication') };
    const page = addOnReadme(logins, templates);
    expect(page).toContain('Failed logins, by user');
    expect(page).not.toContain('Keys that were recovered');
  });
});
