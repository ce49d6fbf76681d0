import type { Catalog, Stream } from '../../catalog/model.js';
import { textFile } from '../../output/plan.js';
import { renderCsv } from '../../render/csv.js';
import { compileTemplate } from '../../render/handlebars.js';
import { markdownCode, markdownTable } from '../../render/markdown.js';
import { elasticFactNames } from '../elastic/fact-names.js';
import { datasetName } from '../elastic/package-name.js';
import { elasticReference } from '../elastic/readme.js';
import type { EventReferenceOptions } from '../event-reference.js';
import { type SharedFact, sharedFacts } from '../fact-names.js';
import { catalogVariables, streamVariables } from '../readme-parts.js';
import { splunkFactNames } from '../splunk/fact-names.js';
import { splunkReference } from '../splunk/readme.js';
import type { Target, TargetContext, TargetPlan, TemplateSource } from '../target.js';

/** Writes the event reference of a catalog, both sides in one, and the names of all facts for programs. */
export const docs: Target = {
  name: 'docs',
  plan(catalog: Catalog, context: TargetContext): TargetPlan {
    const root = `docs/${catalog.id}`;
    const origin = `catalogs/${catalog.id}/catalog.yaml`;
    return {
      files: [
        textFile(`${root}/events.md`, eventsPage(catalog, context.templates), origin),
        textFile(`${root}/fields.csv`, fieldsTable(catalog), origin),
      ],
      archives: [],
      findings: [],
      summary: `${catalog.id} ${catalog.version}`,
    };
  },
};

/** Takes a stream and returns the facts that both add-ons state, with the name that each gives them. */
export function factTable(catalog: Catalog, stream: Stream): readonly SharedFact[] {
  return sharedFacts(splunkFactNames(catalog, stream), elasticFactNames(catalog, stream));
}

// With several streams a fact has a path in each: the stream's name tells them apart.
function fieldsTable(catalog: Catalog): string {
  const [first, ...others] = catalog.streams;
  const header = ['fact', 'splunk', 'elastic'];
  if (first === undefined) return renderCsv(header, []);
  const rows = catalog.streams.flatMap((stream) => {
    const prefix = others.length === 0 ? '' : `${stream.id}:`;
    return factTable(catalog, stream).map(({ fact, splunk, elastic }) => [`${prefix}${fact}`, splunk, elastic]);
  });
  return renderCsv(header, rows);
}

function eventsPage(catalog: Catalog, templates: TemplateSource): string {
  const path = 'docs/events.md.hbs';
  const fill = compileTemplate(path, templates(path));
  const facts = new Map(catalog.streams.flatMap((stream) => factTable(catalog, stream).map((each) => [each.fact, each] as const)));
  const cell = (side: 'splunk' | 'elastic') => (fact: string) => markdownCode(facts.get(fact)?.[side] ?? '');
  return fill({
    ...catalogVariables(catalog, [
      { title: 'Splunk', cell: cell('splunk') },
      { title: 'Elastic', cell: cell('elastic') },
    ]),
    eventCount: catalog.events.length,
    fieldCount: catalog.fields.length,
    enumerationCount: catalog.enumerations.length,
    streams: catalog.streams.map((stream) => streamData(catalog, stream)),
  });
}

function streamData(catalog: Catalog, stream: Stream): Readonly<Record<string, unknown>> {
  // Fields and pairs have a table of their own.
  const general = factTable(catalog, stream).filter(({ fact }) => !/^(?:field|pair)\./.test(fact));
  return {
    ...streamVariables(catalog, stream, bothSides(catalog)),
    sourcetype: stream.sourcetype,
    dataset: datasetName(catalog, stream),
    facts: markdownTable(
      ['Fact', 'Splunk', 'Elastic'],
      general.map(({ fact, splunk, elastic }) => [markdownCode(fact), alternatives(splunk), alternatives(elastic)]),
    ),
  };
}

function alternatives(names: string): string {
  return names.split('|').map(markdownCode).join(' or ');
}

function bothSides(catalog: Catalog): EventReferenceOptions {
  const sides = [splunkReference(catalog), elasticReference(catalog)];
  return {
    classNote: (eventClass) => sides.map((side) => side.classNote(eventClass)).join(' '),
    columns: sides.flatMap((side) => side.columns),
  };
}
