import type { Form } from './synthetic-catalog.js';

/** A pipeline as the engine takes it. */
export interface Definition {
  readonly processors: readonly Readonly<Record<string, object>>[];
}

/** The frame of a record, by dissect, and its date. */
function frameAndDate(pattern: string, format: string, ...more: Definition['processors']): Definition {
  const frame = { dissect: { field: 'message', pattern, append_separator: ' ' } };
  return { processors: [frame, ...more, dateOf('time', format)] };
}

function dateOf(field: string, format: string): Definition['processors'][number] {
  return { date: { field, formats: [format] } };
}

const jsonBody = { json: { field: 'body', target_field: 'json' } };

const floors: Readonly<Record<string, Definition>> = {
  'dogtag-audit': frameAndDate('%{pid}.%{thread} - [%{time}] [%{source}] [%{level}] %{body}', 'dd/MMM/yyyy:HH:mm:ss zzz'),
  'xroad-audit': frameAndDate('%{first} %{host} correlation-id: [%{id}] %{level->} [%{service}] %{time} - %{body}', 'ISO8601', jsonBody),
  'dinamo_hsm-event': frameAndDate('%{+time/1} %{+time/2} %{process} %{thread} %{session} %{body}', 'yyyy/MM/dd HH:mm:ss'),
  // An agent has read the record already.
  'versasec_cms-windows': { processors: [dateOf('winlog.time_created', 'ISO8601')] },
};

/** What every pipeline of a stream must do at the least: reads the frame or the JSON, and the date. */
export function floorOf(pipeline: string): Definition {
  const found = floors[pipeline];
  if (found === undefined) throw new Error(`there is no floor for ${pipeline} in pipeline-floors.ts`);
  return found;
}

/** The same for the records of synthetic catalogs. */
export const syntheticFloors: Readonly<Record<Form, Definition>> = {
  brackets: frameAndDate('%{pid}.%{thread} - [%{time}] %{body}', 'dd/MMM/yyyy:HH:mm:ss zzz'),
  json: frameAndDate('%{+time/1} %{+time/2} %{body}', 'yyyy-MM-dd HH:mm:ss', jsonBody),
  'windows-event': frameAndDate("%{head}SystemTime='%{time}'/>%{body}", 'ISO8601'),
  text: frameAndDate('%{+time/1} %{+time/2} %{body}', 'yyyy-MM-dd HH:mm:ss'),
};
