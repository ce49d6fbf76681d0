import { frameNames, frameTemplates } from '../../catalog/frame.js';
import { messagesOf, trailerOf } from '../../catalog/messages.js';
import type { Catalog, Field, Stream, TextBody } from '../../catalog/model.js';
import { optionalHeader } from '../../pattern/frame.js';
import { frameData, templateData, templateIndex } from '../../pattern/template-data.js';
import { frameBeginning } from '../../pattern/template-regex.js';
import { ecsVersion } from '../../vocab/ecs.js';
import type { TemplateSource } from '../target.js';
import type { Data } from './event-table.js';
import { packageName } from './package-name.js';
import { flags, monthNumbers, zoneSeconds } from './parameters.js';
import { framePlaces, placingParts } from './placed-frame.js';
import type { RecordReader } from './record-reader.js';
import { scriptSource } from './script-source.js';

/**
 * Takes a stream with a body of text and returns how its records are read: the templates are data, found by a word of theirs, so that a record
 * costs the same however many there are.
 */
export function textReader(catalog: Catalog, stream: Stream, body: TextBody, templates: TemplateSource): RecordReader {
  return {
    source: scriptSource(templates, ['strip', 'read-frame', 'read-template', 'read-text', ...placingParts(stream)]),
    parameters: parameters(catalog, stream, body),
    unreadable: 'the record has no frame, or nothing stands behind it',
    mapping: {},
    processors: [],
    recordStart: `^${optionalHeader}(?:${[...new Set(frameTemplates(stream).map(frameBeginning))].join('|')})`,
  };
}

function parameters(catalog: Catalog, stream: Stream, body: TextBody): Data {
  const messages = messagesOf(catalog, stream);
  const trailer = trailerOf(body);
  const { default: zone, table } = stream.timeZone;
  return {
    package: packageName(catalog),
    stream: stream.dataStream,
    ecs: ecsVersion,
    frames: frameTemplates(stream).map(frameData),
    months: monthNumbers,
    zone,
    zones: zoneSeconds(table),
    nulls: flags(stream.nulls),
    ...(trailer === undefined ? {} : { trailer: templateData(trailer), cut: trailer.head.charAt(0) }),
    templates: messages.map(({ template, event, name }) => ({
      ...templateData(template),
      code: event.key,
      ...(name === event.key ? {} : { key: name }),
    })),
    index: templateIndex(messages.map(({ template }) => template)),
    ports: named(catalog, (field) => field.type === 'host-port'),
    numbers: {
      ...Object.fromEntries(named(catalog, (field) => field.type === 'hex').map((name) => [name, 16])),
      ...Object.fromEntries(named(catalog, (field) => field.type === 'int').map((name) => [name, 10])),
    },
    ...sequence(catalog, stream),
    ...framePlaces(stream),
  };
}

function named(catalog: Catalog, isWanted: (field: Field) => boolean): readonly string[] {
  return catalog.fields.filter(isWanted).map((field) => field.name);
}

// ECS has a number of the record for the frame's counter.
function sequence(catalog: Catalog, stream: Stream): Data {
  const [counter] = frameNames(stream).filter((name) =>
    catalog.fields.some((field) => field.name === name && field.role === 'event.sequence'),
  );
  return counter === undefined ? {} : { sequence: counter };
}
