import { openDefinitions } from '../../../src/evaluate/elastic/elastic-reader.js';
import { readPipelineFile } from '../../../src/evaluate/elastic/pipeline-file.js';
import { compileExpression } from '../../../src/evaluate/regex/expression.js';
import { casesOf } from '../../evaluate/elastic/engine-cases.js';
import { javaCases } from '../../evaluate/regex/java-cases.js';
import type { Engine } from '../engine.js';
import { elasticsearch8 } from '../engines/ingest-judge.js';
import { judgePipelines } from '../pipeline-answers.js';
import { plainPipelines, type RenderedPipeline, withSlip } from '../rendered-pipelines.js';
import type { Difference, Judged, Row } from '../row.js';
import { mustRun } from '../run-command.js';
import type { Workshop } from '../workshop.js';

/** The expressions are asked of the machine's own Java: since 9 only `\b` has changed, in 19, for which there is a known difference. */
const javaRegex: Engine = {
  id: 'java',
  name: 'java.util.regex',
  version: 'of the machine',
  needs: [{ command: 'javac', args: ['-version'] }],
  recipe: [],
  install: async () => undefined,
};

interface Question {
  readonly pattern: string;
  readonly flags: string;
  readonly text: string;
}

export const java: Row = {
  id: 'java',
  title: 'Expressions and dates of Java',
  engines: [javaRegex, elasticsearch8],
  judge: async (workshop) => [
    await judgeExpressions(
      'published constructs, each over the texts of all',
      everyTextOfEach(javaCases.map((each) => ({ flags: '', ...each }))),
    ),
    await judgeExpressions('expressions of gsub, kv and split in the plain pipelines, over all samples', ofPipelines(workshop)),
    await judgePipelines(workshop, elasticsearch8, 'date formats, each over the texts of all', datePipelines()),
    grokPatterns(plainPipelines(workshop, workshop.built, 'elasticsearch')),
  ],
  saboteurs: [
    {
      breaks: 'our translator is given another expression than java.util.regex',
      noticedAs: /Java says matches 1-3, we say matches 1-2 2-3/,
      judge: async () => [await judgeExpressions('a slip', everyTextOfEach([{ pattern: '\\s+$', flags: '', text: 'a \n' }]), '\\s$')],
    },
    {
      breaks: 'our evaluator is given another date format than java.time',
      noticedAs: /^ISO8601, .* the engine says "error .*we say "\{\\"@timestamp/,
      judge: async (workshop) => {
        const [first] = datePipelines();
        const other = first === undefined ? [] : [{ ...first, definitions: { p: datePipeline('yyyy') } }];
        return [await judgePipelines(workshop, elasticsearch8, 'a slip', other)];
      },
    },
    {
      breaks: 'a pipeline has a processor `grok`, which nothing would hold against joni',
      noticedAs: / grok is in a pipeline/,
      judge: async (workshop) => [
        grokPatterns(withSlip(plainPipelines(workshop, workshop.built, 'elasticsearch'), '{"script":{', '{"grok":{')),
      ],
    },
  ],
};

/** Asks Java for all matches of each expression, and our translator; where it refuses by name there is nothing to differ. */
async function judgeExpressions(what: string, questions: readonly Question[], slip?: string): Promise<Judged> {
  const input = questions.map(({ flags, pattern, text }) => [flags, encoded(pattern), encoded(text)].join('\t')).join('\n');
  const lines = (await mustRun('java', ['test/conformance/judges/java/Expressions.java'], { input: `${input}\n` })).split('\n');
  const differences = questions.flatMap(({ pattern, flags, text }, index): readonly Difference[] => {
    const theirs = lines[index] ?? '';
    const ours = ownMatches({ pattern: slip ?? pattern, flags, text });
    if (ours === undefined || ours === theirs) return [];
    return [
      {
        place: `${JSON.stringify(pattern)} ${flags} on ${JSON.stringify(text.slice(0, 200))}`,
        what: `Java says ${theirs}, we say ${ours}`,
      },
    ];
  });
  return { engine: 'java.util.regex', what, cases: questions.length, differences };
}

/** In the form of Expressions.java; undefined where we refuse. */
function ownMatches({ pattern, flags, text }: Question): string | undefined {
  const { expression } = compileExpression(pattern, 'java', flags);
  if (expression === undefined) return undefined;
  const shown = [...expression.matches(text)].map(
    (match) =>
      ` ${match
        .spans()
        .map((span) => span?.join('-') ?? '-')
        .join(',')}`,
  );
  return `matches${shown.join('')}`;
}

// UTF-16: a text of a case may be half a pair.
function encoded(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('base64');
}

function everyTextOfEach(cases: readonly Question[]): readonly Question[] {
  const texts = [...new Set(cases.map(({ text }) => text))];
  const patterns = new Map(cases.map(({ pattern, flags }) => [`${flags}/${pattern}`, { pattern, flags }]));
  return [...patterns.values()].flatMap((each) => texts.map((text) => ({ ...each, text })));
}

const EXPRESSIONS: Readonly<Record<string, readonly string[]>> = {
  gsub: ['pattern'],
  kv: ['field_split', 'value_split'],
  split: ['separator'],
};

function ofPipelines(workshop: Workshop): readonly Question[] {
  return plainPipelines(workshop, workshop.built, 'elasticsearch').flatMap(({ definitions, documents }) => {
    const patterns = [...new Set(Object.values(definitions).flatMap((definition) => expressionsIn(JSON.parse(definition))))];
    const texts = documents.filter(({ place }) => place.startsWith('sample ')).map(({ text }) => text);
    return patterns.flatMap((pattern) => texts.map((text) => ({ pattern, flags: '', text })));
  });
}

function expressionsIn(definition: unknown): readonly string[] {
  return processorsIn(definition).flatMap(([type, options]) => {
    const own = (EXPRESSIONS[type] ?? []).flatMap((option) => options[option] ?? []);
    return own.filter((pattern) => typeof pattern === 'string');
  });
}

/** Every processor of a pipeline, also those of `foreach` and of failures, with its type. */
function processorsIn(value: unknown): readonly (readonly [type: string, options: Readonly<Record<string, unknown>>])[] {
  if (Array.isArray(value)) return value.flatMap(processorsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: readonly [string, unknown]) => {
    const isProcessor = typeof each === 'object' && each !== null && !Array.isArray(each) && 'tag' in each;
    return [...(isProcessor ? [[name, each as Readonly<Record<string, unknown>>] as const] : []), ...processorsIn(each)];
  });
}

/** What `grok` does with joni, our evaluator refuses by name: no pipeline of ours may need it. */
function grokPatterns(pipelines: readonly RenderedPipeline[]): Judged {
  const processors = pipelines.flatMap(({ title, definitions }) =>
    Object.values(definitions).flatMap((definition) => processorsIn(JSON.parse(definition)).map(([type]) => ({ title, type }))),
  );
  const differences = processors
    .filter(({ type }) => type === 'grok')
    .map(({ title }) => ({ place: title, what: 'grok is in a pipeline, and nothing holds its patterns against joni' }));
  return { engine: 'joni', what: 'processors of the plain pipelines, none of which is `grok`', cases: processors.length, differences };
}

/** Each format of the cases of dates, over each text of them. */
function datePipelines(): readonly RenderedPipeline[] {
  const cases = ['date', 'date2', 'date-java'].flatMap(casesOf);
  const texts = [...new Set(cases.flatMap(({ docs }) => docs.map((doc) => (JSON.parse(doc) as { readonly a?: unknown }).a)))];
  const documents = texts
    .filter((text) => typeof text === 'string')
    .map((text) => ({ place: JSON.stringify(text), text: JSON.stringify({ a: text }) }));
  const formats = new Set(cases.flatMap(({ pipelines }) => formatsIn(pipelines)));
  return [...formats].flatMap((format) => {
    const definition = datePipeline(format);
    const { pipeline } = readPipelineFile({ name: 'p.json', bytes: new TextEncoder().encode(definition) }, 'p');
    const { reader } = openDefinitions(pipeline === undefined ? [] : [pipeline]);
    // What is no format is refused by both, as the cases of the evaluator show.
    return reader === undefined ? [] : [{ title: format, definitions: { p: definition }, reader, documents }];
  });
}

function datePipeline(format: string): string {
  return JSON.stringify({ processors: [{ date: { field: 'a', formats: [format] } }] });
}

function formatsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(formatsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: readonly [string, unknown]) =>
    name === 'formats' && Array.isArray(each) ? each.filter((format) => typeof format === 'string') : formatsIn(each),
  );
}
