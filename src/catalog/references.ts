import { closest } from '../diagnostics/did-you-mean.js';
import { type CodeInfo, type Finding, Reporter } from '../diagnostics/finding.js';
import { parseFrame } from '../pattern/frame.js';
import { parseFrameTemplate } from '../pattern/template.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';
import type { CatalogFiles, Parsed } from './load.js';
import { memberPath } from './member-path.js';
import { identity } from './rows.js';
import type { CatalogFile, EventsFile } from './schema.js';
import { mistakeSpan } from './template-span.js';

type RawStream = CatalogFile['streams'][string];

/** Checks what the schema cannot: that every name that one part of a catalog uses stands in another, and that nothing stands twice. */
export function checkReferences(files: CatalogFiles): readonly Finding[] {
  const reporter = new Reporter();
  checkStreams(files, reporter);
  checkCatalog(files, reporter);
  for (const each of files.events) checkEvents(files, each, reporter);
  checkKeys(files, reporter);
  checkSamples(files, reporter);
  return reporter.findings;
}

interface Use {
  readonly document: SourceDocument;
  readonly path: readonly PathStep[];
  readonly which?: 'key' | 'value';
}

function need(reporter: Reporter, info: CodeInfo, known: readonly string[], word: string, use: Use): void {
  if (known.includes(word)) return;
  const meant = closest(word, known);
  reporter.report(info, {
    message: `\`${word}\` is not in the catalog`,
    span: use.document.span(use.path, use.which),
    ...(meant === undefined ? {} : { fix: `did you mean \`${meant}\`?` }),
  });
}

function citation(files: CatalogFiles, reporter: Reporter, text: string, use: Use): void {
  need(reporter, catalogCodes['reference-source'], Object.keys(files.catalog.value.sources), text.split(':')[0] ?? '', use);
}

function reference(files: CatalogFiles, reporter: Reporter, text: string, use: Use): void {
  const { fields } = files.catalog.value;
  if (Object.hasOwn(fields, text)) return;
  const [name = '', ...pair] = text.split('.');
  need(reporter, catalogCodes['reference-field'], Object.keys(fields), name, use);
  if (pair.length > 0 && Object.hasOwn(fields, name)) {
    need(reporter, catalogCodes['reference-field'], Object.keys(fields[name]?.members ?? {}), pair.join('.'), use);
  }
}

function checkStreams({ catalog }: CatalogFiles, reporter: Reporter): void {
  const { document, value } = catalog;
  const fields = Object.keys(value.fields);
  for (const [id, stream] of Object.entries(value.streams)) {
    const at = (...path: readonly PathStep[]): Use => ({ document, path: ['streams', id, ...path] });
    checkFrames(document, id, stream, reporter);
    const wanted: readonly (readonly [string, Use])[] = [
      ...bodyFields(stream.body, at),
      ...(stream.outcome === undefined ? [] : [[stream.outcome.from, at('outcome', 'from')] as const]),
      ...(stream.actor?.from ?? []).map((name, index) => [name, at('actor', 'from', index)] as const),
      ...Object.entries(stream.order ?? {}).flatMap(([role, names]) =>
        (names ?? []).map((name, index) => [name, at('order', role, index)] as const),
      ),
    ];
    for (const [name, use] of wanted) need(reporter, catalogCodes['reference-field'], fields, name, use);
  }
}

function checkFrames(document: SourceDocument, id: string, stream: RawStream, reporter: Reporter): void {
  if (stream.body.form !== 'brackets') {
    checkTemplates(document, id, stream, reporter);
    return;
  }
  const span = document.span(['streams', id, 'frame']);
  const parts = parseFrame([stream.frame ?? ''].flat()[0] ?? '');
  if (typeof parts === 'string') reporter.report(catalogCodes['frame-template'], { message: parts, span });
  else if (stream.time_zone.table !== undefined && !parts.some((part) => part.time?.includes('zone') === true)) {
    reporter.report(catalogCodes['time-zone-lost'], { message: 'the frame reads a time without its zone', span });
  }
}

function checkTemplates(document: SourceDocument, id: string, stream: RawStream, reporter: Reporter): void {
  [stream.frame ?? []].flat().forEach((frame, index) => {
    const path = ['streams', id, 'frame', ...(Array.isArray(stream.frame) ? [index] : [])];
    const read = parseFrameTemplate(frame);
    if ('mistake' in read) {
      const span = mistakeSpan(document, path, frame, read.mistake);
      reporter.report(catalogCodes['frame-template'], { message: read.mistake.message, span, fix: frameFix });
    } else if (stream.time_zone.table !== undefined && !read.parts.some((part) => part.kind === 'placeholder' && part.time?.zone != null)) {
      reporter.report(catalogCodes['time-zone-lost'], { message: 'the frame reads a time without its zone', span: document.span(path) });
    }
  });
}

const frameFix =
  'write it like `{time:yyyy-MM-dd HH:mm:ss} {level:word} {@body}`: a record as it is printed, with a placeholder for each value';

function bodyFields(body: RawStream['body'], at: (...path: readonly PathStep[]) => Use): readonly (readonly [string, Use])[] {
  if (body.form === 'json') return [[body.key, at('body', 'key')]];
  if (body.form !== 'brackets') return [];
  return [
    [body.start, at('body', 'start')],
    ...(body.may_lack_bracket ?? []).map((name, index) => [name, at('body', 'may_lack_bracket', index)] as const),
    ...Object.keys(body.tail ?? {}).map((name) => [name, { ...at('body', 'tail', name), which: 'key' as const }] as const),
  ];
}

function checkCatalog(files: CatalogFiles, reporter: Reporter): void {
  const { document, value } = files.catalog;
  const enums = Object.keys(value.enums ?? {});
  for (const [name, field] of Object.entries(value.fields)) {
    citation(files, reporter, field.source, { document, path: ['fields', name, 'source'] });
    if (field.enum !== undefined)
      need(reporter, catalogCodes['reference-enum'], enums, field.enum, { document, path: ['fields', name, 'enum'] });
    for (const [pair, member] of Object.entries(field.members ?? {})) {
      citation(files, reporter, member.source, { document, path: ['fields', name, 'members', pair, 'source'] });
    }
  }
  for (const [name, enumeration] of Object.entries(value.enums ?? {})) {
    citation(files, reporter, enumeration.source, { document, path: ['enums', name, 'source'] });
    const codes = enumeration.rows.map((row) => String(Array.isArray(row) ? row[0] : row.code));
    codes.forEach((code, index) => {
      if (codes.indexOf(code) === index) return;
      const span = document.span(['enums', name, 'rows', index]);
      reporter.report(catalogCodes['enum-code-twice'], { message: `the code \`${code}\` stands twice`, span });
    });
  }
  if (value.changes[0]?.version !== value.version) {
    reporter.report(catalogCodes['version-unlisted'], {
      message: `version ${value.version} is not described under \`changes\``,
      span: document.span(['version']),
    });
  }
}

function checkEvents(files: CatalogFiles, { document, value }: Parsed<EventsFile>, reporter: Reporter): void {
  const fields = Object.keys(files.catalog.value.fields);
  need(reporter, catalogCodes['reference-stream'], Object.keys(files.catalog.value.streams), value.stream, { document, path: ['stream'] });
  value.events.forEach((event, index) => {
    const at = (...path: readonly PathStep[]): Use => ({ document, path: ['events', index, ...path] });
    citation(files, reporter, event.source, at('source'));
    event.aliases?.forEach((alias, number) => citation(files, reporter, alias.source, at('aliases', number, 'source')));
    const body = files.catalog.value.streams[value.stream]?.body;
    for (const name of Object.keys(event.fields ?? {}))
      need(reporter, catalogCodes['reference-field'], fields, memberPath(body, fields, name), { ...at('fields', name), which: 'key' });
    event.also?.forEach((name, number) =>
      need(reporter, catalogCodes['reference-field'], fields, memberPath(body, fields, name), at('also', number)),
    );
    event.object?.id?.forEach((each, number) => reference(files, reporter, each, at('object', 'id', number)));
    event.object?.name?.forEach((each, number) => reference(files, reporter, each, at('object', 'name', number)));
    event.cases?.forEach((each, number) => {
      for (const name of Object.keys(each.when)) reference(files, reporter, name, { ...at('cases', number, 'when', name), which: 'key' });
      each.object?.id?.forEach((one, place) => reference(files, reporter, one, at('cases', number, 'object', 'id', place)));
      each.object?.name?.forEach((one, place) => reference(files, reporter, one, at('cases', number, 'object', 'name', place)));
    });
  });
}

// A name is one event's, whether as its key or as an older name; one key may stand once for each outcome.
function checkKeys(files: CatalogFiles, reporter: Reporter): void {
  const definitions = new Map<string, Set<string>>();
  const owners = new Map<string, string>();
  for (const { document, value } of files.events) {
    value.events.forEach((event, index) => {
      const key = `${value.stream}/${identity(value.scope, event.key)}`;
      const seen = definitions.get(key) ?? new Set();
      const span = document.span(['events', index, 'key']);
      const mine = event.outcome ?? '';
      if (seen.has(mine)) reporter.report(catalogCodes['event-twice'], { message: `the event \`${event.key}\` stands twice`, span });
      else if (seen.has('') || (mine === '' && seen.size > 0)) {
        reporter.report(catalogCodes['event-outcomes'], {
          message: `the event \`${event.key}\` stands with an outcome and without one`,
          span,
        });
      }
      definitions.set(key, seen.add(mine));
      owners.set(key, event.key);
    });
  }
  for (const { document, value } of files.events) {
    value.events.forEach((event, index) => {
      event.aliases?.forEach((alias, number) => {
        const key = `${value.stream}/${identity(value.scope, alias.name)}`;
        const owner = owners.get(key);
        owners.set(key, `${event.key} as ${alias.name}`);
        if (owner === undefined) return;
        const span = document.span(['events', index, 'aliases', number, 'name']);
        reporter.report(catalogCodes['event-twice'], { message: `\`${alias.name}\` is already the name of \`${owner}\``, span });
      });
    });
  }
}

function checkSamples(files: CatalogFiles, reporter: Reporter): void {
  const names = new Set<string>();
  const events = [...new Set(files.events.flatMap(({ value }) => value.events.map((event) => identity(value.scope, event.key))))];
  for (const { document, value } of files.samples) {
    need(reporter, catalogCodes['reference-stream'], Object.keys(files.catalog.value.streams), value.stream, {
      document,
      path: ['stream'],
    });
    value.samples.forEach((sample, index) => {
      citation(files, reporter, sample.source, { document, path: ['samples', index, 'source'] });
      if (names.has(sample.name)) {
        reporter.report(catalogCodes['sample-twice'], {
          message: `the sample \`${sample.name}\` stands twice`,
          span: document.span(['samples', index, 'name']),
        });
      }
      names.add(sample.name);
      const { event } = sample.expect;
      if (event !== undefined)
        need(reporter, catalogCodes['reference-event'], events, event, { document, path: ['samples', index, 'expect', 'event'] });
    });
  }
  reportUnsampled(files, reporter);
}

function reportUnsampled(files: CatalogFiles, reporter: Reporter): void {
  const sampled = new Set(files.samples.flatMap(({ value }) => value.samples.map((sample) => sample.expect.event)));
  for (const { document, value } of files.events) {
    value.events.forEach((event, index) => {
      if (sampled.has(identity(value.scope, event.key))) return;
      const span = document.span(['events', index, 'key']);
      reporter.report(catalogCodes['event-no-sample'], { message: `no sample shows the event \`${event.key}\``, span });
    });
  }
}
