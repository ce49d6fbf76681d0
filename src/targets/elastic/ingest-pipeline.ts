import { frameOf } from '../../catalog/frame.js';
import type { Catalog, Field, Stream } from '../../catalog/model.js';
import { bracketsRule, codedEnumerations, fieldsWithRole, pairMembers, pairsRule } from '../../catalog/names.js';
import { type FramePart, timeOffsets } from '../../pattern/frame.js';
import { secretInRecord } from '../../pattern/pairs.js';
import { ecsVersion } from '../../vocab/ecs.js';
import { type Role, roles } from '../../vocab/roles.js';
import { severities } from '../../vocab/severities.js';
import type { TemplateSource } from '../target.js';
import { aliasTable, type Data, eventTable } from './event-table.js';
import { packageName } from './package-name.js';

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
  return {
    description: `Reads the ${stream.title.toLowerCase()} of ${catalog.product.name}.`,
    processors: [
      script(
        `script_read_${name}_${stream.id}`,
        'Read frame, fields and text of the record',
        templates('elastic/ingest-pipeline/read-brackets.painless'),
        readParameters(catalog, stream),
      ),
      ...maskOriginal(stream),
      // Not thrown by the script: what it has done by then would stay on Elasticsearch and be lost on OpenSearch.
      {
        fail: {
          tag: `fail_unparsed_${name}_${stream.id}`,
          description: 'What holds no event is kept whole and marked',
          message: `the record has no [${stream.body.start}=...]`,
          if: `ctx.${name} == null`,
        },
      },
      script(
        `script_map_${name}_${stream.id}`,
        'Say what the event means, in ECS',
        templates('elastic/ingest-pipeline/map-event.painless'),
        mapParameters(catalog, stream),
      ),
      {
        remove: {
          tag: 'remove_event_original',
          description: 'The record as written is kept where the input asks for it',
          field: 'event.original',
          ignore_missing: true,
          if: "ctx.tags == null || ctx.tags.contains('preserve_original_event') != true",
        },
      },
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

function script(tag: string, description: string, source: string, params: Data): Data {
  return { script: { tag, description, lang: 'painless', source, params } };
}

function flags(words: readonly string[]): Data {
  return Object.fromEntries(words.map((word) => [word, true]));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function readParameters(catalog: Catalog, stream: Stream): Data {
  const rule = bracketsRule(catalog, stream);
  const parts = frameOf(stream);
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    ecs: ecsVersion,
    key: stream.body.start,
    start: `[${stream.body.start}=`,
    names: parts.map((part) => part.name),
    kinds: parts.map((part) => (part.kind === 'digits' ? 0 : 1)),
    literals: parts.map((part) => part.literal),
    brackets: parts.map(firstBracket),
    time: timeOffsets(parts.find((part) => part.kind === 'time')?.time ?? ''),
    months: Object.fromEntries(months.map((month, index) => [month, index + 1])),
    zone: stream.timeZone.default,
    zones: Object.fromEntries(Object.entries(stream.timeZone.table).map(([zone, offset]) => [zone, seconds(offset)])),
    nulls: flags(rule.nulls),
    lack: flags(rule.mayLackBracket),
    reserved: flags(rule.reserved.names),
    prefixes: rule.reserved.prefixes,
    tails: stream.body.tail,
    documented: flags(catalog.fields.map((field) => field.name)),
  };
}

function firstBracket(part: FramePart): number {
  return part.kind === 'digits' ? 0 : part.literal.search(/[[\]]/);
}

function seconds(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4, 6)) * 60);
}

/** Roles that ECS has no name for, copied under a name of the package's own. */
export const copiedRoles = [
  'certificate.subject',
  'certificate.issuer',
  'authentication.method',
  'command',
] as const satisfies readonly Role[];

function mapParameters(catalog: Catalog, stream: Stream): Data {
  const named = (role: Role) => fieldsWithRole(catalog, stream, role).map((field) => field.name);
  const paired = catalog.fields.find((field) => field.type === 'pairs');
  const roleField = named('actor.role')[0];
  const { unknown, pairs, outcome, actor } = stream;
  const copies = copiedRoles.map((role) => ({ to: roles[role].own, from: named(role) })).filter((each) => each.from.length > 0);
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    vendor: catalog.product.vendor,
    product: catalog.product.name,
    key: stream.body.start,
    outcome_field: outcome.from,
    outcomes: {
      ...Object.fromEntries(outcome.success.map((word) => [word, 'success'])),
      ...Object.fromEntries(outcome.failure.map((word) => [word, 'failure'])),
    },
    from: actor.from,
    absent: flags(actor.absent),
    strip: actor.strip,
    ...(roleField === undefined ? {} : { role_field: roleField }),
    targets: targetUsers(catalog),
    source: named('source.address'),
    destination: named('destination.address'),
    hosts: flags(catalog.fields.filter((field) => field.type === 'host').map((field) => field.name)),
    port: named('destination.port'),
    serial: named('certificate.serial'),
    copies,
    reason: named('reason'),
    ...(paired === undefined ? {} : { paired: paired.name }),
    separator: pairs.separator,
    assign: pairs.assign,
    nulls: flags(stream.nulls),
    secrets: flags(pairs.secrets.filter((each) => !each.startsWith('*'))),
    secret_endings: pairs.secrets.filter((each) => each.startsWith('*')).map((each) => each.slice(1)),
    codes: codeTables(catalog),
    unknown: { class: unknown.class, severity: unknown.severity, number: severities[unknown.severity].number },
    aliases: aliasTable(catalog, stream),
    events: eventTable(catalog, stream),
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
    })),
  );
}

function targetUsers(catalog: Catalog): readonly Data[] {
  return pairMembers(catalog)
    .filter(({ member }) => member.role === 'target.user')
    .map(({ member }) => ({ pair: member.name, ...(member.when === undefined ? {} : { when: member.when.pair, is: member.when.is }) }));
}

// Masking the record itself breaks the signature of a signed log: only where the input asks for it.
function maskOriginal(stream: Stream): readonly Data[] {
  if (stream.pairs.secrets.length === 0) return [];
  return [
    {
      gsub: {
        tag: 'gsub_mask_event_original',
        description: 'Mask secrets in the record itself, where the input asks for it',
        field: 'event.original',
        pattern: secretInRecord(pairsRule(stream)),
        replacement: '$1********',
        if: "ctx.tags != null && ctx.tags.contains('mask_secrets') == true",
      },
    },
  ];
}
