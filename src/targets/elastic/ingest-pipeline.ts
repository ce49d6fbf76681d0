import type { Catalog, Enumeration, EnumerationRow, Field, OutcomeRule, Stream } from '../../catalog/model.js';
import { codedEnumerations, columnName, columnType, fieldsWithRole, pairMembers } from '../../catalog/names.js';
import { plainRoleNames, type Role, roles } from '../../vocab/roles.js';
import { severities } from '../../vocab/severities.js';
import type { TemplateSource } from '../target.js';
import { aliasTable, type Data, eventTable } from './event-table.js';
import { packageName } from './package-name.js';
import { flags } from './parameters.js';
import { type RecordReader, recordReader } from './record-reader.js';
import { scriptSource } from './script-source.js';

/** An ingest pipeline, as `PUT _ingest/pipeline/<name>` takes it. */
export interface IngestPipeline {
  readonly description: string;
  readonly processors: readonly Data[];
  readonly on_failure: readonly Data[];
}

/**
 * Takes a stream and returns its ingest pipeline: one script reads the record, one says what it means, the rest is housekeeping.
 * Only processors and options that Elasticsearch 8 and 9 and OpenSearch 2 have in common.
 * https://www.elastic.co/docs/reference/enrich-processor
 */
export function ingestPipeline(catalog: Catalog, stream: Stream, templates: TemplateSource): IngestPipeline {
  const name = packageName(catalog);
  const reader = recordReader(catalog, stream, templates);
  return {
    description: `Reads the ${stream.title.toLowerCase()} of ${catalog.product.name}.`,
    processors: [
      script(`script_read_${name}_${stream.id}`, 'Read frame, fields and text of the record', reader.source, reader.parameters),
      ...reader.processors,
      // Not thrown by the script: what it has done by then would stay on Elasticsearch and be lost on OpenSearch.
      {
        fail: {
          tag: `fail_unparsed_${name}_${stream.id}`,
          description: 'What holds no event is kept whole and marked',
          message: reader.unreadable,
          if: unreadable(stream, name),
        },
      },
      script(
        `script_map_${name}_${stream.id}`,
        'Say what the event means, in ECS',
        scriptSource(templates, ['map-event']),
        mapParameters(catalog, stream, reader),
      ),
    ],
    on_failure: [
      { set: { tag: 'set_event_kind_pipeline_error', field: 'event.kind', value: 'pipeline_error' } },
      {
        append: {
          tag: 'append_error_message',
          field: 'error.message',
          value:
            "Processor '{{{_ingest.on_failure_processor_type}}}' with tag '{{{_ingest.on_failure_processor_tag}}}' in pipeline '{{{_ingest.pipeline}}}' failed with message '{{{_ingest.on_failure_message}}}'",
        },
      },
      { append: { tag: 'append_tags_preserve_original_event', field: 'tags', value: 'preserve_original_event', allow_duplicates: false } },
    ],
  };
}

// A message of unknown shape has no key; its text shows that there was a frame.
function unreadable(stream: Stream, name: string): string {
  const holds = (what: string) => `ctx.${name}?.get('${stream.dataStream}')?.${what} == null`;
  return stream.body.form === 'text' ? holds('text') : holds('code');
}

function script(tag: string, description: string, source: string, params: Data): Data {
  return { script: { tag, description, lang: 'painless', source, params } };
}

/** Roles that ECS has no name for, copied under a name of the package's own. */
export const copiedRoles = [
  'certificate.subject',
  'certificate.issuer',
  'authentication.method',
  'command',
  'session.id',
] as const satisfies readonly Role[];

function mapParameters(catalog: Catalog, stream: Stream, reader: RecordReader): Data {
  const named = (role: Role) => fieldsWithRole(catalog, stream, role).map((field) => field.name);
  const roleField = named('actor.role')[0];
  const { unknown, outcome, actor } = stream;
  const copies = copiedRoles.map((role) => ({ to: roles[role].own, from: named(role) })).filter((each) => each.from.length > 0);
  const plain = plainRoles(catalog, stream);
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    vendor: catalog.product.vendor,
    product: catalog.product.name,
    ...(outcome === undefined ? {} : { outcome_field: outcome.from, outcomes: outcomeWords(outcome) }),
    from: actor.from,
    absent: flags(actor.absent),
    strip: actor.strip,
    ...(roleField === undefined ? {} : { role_field: roleField }),
    targets: targetUsers(catalog),
    source: named('source.address'),
    destination: named('destination.address'),
    hosts: flags(mayBeHosts(catalog, [...named('source.address'), ...named('destination.address')])),
    port: [...named('destination.port'), ...ports(catalog, named('destination.address'))],
    serial: named('certificate.serial'),
    copies,
    ...(plain.length === 0 ? {} : { plain }),
    reason: named('reason'),
    ...reader.mapping,
    codes: codeTables(catalog),
    unknown: { class: unknown.class, severity: unknown.severity, number: severities[unknown.severity].number },
    aliases: aliasTable(catalog, stream),
    events: eventTable(catalog, stream),
  };
}

/** Roles of the stream whose values are copied as they are, with the path of each in a document. */
export function plainRolePaths(
  catalog: Catalog,
  stream: Stream,
): readonly { readonly role: Role; readonly own: boolean; readonly path: string }[] {
  return plainRoleNames
    .filter((role) => fieldsWithRole(catalog, stream, role).length > 0)
    .map((role) => {
      const { ecs, own } = roles[role];
      return { role, own: ecs === null, path: ecs ?? own ?? role };
    });
}

function plainRoles(catalog: Catalog, stream: Stream): readonly Data[] {
  return plainRolePaths(catalog, stream).map(({ role, own, path }) => {
    const { related } = roles[role];
    const from = fieldsWithRole(catalog, stream, role).map((field) => field.name);
    return { from, to: path.split('.'), ...(own ? { own } : {}), ...(related === undefined ? {} : { related }) };
  });
}

function outcomeWords({ success, failure }: OutcomeRule): Data {
  return {
    ...Object.fromEntries(success.map((word) => [word, 'success'])),
    ...Object.fromEntries(failure.map((word) => [word, 'failure'])),
  };
}

function codeTables(catalog: Catalog): readonly Data[] {
  return codedEnumerations(catalog).flatMap(({ enumeration, fields }) =>
    fields.map((field: Field) => ({
      field: field.name,
      to: enumeration.name,
      names: Object.fromEntries(
        enumeration.rows.flatMap((row) => [row.code, ...row.names].map((code) => [code, row.names[0] ?? row.code])),
      ),
      ...(enumeration.columns.length === 0 ? {} : { more: columnValues(enumeration) }),
    })),
  );
}

// Name -> what the further columns say of it, under the names of the facts.
function columnValues(enumeration: Enumeration): Data {
  const value = (column: string, cell: string) => (columnType(enumeration, column) === 'keyword' ? cell : (JSON.parse(cell) as unknown));
  const cells = (row: EnumerationRow) =>
    Object.entries(row.more).map(([column, cell]) => [columnName(enumeration, column), value(column, cell)]);
  return Object.fromEntries(enumeration.rows.map((row) => [row.names[0] ?? row.code, Object.fromEntries(cells(row))]));
}

function mayBeHosts(catalog: Catalog, names: readonly string[]): readonly string[] {
  return names.filter((name) => catalog.fields.some((field) => field.name === name && field.type !== 'ip'));
}

// A reader leaves the port of an address beside it.
function ports(catalog: Catalog, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => catalog.fields.some((field) => field.name === name && field.type === 'host-port'))
    .map((name) => `${name}:port`);
}

function targetUsers(catalog: Catalog): readonly Data[] {
  return pairMembers(catalog)
    .filter(({ member }) => member.role === 'target.user')
    .map(({ member }) => ({ pair: member.name, ...(member.when === undefined ? {} : { when: member.when.pair, is: member.when.is }) }));
}
