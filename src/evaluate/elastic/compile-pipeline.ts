import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { type RunnableProcessor, runCompound } from './compound.js';
import type { ConfigPlace } from './config-place.js';
import { elasticCodes } from './elastic-codes.js';
import type { IngestDocument } from './ingest-document.js';
import { classCast, IngestFailure, nullPointer } from './ingest-failure.js';
import type { ProcessorContext, Step } from './processor.js';
import { configClass, type Engine, type OptionTable, ProcessorOptions, Rejection, Unsupported } from './processor-options.js';
import { OPENSEARCH_REFUSED, PROCESSORS, REFUSED_PROCESSORS } from './processors/index.js';
import { ScriptFindings, scriptSource } from './script-source.js';
import { classNameOf, JavaMap, type JavaValue, textOf } from './values.js';

/** What pipelines of one reader share. */
export interface PipelineSet {
  readonly engine: Engine;
  has(name: string): boolean;
  run(document: IngestDocument, name: string): void;
}

/** A definition as it stands in a file. */
export interface PipelineDefinition {
  readonly name: string;
  readonly definition: JavaMap;
  readonly place: ConfigPlace;
}

export interface Compiled {
  readonly step: Step | undefined;
  readonly findings: readonly Finding[];
  /** Pipelines that this one names, and where. */
  readonly named: readonly { readonly name: string; readonly span: Span }[];
}

/** The options that every processor has, whatever its type. */
export const COMMON_OPTIONS = ['tag', 'description', 'if', 'ignore_failure', 'on_failure'] as const;

const COMMON_TABLE: OptionTable = Object.fromEntries(COMMON_OPTIONS.map((name) => [name, {}]));

/** What a pipeline may say of itself. */
const PIPELINE_TABLE: OptionTable = {
  description: {},
  version: {},
  _meta: { only: 'elasticsearch' },
  deprecated: { only: 'elasticsearch' },
  processors: {},
  on_failure: {},
};

/** Reads the definition of a pipeline into what it does to a document. All mistakes are told, not only the first as Elasticsearch does. */
export function compilePipeline(pipeline: PipelineDefinition, set: PipelineSet): Compiled {
  const compiler = new PipelineCompiler(set);
  const step = compiler.pipeline(pipeline);
  return { step, findings: compiler.findings, named: compiler.named };
}

class PipelineCompiler implements ProcessorContext {
  readonly findings: Finding[] = [];
  readonly named: { readonly name: string; readonly span: Span }[] = [];

  constructor(private readonly set: PipelineSet) {}

  get engine(): Engine {
    return this.set.engine;
  }

  runPipeline(document: IngestDocument, name: string): void {
    this.set.run(document, name);
  }

  hasPipeline(name: string): boolean {
    return this.set.has(name);
  }

  pipelineNamed(name: string, span: Span): void {
    this.named.push({ name, span });
  }

  warn(message: string, span: Span): void {
    this.findings.push(finding(elasticCodes['pipeline-absent'], { message, span }));
  }

  pipeline({ name, definition, place }: PipelineDefinition): Step | undefined {
    return this.guarded(() => {
      const options = new ProcessorOptions(undefined, null, definition, place, PIPELINE_TABLE, this.engine);
      options.optionalText('description');
      options.optionalInteger('version');
      options.optionalMap('_meta');
      options.optionalFlag('deprecated');
      const processors = this.processors(options.list('processors'), place.at('processors'));
      const onFailure = options.optionalList('on_failure');
      const handlers = onFailure === undefined ? [] : this.processors(onFailure, place.at('on_failure'));
      if (onFailure !== undefined && onFailure.length === 0) {
        throw rejection(`pipeline [${name}] cannot have an empty on_failure option defined`, place.at('on_failure').key());
      }
      options.end(`pipeline [${name}]`);
      return (document: IngestDocument) => runCompound(document, processors, handlers, false);
    });
  }

  nested(definition: JavaMap, options: ProcessorOptions, name: string): Step {
    const made = this.processor(definition, options.place.at(name));
    return made === undefined ? () => undefined : made.step;
  }

  private processors(list: readonly JavaValue[], place: ConfigPlace): RunnableProcessor[] {
    return list.flatMap((each, index) => {
      if (each instanceof JavaMap) return this.processorsOf(each, place.at(index));
      this.findings.push(foundRejection(notAMap(each, place.at(index).value())));
      return [];
    });
  }

  /** An item of a list of processors: one mapping may hold several, in the order of Java's HashMap. */
  private processorsOf(item: JavaMap, place: ConfigPlace): RunnableProcessor[] {
    return item.keys().flatMap((type) => {
      const one = JavaMap.of([[type, item.get(type)]]);
      const made = this.processor(one, place);
      return made === undefined ? [] : [made];
    });
  }

  private processor(item: JavaMap, place: ConfigPlace): RunnableProcessor | undefined {
    return this.guarded(() => this.read(item, place));
  }

  private read(item: JavaMap, place: ConfigPlace): RunnableProcessor {
    const type = textOf(item.keys()[0] ?? null);
    const own = place.at(type);
    const config = configOf(type, item.get(type), own);
    const common = new ProcessorOptions(undefined, null, config, own, COMMON_TABLE, this.engine);
    const tag = common.optionalText('tag') ?? null;
    const ignoreFailure = common.flag('ignore_failure');
    common.optionalText('description');
    const definition = this.definitionOf(type, tag, own);
    const onFailure = common.optionalList('on_failure');
    const handlers = onFailure === undefined ? [] : this.processors(onFailure, own.at('on_failure'));
    const options = new ProcessorOptions(type, tag, config, own, definition.options, this.engine, COMMON_OPTIONS);
    if (onFailure !== undefined && onFailure.length === 0) throw options.rejected('on_failure', 'processors list cannot be empty');
    const step = definition.create(options, this);
    options.end();
    const inner: RunnableProcessor = { type, tag, step };
    const isCompound = handlers.length > 0 || ignoreFailure;
    const compound: Step = isCompound ? (document) => runCompound(document, [inner], handlers, ignoreFailure) : step;
    return this.conditional(options, config, { type, tag, step: compound });
  }

  private conditional(options: ProcessorOptions, config: JavaMap, inner: RunnableProcessor): RunnableProcessor {
    const condition = config.get('if');
    if (condition === null) return inner;
    if (typeof condition !== 'string' && !(condition instanceof JavaMap)) throw wrongCondition(condition, options.place.at('if'));
    const holder = condition instanceof JavaMap ? condition : JavaMap.of([['source', condition]]);
    const isTrue = scriptSource(options, holder, 'condition', 'if');
    const { step } = inner;
    return {
      type: 'conditional',
      tag: inner.tag,
      step: (document) => {
        if (isTrue(document) === true) step(document);
      },
    };
  }

  private definitionOf(type: string, tag: string | null, place: ConfigPlace): (typeof PROCESSORS)[string] {
    const other = this.engine === 'opensearch' && Object.hasOwn(OPENSEARCH_REFUSED, type) ? OPENSEARCH_REFUSED[type] : undefined;
    if (other !== undefined) throw new Unsupported(`the processor \`${type}\` (${other})`, place.key());
    const definition = Object.hasOwn(PROCESSORS, type) ? PROCESSORS[type] : undefined;
    if (definition !== undefined && (definition.only === undefined || definition.only === this.engine)) return definition;
    const reason = Object.hasOwn(REFUSED_PROCESSORS, type) ? REFUSED_PROCESSORS[type] : undefined;
    if (reason !== undefined) throw new Unsupported(`the processor \`${type}\` (${reason})`, place.key());
    const details = [['processor_type', type] as const, ...(tag === null ? [] : [['processor_tag', tag] as const])];
    const failure = new IngestFailure('parse_exception', `No processor type exists with name [${type}]`, undefined, details);
    throw new Rejection(failure, place.key());
  }

  private guarded<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (fault) {
      if (fault instanceof Rejection) this.findings.push(foundRejection(fault));
      else if (fault instanceof Unsupported) this.findings.push(fault.finding());
      else if (fault instanceof ScriptFindings) this.findings.push(...fault.findings);
      else throw fault;
      return undefined;
    }
  }
}

function foundRejection({ failure, span }: Rejection): Finding {
  return finding(elasticCodes['pipeline-rejected'], { message: failure.reason ?? failure.type, span, notes: [failure.type] });
}

function rejection(reason: string, span: Span, property?: string): Rejection {
  const details = property === undefined ? [] : [['property_name', property] as const];
  return new Rejection(new IngestFailure('parse_exception', reason, undefined, details), span);
}

function notAMap(value: JavaValue, span: Span): Rejection {
  if (value === null) return new Rejection(nullPointer(null), span);
  return new Rejection(classCast(classNameOf(value), 'java.util.Map'), span);
}

/** A processor is a mapping of options; only `script` may be its source. */
function configOf(type: string, value: JavaValue, place: ConfigPlace): JavaMap {
  if (value instanceof JavaMap) return value;
  if (type === 'script' && typeof value === 'string') return JavaMap.of([['source', value]]);
  if (value === null) throw rejection('processor config cannot be [null]', place.key());
  throw rejection(`property isn't a map, but of type [${configClass(value)}]`, place.value());
}

/** `if` is a script, which Elasticsearch names in the place of the option. */
function wrongCondition(value: JavaValue, place: ConfigPlace): Rejection {
  const reason = `[script] property isn't a map or string, but of type [${configClass(value)}]`;
  return rejection(reason, place.value(), 'script');
}
