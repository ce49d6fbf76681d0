import type { Catalog, EventDefinition, Field, Stream } from './model.js';
import { identity } from './rows.js';

/** Takes resolved catalogs and returns them as plain data for people who build on them: what `catalog --format json` prints. */
export function catalogJson(catalogs: readonly Catalog[]): unknown {
  return { catalogs: catalogs.map(oneCatalog) };
}

function oneCatalog(catalog: Catalog): unknown {
  return {
    id: catalog.id,
    title: catalog.title,
    version: catalog.version,
    streams: catalog.streams.map((stream) => ({ id: stream.id, sourcetypes: [stream.sourcetype], data_stream: stream.dataStream })),
    events: catalog.events.map((event) => oneEvent(catalog, event)),
    fields: catalog.fields.flatMap(oneField),
    enums: catalog.enumerations.map((each) => ({
      name: each.name,
      source: each.source,
      rows: each.rows.map((row) => ({ code: row.code, names: row.names, note: row.note ?? null })),
    })),
  };
}

function oneEvent(catalog: Catalog, event: EventDefinition): unknown {
  const stream = catalog.streams.find((each) => each.id === event.stream);
  const key: Record<string, string> = { ...(event.scope === undefined ? {} : { scope: event.scope }), [keyName(stream)]: event.key };
  if (event.outcome !== undefined && stream?.outcome !== undefined) key[stream.outcome.from] = capital(event.outcome);
  return {
    stream: event.stream,
    key,
    aliases: event.aliases.map((alias) => alias.name),
    name: event.name,
    text: event.texts.length === 1 ? event.texts[0] : event.texts,
    description: event.description,
    level: event.level ?? null,
    class: event.class,
    action: event.action,
    outcome: event.outcome ?? null,
    severity: event.severity[event.outcome ?? 'success'],
    // An event that covers both outcomes is as bad as its outcome.
    ...(event.outcome === undefined ? { severities: event.severity } : {}),
    fields: event.fields.map((field) => field.name),
    subsystems: event.subsystems,
    enabled_by_default: event.enabledByDefault,
    source: event.source,
  };
}

// The name under which a record holds its key.
function keyName(stream: Stream | undefined): string {
  switch (stream?.body.form) {
    case 'brackets':
      return stream.body.start;
    case 'json':
      return stream.body.key;
    default:
      return 'key';
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function oneField(field: Field): readonly unknown[] {
  const { name, type, role, description, source } = field;
  return [
    { name, type, role: role ?? 'none', description, source },
    ...field.members.map((member) => ({
      name: `${name}.${member.name}`,
      type: 'text',
      role: member.role ?? 'none',
      description: member.description,
      source: member.source,
    })),
  ];
}

/** Takes resolved catalogs and returns what a person wants to see of them first. */
export function catalogText(catalogs: readonly Catalog[]): string {
  return catalogs.map(catalogLines).join('\n');
}

function catalogLines(catalog: Catalog): string {
  const width = Math.max(...catalog.events.map((event) => identity(event.scope, event.key).length));
  const streams = catalog.streams.map(
    (stream) => `  stream ${stream.id}: sourcetype ${stream.sourcetype}, data stream ${stream.dataStream}`,
  );
  const events = catalog.events.map(
    (event) =>
      `  ${identity(event.scope, event.key).padEnd(width)}  ${(event.outcome ?? '').padEnd(7)}  ${event.class.padEnd(19)}  ${event.name}`,
  );
  return [
    `${catalog.id} ${catalog.version}  ${catalog.title}`,
    ...streams,
    `  ${catalog.events.length} events, ${catalog.fields.length} fields, ${catalog.enumerations.length} enumerations, ${catalog.samples.length} samples`,
    ...events,
    '',
  ].join('\n');
}
