import { classMeaning } from '../../catalog/classes.js';
import type { Catalog, Stream } from '../../catalog/model.js';
import { namespace } from '../../catalog/names.js';
import { cimAction } from '../../catalog/rows.js';
import { compileTemplate } from '../../render/handlebars.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../../render/markdown.js';
import type { EventClass } from '../../vocab/classes.js';
import { classesInUse } from '../classes-in-use.js';
import type { EventReferenceOptions } from '../event-reference.js';
import { answersTable, carriedVariables, catalogVariables, streamVariables } from '../readme-parts.js';
import type { TemplateSource } from '../target.js';
import { appId, appLabel } from './app-conf.js';
import { splunkFactNames } from './fact-names.js';
import { own } from './field-names.js';
import { recordReader } from './record-reader.js';
import { auditSearches, countNotUnderstood, notUnderstood } from './searches.js';

/** README.md of the app: what it reads, how to install it, what to search for, and the event reference. */
export function addOnReadme(catalog: Catalog, templates: TemplateSource): string {
  const path = 'splunk/README.md.hbs';
  const fill = compileTemplate(path, templates(path));
  const facts = new Map(catalog.streams.flatMap((stream) => splunkFactNames(catalog, stream)));
  const name = (fact: string) => markdownCode(facts.get(fact) ?? '');
  return fill({
    ...catalogVariables(catalog, [{ title: 'Splunk', cell: name }]),
    title: escapeMarkdown(appLabel(catalog)),
    productName: escapeMarkdown(catalog.product.name),
    app: appId(catalog),
    prefix: `${namespace(catalog)}_`,
    namesFields: catalog.streams.some((stream) => stream.body.form === 'brackets'),
    membersByPath: catalog.streams.some((stream) => stream.body.form === 'json'),
    firstField: catalog.fields[0]?.name ?? '',
    ownIndexTime: catalog.streams.some((stream) => stream.body.form !== 'windows-event'),
    streams: catalog.streams.map((stream) => streamData(catalog, stream)),
  });
}

function streamData(catalog: Catalog, stream: Stream): Readonly<Record<string, unknown>> {
  return {
    ...streamVariables(catalog, stream, splunkReference(catalog)),
    ...carriedVariables(stream),
    sourcetype: stream.sourcetype,
    place: placeOf(stream),
    answers: answersTable(splunkFactNames(catalog, stream), 'Splunk field'),
    classes: classTable(catalog, stream),
    countNotUnderstood: countNotUnderstood(catalog, stream),
    notUnderstood: notUnderstood(catalog, stream),
    audit: auditSearches(catalog, stream),
    maskSetting: recordReader(catalog, stream).switchedOff[0]?.key ?? '',
  };
}

/** What a record of the stream is told by: its source type, or where all providers of a channel write. */
function placeOf({ body, sourcetype }: Stream): string {
  return body.form === 'windows-event'
    ? `source ${markdownCode(`*WinEventLog:${body.channel}`)}`
    : `sourcetype ${markdownCode(sourcetype)}`;
}

/** What the Splunk side adds to the event reference: event type and data set of a class, CIM `action` of an event. */
export function splunkReference(catalog: Catalog): EventReferenceOptions {
  return {
    classNote: (eventClass) => classNote(catalog, eventClass),
    columns: [
      {
        title: 'CIM `action`',
        cell: (meaning, outcome) => markdownCode(cimAction(meaning, outcome) ?? ''),
      },
    ],
  };
}

function classNote(catalog: Catalog, eventClass: EventClass): string {
  const eventtype = `Splunk: event type ${markdownCode(own(catalog)(eventClass))}`;
  const { cim } = classMeaning(catalog, eventClass);
  if ('none' in cim) return `${eventtype}; no CIM data set: ${escapeMarkdown(cim.none)}.`;
  return `${eventtype}, CIM data set ${markdownCode(cim.dataset)} by the tags ${cim.tags.map(markdownCode).join(', ')}.`;
}

function classTable(catalog: Catalog, stream: Stream): string {
  const rows = classesInUse(catalog, stream).map((each) => {
    const { cim, title } = classMeaning(catalog, each);
    const place =
      'none' in cim ? ['', `none: ${escapeMarkdown(cim.none)}`] : [cim.tags.map(markdownCode).join(', '), markdownCode(cim.dataset)];
    return [escapeMarkdown(title), markdownCode(own(catalog)(each)), ...place];
  });
  return markdownTable(['Events', 'Event type', 'Tags', 'Data set'], rows);
}
