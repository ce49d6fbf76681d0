import type { Role } from '../vocab/roles.js';
import type { CatalogFiles, Parsed } from './load.js';
import type { Catalog, Enumeration, EventCase, EventDefinition, EventField, Field, Outcome, Sample, Stream } from './model.js';
import type { CatalogFile, EventsFile, SamplesFile } from './schema.js';

type RawEvent = EventsFile['events'][number];
type RawRow = NonNullable<CatalogFile['enums']>[string]['rows'][number];

/** Takes the files of a catalog that passed all checks and returns the catalog with every default said. */
export function resolveCatalog(files: CatalogFiles): Catalog {
  const { value } = files.catalog;
  const catalog: Catalog = {
    id: value.catalog,
    title: value.title,
    version: value.version,
    description: value.description,
    product: { ...value.product, also: value.product.also ?? [] },
    author: value.author,
    changes: value.changes,
    sources: Object.entries(value.sources).map(([id, source]) => ({ id, ...source })),
    streams: Object.entries(value.streams).map(([id, stream]) => resolveStream(value.catalog, id, stream)),
    fields: Object.entries(value.fields).map(([name, field]) => resolveField(name, field)),
    enumerations: Object.entries(value.enums ?? {}).map(([name, each]) => resolveEnumeration(name, each)),
    events: files.events.flatMap((file) => resolveEvents(file)),
    samples: files.samples.flatMap(({ value: file }) => file.samples.map((sample) => resolveSample(file.stream, sample))),
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

function role(word: Role | 'none'): Role | null {
  return word === 'none' ? null : word;
}

function resolveStream(catalog: string, id: string, stream: CatalogFile['streams'][string]): Stream {
  return {
    id,
    title: stream.title,
    description: stream.description,
    sourcetype: `${catalog}:${id}`,
    dataStream: id,
    frame: stream.frame,
    body: {
      form: 'brackets',
      start: stream.body.start,
      mayLackBracket: stream.body.may_lack_bracket ?? [],
      tail: Object.entries(stream.body.tail ?? {}).map(([field, after]) => ({ field, after })),
    },
    nulls: stream.nulls,
    pairs: stream.pairs ?? { separator: '+', assign: ';;', secrets: [] },
    timeZone: { ...stream.time_zone, table: stream.time_zone.table ?? {} },
    outcome: { from: stream.outcome.from, success: stream.outcome.success.map(lower), failure: stream.outcome.failure.map(lower) },
    actor: { from: stream.actor.from, absent: stream.actor.absent ?? [], strip: stream.actor.strip ?? [] },
    order: stream.order ?? {},
    unknown: stream.unknown,
    carriers: Object.entries(stream.carriers).map(([carrier, value]) => ({ id: carrier, ...value })),
    absent: stream.absent ?? {},
    differs: stream.differs ?? {},
  };
}

function lower(word: string | number): string {
  return String(word).toLowerCase();
}

function resolveField(name: string, field: CatalogFile['fields'][string]): Field {
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
  return {
    name,
    type: field.type,
    role: role(field.role),
    description: field.description,
    source: field.source,
    members,
    ...(field.enum === undefined ? {} : { enumeration: field.enum }),
    ...(field.printed === undefined ? {} : { printed: field.printed }),
  };
}

function resolveEnumeration(name: string, each: NonNullable<CatalogFile['enums']>[string]): Enumeration {
  return { name, description: each.description, source: each.source, rows: each.rows.map(resolveRow) };
}

function resolveRow(row: RawRow) {
  if (!Array.isArray(row)) return { ...row, code: String(row.code) };
  const [code, names, note] = row;
  return { code: String(code), names: Array.isArray(names) ? names : [names], ...(note === undefined ? {} : { note }) };
}

function resolveEvents({ document, value }: Parsed<EventsFile>): readonly EventDefinition[] {
  return value.events.map((event, index) => ({
    stream: value.stream,
    key: event.key,
    aliases: event.aliases ?? [],
    name: event.name,
    texts: [event.text].flat(),
    description: event.description,
    subsystems: event.subsystems,
    enabledByDefault: event.enabled_by_default,
    class: event.class,
    action: event.action,
    severity: resolveSeverity(event.severity),
    object: { id: [], name: [], ...event.object },
    fields: resolveEventFields(event),
    cases: (event.cases ?? []).map(resolveCase),
    source: event.source,
    span: document.span(['events', index, 'key']),
    ...(event.outcome === undefined ? {} : { outcome: event.outcome }),
    ...(event.level === undefined ? {} : { level: event.level }),
    ...(event.failure_name === undefined ? {} : { failureName: event.failure_name }),
    ...(event.failure_class === undefined ? {} : { failureClass: event.failure_class }),
  }));
}

// What nobody can tell is taken to be as bad as a failure.
function resolveSeverity(severity: RawEvent['severity']): EventDefinition['severity'] {
  if (typeof severity === 'string') return { success: severity, failure: severity, unknown: severity };
  return { unknown: severity.failure, ...severity } satisfies Record<Outcome, string>;
}

function resolveEventFields(event: RawEvent): readonly EventField[] {
  const listed = Object.entries(event.fields).map(([name, said]): EventField => {
    if (said === null || typeof said === 'string') return { name, description: said };
    return { name, description: said.description ?? null, ...(said.role === undefined ? {} : { role: role(said.role) }) };
  });
  return [...listed, ...(event.also ?? []).map((name) => ({ name, description: null }))];
}

function resolveCase(each: NonNullable<RawEvent['cases']>[number]): EventCase {
  const when = Object.fromEntries(Object.entries(each.when).map(([field, values]) => [field, [values].flat().map(String)]));
  const { object, failure_title: failureTitle, ...rest } = each;
  return { ...rest, when, ...(failureTitle === undefined ? {} : { failureTitle }), ...(object === undefined ? {} : { object }) };
}

function resolveSample(stream: string, sample: SamplesFile['samples'][number]): Sample {
  return {
    name: sample.name,
    stream,
    origin: sample.origin,
    source: sample.source,
    raw: sample.raw,
    repaired: sample.repaired ?? [],
    expect: sample.expect,
    ...(sample.as_printed === undefined ? {} : { asPrinted: sample.as_printed }),
  };
}
