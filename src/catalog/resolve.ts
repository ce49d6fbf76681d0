import type { SourceDocument } from '../source/yaml-document.js';
import { type ClassMeaning, classes } from '../vocab/classes.js';
import type { Role } from '../vocab/roles.js';
import type { CatalogFiles, Parsed } from './load.js';
import { memberPath } from './member-path.js';
import type {
  Body,
  Catalog,
  Enumeration,
  EnumerationRow,
  EventCase,
  EventDefinition,
  EventField,
  Field,
  ObjectRule,
  Outcome,
  OutcomeRule,
  Sample,
  Stream,
} from './model.js';
import { type CatalogFile, type EventsFile, type SamplesFile, usualTags } from './schema.js';

type RawEvent = EventsFile['events'][number];
type RawStream = CatalogFile['streams'][string];
type RawRow = NonNullable<CatalogFile['enums']>[string]['rows'][number];

/** Takes the files of a catalog that passed all checks and returns the catalog with every default said. */
export function resolveCatalog(files: CatalogFiles): Catalog {
  const { document, value } = files.catalog;
  const events = files.events.flatMap((file) => resolveEvents(file, value));
  const given = rolesGiven(events);
  const catalog: Catalog = {
    id: value.catalog,
    title: value.title,
    version: value.version,
    description: value.description,
    product: { ...value.product, also: value.product.also ?? [] },
    author: value.author,
    changes: value.changes,
    sources: Object.entries(value.sources).map(([id, source]) => ({ id, ...source })),
    streams: Object.entries(value.streams).map(([id, stream]) => resolveStream(value.catalog, id, stream, document)),
    fields: Object.entries(value.fields).map(([name, field]) => ({
      ...resolveField(name, field, given.get(name) ?? []),
      span: document.span(['fields', name], 'key'),
    })),
    enumerations: Object.entries(value.enums ?? {}).map(([name, each]) => resolveEnumeration(name, each)),
    classes: resolveClasses(files),
    events,
    samples: files.samples.flatMap((file) => resolveSamples(file, value)),
  };
  return deepFreeze(catalog);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}

function resolveClasses({ vocabulary }: CatalogFiles): Catalog['classes'] {
  const own = Object.entries(vocabulary?.value.classes ?? {}).map(([name, each]): [string, ClassMeaning] => {
    const { cim_action: cimAction, change_type: changeType, object_category: objectCategory, ecs, ...rest } = each;
    const { by_outcome: byOutcome, ...categorisation } = ecs;
    return [
      name,
      {
        ...rest,
        cimAction,
        ecs: { ...categorisation, ...(byOutcome === undefined ? {} : { byOutcome }) },
        ...(changeType === undefined ? {} : { changeType }),
        ...(objectCategory === undefined ? {} : { objectCategory }),
      },
    ];
  });
  return { ...classes, ...Object.fromEntries(own) };
}

function role(word: Role | 'none'): Role | null {
  return word === 'none' ? null : word;
}

function resolveStream(catalog: string, id: string, stream: RawStream, document: SourceDocument): Stream {
  return {
    id,
    title: stream.title,
    description: stream.description,
    sourcetype: `${catalog}:${id}`,
    dataStream: id,
    frames: stream.frame === undefined ? [] : [stream.frame].flat(),
    body: resolveBody(stream.body),
    nulls: stream.nulls ?? [],
    pairs: stream.pairs ?? { separator: '+', assign: ';;', secrets: [] },
    timeZone: { ...stream.time_zone, table: stream.time_zone.table ?? {} },
    actor: { from: stream.actor?.from ?? [], absent: stream.actor?.absent ?? [], strip: stream.actor?.strip ?? [] },
    order: stream.order ?? {},
    unknown: stream.unknown,
    carriers: Object.entries(stream.carriers).map(([carrier, value]) => ({ id: carrier, ...value })),
    absent: stream.absent ?? {},
    differs: stream.differs ?? {},
    differsSpans: Object.fromEntries(
      Object.keys(stream.differs ?? {}).map((fact) => [fact, document.span(['streams', id, 'differs', fact], 'key')]),
    ),
    cannotKeep: Object.fromEntries(
      Object.entries(stream.cannot_keep ?? {}).map(([hazard, reason]) => [
        hazard,
        { reason, span: document.span(['streams', id, 'cannot_keep', hazard], 'key') },
      ]),
    ),
    ...(stream.outcome === undefined ? {} : { outcome: resolveOutcome(stream.outcome) }),
  };
}

function resolveOutcome({ from, success, failure }: NonNullable<RawStream['outcome']>): OutcomeRule {
  return { from, success: success.map(lower), failure: failure.map(lower) };
}

function resolveBody(body: RawStream['body']): Body {
  switch (body.form) {
    case 'brackets':
      return {
        form: 'brackets',
        start: body.start,
        mayLackBracket: body.may_lack_bracket ?? [],
        tail: Object.entries(body.tail ?? {}).map(([field, after]) => ({ field, after })),
      };
    case 'json':
      return {
        form: 'json',
        key: body.key,
        ignoresCase: body.case === 'ignore',
        suffixes: body.suffixes ?? {},
        ...(body.within === undefined ? {} : { within: body.within }),
        ...(body.scope === undefined ? {} : { scope: { from: body.scope.from, values: body.scope.values, otherwise: body.scope.else } }),
        ...(body.envelope === undefined ? {} : { envelope: body.envelope }),
      };
    case 'windows-event':
    case 'text':
      return body;
  }
}

function lower(word: string | number): string {
  return String(word).toLowerCase();
}

/** The roles that events give to fields, by name of field. */
function rolesGiven(events: readonly EventDefinition[]): ReadonlyMap<string, Iterable<Role>> {
  const given = new Map<string, Set<Role>>();
  for (const field of events.flatMap((event) => event.fields)) {
    if (field.role === undefined || field.role === null) continue;
    given.set(field.name, (given.get(field.name) ?? new Set()).add(field.role));
  }
  return given;
}

function resolveField(name: string, field: CatalogFile['fields'][string], given: Iterable<Role>): Omit<Field, 'span'> {
  const members = Object.entries(field.members ?? {}).map(([pair, member]) => {
    const when = Object.entries(member.when ?? {}).map(([other, is]) => ({ pair: other, is }))[0];
    return {
      name: pair,
      description: member.description,
      role: role(member.role),
      source: member.source,
      ...(when === undefined ? {} : { when }),
    };
  });
  const own = role(field.role);
  return {
    name,
    type: field.type,
    role: own,
    roles: [...new Set([...(own === null ? [] : [own]), ...given])],
    description: field.description,
    source: field.source,
    names: field.names ?? [],
    alsoAt: field.also_at ?? [],
    members,
    ...(field.enum === undefined ? {} : { enumeration: field.enum }),
    ...(field.printed === undefined ? {} : { printed: field.printed }),
  };
}

function resolveEnumeration(name: string, each: NonNullable<CatalogFile['enums']>[string]): Enumeration {
  const extra = (each.columns ?? []).slice(2).filter((column) => column !== 'note');
  return {
    name,
    description: each.description,
    source: each.source,
    columns: extra,
    rows: each.rows.map((row) => resolveRow(row, each.columns ?? ['code', 'name', 'note'])),
  };
}

function resolveRow(row: RawRow, columns: readonly string[]): EnumerationRow {
  if (!Array.isArray(row)) {
    const { code, more, ...rest } = row;
    return { ...rest, code: String(code), more: said(Object.entries(more ?? {})) };
  }
  const [code, names, ...cells] = row;
  const { note, ...more } = said(columns.slice(2).map((column, index) => [column, cells[index] ?? null]));
  return { code: String(code), names: [names].flat(), more, ...(note === undefined ? {} : { note }) };
}

function said(cells: readonly (readonly [string, string | number | boolean | null])[]): Record<string, string> {
  return Object.fromEntries(cells.flatMap(([column, value]) => (value === null ? [] : [[column, String(value)]])));
}

function resolveEvents({ document, value }: Parsed<EventsFile>, catalog: CatalogFile): readonly EventDefinition[] {
  const known = new Set(Object.keys(catalog.fields));
  const body = catalog.streams[value.stream]?.body;
  const path = (name: string) => memberPath(body, known, name);
  // What an event refers to is a whole path; only where there is none, the last step of one.
  const reference = (name: string) => (known.has(name) ? name : path(name));
  return value.events.map((event, index) => ({
    stream: value.stream,
    key: event.key,
    aliases: event.aliases ?? [],
    name: event.name,
    texts: event.text === undefined ? [] : [event.text].flat(),
    description: event.description,
    subsystems: event.subsystems ?? [],
    enabledByDefault: event.enabled_by_default ?? true,
    onlyFailed: event.only_failed ?? false,
    before: event.before ?? [],
    class: event.class,
    action: event.action,
    severity: resolveSeverity(event.severity),
    object: { id: [], name: [], ...resolveObject(event.object ?? {}, reference) },
    fields: resolveEventFields(event, path),
    cases: (event.cases ?? []).map((each) => resolveCase(each, reference)),
    source: event.source,
    span: document.span(['events', index, 'key']),
    ...(event.outcome === undefined ? {} : { outcome: event.outcome }),
    ...(event.level === undefined ? {} : { level: event.level }),
    ...(value.scope === undefined ? {} : { scope: value.scope }),
    ...(event.printed === undefined ? {} : { printed: event.printed }),
    ...(event.failure_name === undefined ? {} : { failureName: event.failure_name }),
    ...(event.failure_class === undefined ? {} : { failureClass: event.failure_class }),
  }));
}

// What nobody can tell is taken to be as bad as a failure.
function resolveSeverity(severity: RawEvent['severity']): EventDefinition['severity'] {
  if (typeof severity === 'string') return { success: severity, failure: severity, unknown: severity };
  return { unknown: severity.failure, ...severity } satisfies Record<Outcome, string>;
}

function resolveEventFields(event: RawEvent, path: (name: string) => string): readonly EventField[] {
  const listed = Object.entries(event.fields ?? {}).map(([name, said]): EventField => {
    if (said === null || typeof said === 'string') return { name: path(name), description: said };
    return { name: path(name), description: said.description ?? null, ...(said.role === undefined ? {} : { role: role(said.role) }) };
  });
  return [...listed, ...(event.also ?? []).map((name) => ({ name: path(name), description: null }))];
}

function resolveObject({ category, id, name }: NonNullable<RawEvent['object']>, path: (name: string) => string): Partial<ObjectRule> {
  return {
    ...(category === undefined ? {} : { category }),
    ...(id === undefined ? {} : { id: id.map(path) }),
    ...(name === undefined ? {} : { name: name.map(path) }),
  };
}

function resolveCase(each: NonNullable<RawEvent['cases']>[number], path: (name: string) => string): EventCase {
  const when = Object.fromEntries(Object.entries(each.when).map(([field, values]) => [path(field), [values].flat().map(String)]));
  const { object, failure_title: failureTitle, ...rest } = each;
  return {
    ...rest,
    when,
    ...(failureTitle === undefined ? {} : { failureTitle }),
    ...(object === undefined ? {} : { object: resolveObject(object, path) }),
  };
}

function resolveSamples({ document, value: file }: Parsed<SamplesFile>, { streams }: CatalogFile): readonly Sample[] {
  const [native = ''] = Object.keys(streams[file.stream]?.carriers ?? {});
  return file.samples.map((sample, index) => ({
    name: sample.name,
    stream: file.stream,
    origin: sample.origin,
    source: sample.source,
    carrier: sample.carrier ?? native,
    raw: sample.raw,
    tags: sample.tags ?? usualTags,
    repaired: sample.repaired ?? [],
    expect: sample.expect,
    complete: file.complete ?? false,
    span: document.span(['samples', index, 'name']),
    ...(sample.winlog === undefined ? {} : { winlog: sample.winlog }),
    ...(sample.as_printed === undefined ? {} : { asPrinted: sample.as_printed }),
  }));
}
