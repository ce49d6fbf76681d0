import { classMeaning } from '../../catalog/classes.js';
import type { Catalog, Stream } from '../../catalog/model.js';
import { compileTemplate } from '../../render/handlebars.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../../render/markdown.js';
import type { EventClass } from '../../vocab/classes.js';
import { classesInUse } from '../classes-in-use.js';
import type { EventReferenceOptions } from '../event-reference.js';
import { marksOf } from '../marks.js';
import { answersTable, carriedVariables, catalogVariables, streamVariables } from '../readme-parts.js';
import type { TemplateSource } from '../target.js';
import { dataStreamInputs, type Variable } from './data-stream-manifest.js';
import { eventTypes } from './event-table.js';
import { declaredFields, elasticFactNames } from './fact-names.js';
import { datasetName, packageName } from './package-name.js';
import { allNotUnderstood, auditSearches, notUnderstood } from './searches.js';

/** docs/README.md of the package: what it reads, how to install it, what to search for, and the references of events and fields. */
export function packageReadme(catalog: Catalog, templates: TemplateSource): string {
  const path = 'elastic/README.md.hbs';
  const fill = compileTemplate(path, templates(path));
  const facts = new Map(catalog.streams.flatMap((stream) => elasticFactNames(catalog, stream)));
  const name = (fact: string) => markdownCode(facts.get(fact) ?? '');
  const pipelines = catalog.streams.map((stream) => `${packageName(catalog)}-${stream.dataStream}`);
  const [pipelineName = ''] = pipelines;
  return fill({
    ...catalogVariables(catalog, [{ title: 'Elastic', cell: name }]),
    package: packageName(catalog),
    pipelineName,
    pipelineFile: `pipelines/${pipelineName}.json`,
    shipperTags: shipperTags(catalog),
    flattened: catalog.streams
      .flatMap((stream) => flattened(catalog, stream))
      .map(markdownCode)
      .join(' and '),
    streams: catalog.streams.map((stream) => streamData(catalog, stream)),
  });
}

function streamData(catalog: Catalog, stream: Stream): Readonly<Record<string, unknown>> {
  return {
    ...streamVariables(catalog, stream, elasticReference(catalog)),
    ...carriedVariables(stream),
    product: escapeMarkdown(catalog.product.name),
    dataset: datasetName(catalog, stream),
    inputs: inputReference(catalog, stream),
    hasUndocumented: marksOf(stream).includes('unknown_field'),
    answers: answersTable(elasticFactNames(catalog, stream), 'Field'),
    classes: classTable(catalog, stream),
    allNotUnderstood: allNotUnderstood(catalog, stream),
    notUnderstood: notUnderstood(catalog, stream),
    audit: audit(catalog, stream),
    exportedFields: exportedFields(catalog, stream),
  };
}

// The pattern that begins a record is long, and the manifest has it.
function inputReference(catalog: Catalog, stream: Stream): string {
  const inputs = dataStreamInputs(catalog, stream, stream.body.form === 'json' ? undefined : 'see the manifest');
  const written = inputs.map(({ vars }) => new Set(vars.map((each) => JSON.stringify(each))));
  const everywhere = (variable: Variable) => written.every((each) => each.has(JSON.stringify(variable)));
  const sections = inputs.map(({ input, title, enabled, vars }) => {
    const state = enabled ? 'switched on' : 'switched off';
    const own = vars.filter((each) => !everywhere(each));
    return `${escapeMarkdown(title)}, input ${markdownCode(input)}, ${state} by default:\n\n${variableTable(own)}`;
  });
  const common = inputs[0]?.vars.filter(everywhere) ?? [];
  return [...sections, `Every input:\n\n${variableTable(common)}`].join('\n');
}

function variableTable(variables: readonly Variable[]): string {
  const rows = variables.map((each) => [markdownCode(each.name), escapeMarkdown(each.title), defaultOf(each), each.description]);
  return markdownTable(['Variable', 'Title', 'Default', 'Meaning'], rows);
}

function defaultOf({ default: value }: Variable): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.map((each) => markdownCode(String(each))).join(', ') : markdownCode(String(value));
}

/** What the Elastic side adds to the event reference: category and kind of a class, `event.type` of an event. */
export function elasticReference(catalog: Catalog): EventReferenceOptions {
  return {
    classNote: (eventClass) => ecsNote(catalog, eventClass),
    columns: [
      {
        title: '`event.type`',
        cell: (meaning, outcome) => eventTypes(meaning, outcome).map(markdownCode).join(', '),
      },
    ],
  };
}

function ecsNote(catalog: Catalog, eventClass: EventClass): string {
  const { kind, category } = classMeaning(catalog, eventClass).ecs;
  const categories = category.length === 0 ? 'no `event.category`' : `\`event.category\` ${category.map(markdownCode).join(', ')}`;
  return `Elastic: ${categories}, \`event.kind\` ${markdownCode(kind)}.`;
}

function classTable(catalog: Catalog, stream: Stream): string {
  const rows = classesInUse(catalog, stream).map((each) => {
    const { ecs, title } = classMeaning(catalog, each);
    return [escapeMarkdown(title), markdownCode(each), ecs.category.map(markdownCode).join(', '), markdownCode(ecs.kind)];
  });
  return markdownTable(['Events', `\`${datasetName(catalog, stream)}.class\``, '`event.category`', '`event.kind`'], rows);
}

function shipperTags(catalog: Catalog): string {
  const masks = catalog.streams.some((stream) => stream.pairs.secrets.length > 0);
  return masks ? 'the tags\n`preserve_original_event` and `mask_secrets`' : 'the tag `preserve_original_event`';
}

function flattened(catalog: Catalog, stream: Stream): readonly string[] {
  return declaredFields(catalog, stream).flatMap(({ path, type }) => (type === 'flattened' ? [path] : []));
}

function audit(catalog: Catalog, stream: Stream): readonly Readonly<Record<string, unknown>>[] {
  return auditSearches(catalog, stream).map(({ title, search, columns, note, esql }) => ({
    title,
    search,
    columns: columns.map(markdownCode).join(', '),
    note: note ?? '',
    esql: esql ?? '',
  }));
}

function exportedFields(catalog: Catalog, stream: Stream): string {
  const rows = declaredFields(catalog, stream).map((field) => [markdownCode(field.path), field.type, escapeMarkdown(field.description)]);
  return markdownTable(['Field', 'Type', 'Description'], rows);
}
