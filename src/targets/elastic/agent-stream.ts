import type { Catalog, Stream } from '../../catalog/model.js';
import type { TemplateSource } from '../target.js';

/** An input of Elastic Agent. */
export type AgentInput = 'filestream' | 'tcp' | 'udp' | 'winlog';

const networkInputs = ['tcp', 'udp'] as const;

/** Takes a stream, returns the inputs that can read it: the event log for Windows events, else files, and the network where a carrier is syslog. */
export function agentInputs(stream: Stream): readonly AgentInput[] {
  if (stream.body.form === 'windows-event') return ['winlog'];
  const overNetwork = stream.carriers.some((carrier) => /syslog/i.test(carrier.id));
  return ['filestream', ...(overNetwork ? networkInputs : [])];
}

/** Takes the catalog, returns the inputs that any of its streams has. */
export function packageInputs(catalog: Catalog): readonly AgentInput[] {
  const used = new Set(catalog.streams.flatMap((stream) => agentInputs(stream)));
  return (['filestream', ...networkInputs, 'winlog'] as const).filter((input) => used.has(input));
}

/**
 * agent/stream/<input>.yml.hbs: what Elastic Agent is told, with the variables of the data stream's manifest filled in by Fleet.
 * Takes the shipped templates and the input, returns the text. All that differs between streams is a variable, so the text is the same for
 * every catalog. Fleet gives each stream an id of its own.
 * Specifications: https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-filestream
 * and https://www.elastic.co/docs/reference/beats/filebeat/filebeat-input-winlog
 */
export function agentStream(templates: TemplateSource, input: AgentInput): string {
  return templates(`elastic/agent-stream/${input}.yml.hbs`);
}
