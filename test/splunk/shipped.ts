import { loadCatalogs } from '../../src/catalog/load.js';
import type { Catalog, Sample, Stream } from '../../src/catalog/model.js';
import { namespace } from '../../src/catalog/names.js';
import { nodeHost } from '../../src/source/node-host.js';
import { factNames } from '../fact-table.js';
import { classesOf, readConf } from './conf-reader.js';
import type { Naming } from './facts.js';
import { renderApp, repository } from './rendered-app.js';
import { type App, type Origin, type Seen, searchTime, settingsOf } from './search-time.js';

/** A stream of a catalog of the repository, beside the app that reads it. */
export interface Shipped {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly app: App;
  readonly samples: readonly Sample[];
  readonly naming: Naming;
  /** Where a record of the stream comes from; carriers of Windows events differ by the look of the record. */
  originOf(raw: string): Origin;
}

/** Takes a stream and what is installed (its app alone unless told), and returns the function that shows its records as a search sees them. */
export function seeing({ app, originOf }: Shipped, installed: App | readonly App[] = app): (raw: string) => Seen {
  const bySource = new Map<string, (raw: string) => Seen>();
  return (raw) => {
    const from = originOf(raw);
    const see = bySource.get(from.source) ?? searchTime(installed, from);
    bySource.set(from.source, see);
    return see(raw);
  };
}

export const logHost = 'log-host.example.com';

/** Every stream of every catalog below `catalogs` of a folder. */
export function streamsIn(folder: string): readonly Shipped[] {
  return loadCatalogs(nodeHost(folder), 'catalogs').catalogs.flatMap((catalog) => {
    const app = renderApp(catalog);
    return catalog.streams.map((stream) => shippedStream(catalog, stream, app));
  });
}

/** Every stream of every catalog of the repository. */
export const shipped: readonly Shipped[] = streamsIn(repository);

function shippedStream(catalog: Catalog, stream: Stream, app: App): Shipped {
  const originOf = (raw: string) => origin(stream, raw);
  return {
    catalog,
    stream,
    app,
    samples: catalog.samples.filter((sample) => sample.stream === stream.id),
    naming: namingOf(catalog, stream, app, originOf('')),
    originOf,
  };
}

function origin(stream: Stream, raw: string): Origin {
  const host = logHost;
  if (stream.body.form !== 'windows-event') return { sourcetype: stream.sourcetype, source: '/var/log/record.log', host };
  const sourcetype = raw.trimStart().startsWith('<') ? 'XmlWinEventLog' : 'WinEventLog';
  return { sourcetype, source: `${sourcetype}:${stream.body.channel}`, host };
}

/** The names of the app's own facts are read from the rendered files. */
function namingOf(catalog: Catalog, stream: Stream, app: App, from: Origin): Naming {
  const props = settingsOf(readConf(app.get('default/props.conf') ?? ''), from);
  const aliased = classesOf(props, 'FIELDALIAS').flatMap(([, value]) =>
    [...value.matchAll(/ (?:AS|ASNEW) (\S+)/g)].map(([, name = '']) => name),
  );
  const calculated = classesOf(props, 'EVAL').map(([name]) => name);
  const looked = classesOf(props, 'LOOKUP').flatMap(([, value]) => {
    const outputs = value.split(/ OUTPUT(?:NEW)? /)[1] ?? '';
    return outputs.replace(/\S+ AS /g, '').split(/[\s,]+/);
  });
  const facts = factNames(catalog, stream, 'splunk');
  const documented = new Set([...facts].filter(([fact]) => fact.startsWith('field.')).flatMap(([, names]) => names));
  return {
    prefix: `${namespace(catalog)}_`,
    host: stream.body.form === 'windows-event' ? undefined : from.host,
    facts,
    keys: catalog.fields.filter((field) => field.role === 'event.key').map((field) => field.name),
    serials: catalog.fields.filter((field) => field.type === 'serial').map((field) => field.name),
    given: new Set([...aliased, ...calculated, ...looked].filter((name) => !documented.has(name))),
  };
}
