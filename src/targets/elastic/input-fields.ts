import type { Stream } from '../../catalog/model.js';
import type { Data } from './event-table.js';
import { ecsDefinition } from './fields.js';

/** fields/agent.yml: what the agent's inputs add by themselves. */
export function agentFields(stream: Stream): readonly Data[] {
  const input = { name: 'input.type', type: 'keyword', description: 'Type of the input that read the record.' };
  if (stream.body.form === 'windows-event') return [input];
  return [
    input,
    { name: 'log.offset', type: 'long', description: 'Where the record starts in its file.', unit: 'byte' },
    { name: 'log.flags', type: 'keyword', description: 'What was done to the record while it was read, such as multiline.' },
    { name: 'log.source.address', type: 'keyword', description: 'Address and port that a syslog record came from.' },
  ];
}

/**
 * _dev/test/pipeline/test-common-config.yml: what `elastic-package test pipeline` must know of a stream's documents; undefined where that is
 * nothing. Winlogbeat sent these numbers as numbers before elastic/beats#25176, and as texts since; Elasticsearch indexes both as keywords.
 */
export function pipelineTestConfig(stream: Stream): Data | undefined {
  if (stream.body.form !== 'windows-event') return undefined;
  return { numeric_keyword_fields: ['winlog.event_id', 'winlog.record_id'] };
}

/** Fields of ECS that a Windows event has, beside those of every stream. */
const windowsEcs = ['event.created', 'event.provider', 'log.level', 'related.hosts'];

/**
 * fields/winlog.yml: what a Windows event has by itself, under the names that Winlogbeat gives it; none for other streams.
 * https://www.elastic.co/docs/reference/beats/winlogbeat/exported-fields-winlog
 */
export function inputFields(stream: Stream): readonly Data[] {
  if (stream.body.form !== 'windows-event') return [];
  return [...windowsEcs.map(ecsDefinition), ...winlog];
}

function keyword(name: string, description: string): Data {
  return { name: `winlog.${name}`, type: 'keyword', ignore_above: 1024, description };
}

function named(name: string, description: string): Data {
  return { name: `winlog.${name}`, type: 'object', object_type: 'keyword', description };
}

const winlog: readonly Data[] = [
  keyword('activity_id', 'Identifies the activity that the event belongs to.'),
  keyword('api', 'Interface of Windows that the event was read by.'),
  keyword('channel', 'Event log that the event stands in.'),
  keyword('computer_name', 'Computer that wrote the event; where events are forwarded, not the one that they were read from.'),
  named('event_data', 'Values of the event: `param1` and so on for those without a name.'),
  keyword('event_id', 'Number of the event.'),
  keyword('keywords', 'Keywords of the event.'),
  keyword('level', 'Level of the event.'),
  keyword('opcode', 'Operation that the event tells of.'),
  { name: 'winlog.process.pid', type: 'long', description: 'Number of the process that wrote the event.' },
  { name: 'winlog.process.thread.id', type: 'long', description: 'Number of the thread that wrote the event.' },
  keyword('provider_guid', 'Identifies the provider that wrote the event.'),
  keyword('provider_name', 'Provider that wrote the event.'),
  keyword('record_id', 'Number of the event in its log.'),
  keyword('related_activity_id', 'Identifies the activity that the event was passed to.'),
  keyword('task', 'Task that the event tells of.'),
  { name: 'winlog.time_created', type: 'date', description: 'When the event was written.' },
  keyword('user.domain', 'Domain of the user in whose name the event was written.'),
  keyword('user.identifier', 'Security identifier of that user.'),
  keyword('user.name', 'Name of that user.'),
  keyword('user.type', 'Kind of account of that user.'),
  named('user_data', 'Values of an event that brings its own form.'),
  { name: 'winlog.version', type: 'long', description: "Version of the event's definition." },
];
