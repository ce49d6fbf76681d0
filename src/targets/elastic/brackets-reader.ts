import { frameOf } from '../../catalog/frame.js';
import type { BracketsBody, Catalog, Stream } from '../../catalog/model.js';
import { bracketsRule, pairsRule } from '../../catalog/names.js';
import { type FramePart, frameStart, optionalHeader, timeOffsets } from '../../pattern/frame.js';
import { secretInRecord } from '../../pattern/pairs.js';
import { ecsVersion } from '../../vocab/ecs.js';
import type { TemplateSource } from '../target.js';
import type { Data } from './event-table.js';
import { packageName } from './package-name.js';
import { flags, monthNumbers, zoneSeconds } from './parameters.js';
import { framePlaces, placingParts } from './placed-frame.js';
import type { RecordReader } from './record-reader.js';
import { scriptSource } from './script-source.js';

/** Takes a stream with a body of brackets and returns how its records are read. */
export function bracketsReader(catalog: Catalog, stream: Stream, body: BracketsBody, templates: TemplateSource): RecordReader {
  const paired = catalog.fields.find((field) => field.type === 'pairs');
  const { pairs } = stream;
  return {
    source: scriptSource(templates, ['strip', 'read-brackets', ...placingParts(stream)]),
    parameters: parameters(catalog, stream, body),
    unreadable: `the record has no [${body.start}=...]`,
    mapping: {
      ...(paired === undefined ? {} : { paired: paired.name }),
      separator: pairs.separator,
      assign: pairs.assign,
      nulls: flags(stream.nulls),
      secrets: flags(pairs.secrets.filter((each) => !each.startsWith('*'))),
      secret_endings: pairs.secrets.filter((each) => each.startsWith('*')).map((each) => each.slice(1)),
    },
    processors: maskOriginal(stream),
    recordStart: `^${optionalHeader}${frameStart(frameOf(stream))}`,
  };
}

function parameters(catalog: Catalog, stream: Stream, body: BracketsBody): Data {
  const rule = bracketsRule(catalog, stream, body);
  const parts = frameOf(stream);
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    ecs: ecsVersion,
    key: body.start,
    start: `[${body.start}=`,
    names: parts.map((part) => part.name),
    kinds: parts.map((part) => (part.kind === 'digits' ? 0 : 1)),
    literals: parts.map((part) => part.literal),
    brackets: parts.map(firstBracket),
    time: timeOffsets(parts.find((part) => part.kind === 'time')?.time ?? ''),
    months: monthNumbers,
    zone: stream.timeZone.default,
    zones: zoneSeconds(stream.timeZone.table),
    nulls: flags(rule.nulls),
    lack: flags(rule.mayLackBracket),
    reserved: flags(rule.reserved.names),
    prefixes: rule.reserved.prefixes,
    tails: body.tail,
    documented: flags(catalog.fields.map((field) => field.name)),
    ...framePlaces(stream),
  };
}

function firstBracket(part: FramePart): number {
  return part.kind === 'digits' ? 0 : part.literal.search(/[[\]]/);
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
