import type { Catalog, Stream, WindowsEventBody } from '../../catalog/model.js';
import { mostBlankEntities, windowsLevels, windowsNumber, windowsValues, xmlEntities } from '../../pattern/windows-event.js';
import { ecsVersion } from '../../vocab/ecs.js';
import type { TemplateSource } from '../target.js';
import type { Data } from './event-table.js';
import { packageName } from './package-name.js';
import { flags } from './parameters.js';
import type { RecordReader } from './record-reader.js';
import { scriptSource } from './script-source.js';

/** Where a value of a Windows event stands in a document: under `winlog` where Winlogbeat puts it, in ECS where that has a name. */
export const windowsPaths: Readonly<Record<(typeof windowsValues)[number]['name'], string>> = {
  provider: 'event.provider',
  computer: 'winlog.computer_name',
  channel: 'winlog.channel',
  record: 'winlog.record_id',
  level: 'log.level',
};

/**
 * Takes a stream of Windows events and returns how its records are read: documents of Winlogbeat and of Elastic Agent's input `winlog`, and,
 * where others have forwarded it, the text that Splunk's inputs write, XML or rendered, in `event.original` or `message`.
 */
export function windowsEventReader(catalog: Catalog, stream: Stream, body: WindowsEventBody, templates: TemplateSource): RecordReader {
  return {
    source: scriptSource(templates, ['strip', 'read-windows-event']),
    parameters: {
      package: packageName(catalog),
      stream: stream.dataStream,
      ecs: ecsVersion,
      providers: flags(body.providers),
      lines: Object.fromEntries(headerLines()),
      numbers: flags(headerNumbers()),
      line_end: '\n',
      levels: windowsLevels,
      blanks: xmlEntities.filter(({ character }) => character.trim() === '').flatMap(({ entities }) => entities),
      most_blanks: mostBlankEntities,
      characters: [...xmlEntities.flatMap(({ entities, character }) => entities.map((from) => ({ from, to: character }))), ...breaks],
      breaks,
    },
    unreadable: `no event of ${body.providers.join(', ')}`,
    mapping: {},
    processors: [],
    recordStart: '',
  };
}

/** Line ends of Windows become plain ones. */
const breaks: readonly Data[] = [{ from: '\r', to: '' }];

/** What Winlogbeat calls the values of an event, where it is another name. */
const winlogNames: Readonly<Record<string, string>> = {
  id: 'event_id',
  provider: 'provider_name',
  computer: 'computer_name',
  record: 'record_id',
};

/** Lines of a rendered text's header, and what Winlogbeat calls their values. */
function headerLines(): readonly (readonly [line: string, name: string])[] {
  return [windowsNumber, ...windowsValues].map(({ line, name }) => [line, winlogNames[name] ?? name] as const);
}

function headerNumbers(): readonly string[] {
  return [windowsNumber, ...windowsValues].filter((value) => value.isNumber).map(({ name }) => winlogNames[name] ?? name);
}
