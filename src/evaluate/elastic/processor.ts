import type { Span } from '../../diagnostics/finding.js';
import type { IngestDocument } from './ingest-document.js';
import type { Engine, OptionTable, ProcessorOptions } from './processor-options.js';
import type { JavaMap, JavaValue } from './values.js';

/** Does to a document what a processor does; throws an IngestFailure where Elasticsearch's processor fails. */
export type Step = (document: IngestDocument) => void;

/** What a processor may ask for while its definition is read. */
export interface ProcessorContext {
  readonly engine: Engine;
  /** Reads the definition of a processor inside a processor. */
  nested(definition: JavaMap, options: ProcessorOptions, name: string): Step;
  /** Runs another pipeline on a document. */
  runPipeline(document: IngestDocument, name: string): void;
  hasPipeline(name: string): boolean;
  /** Remembers that a pipeline is named at a place, so that one that is not there can be told. */
  pipelineNamed(name: string, span: Span): void;
  /** Tells of something that the user should know before the pipeline runs. */
  warn(message: string, span: Span): void;
}

/** One type of processor: what `_ingest/pipeline` knows under a name. */
export interface ProcessorDefinition {
  readonly options: OptionTable;
  /** Which engine has it; both, where nothing is said. */
  readonly only?: Engine;
  /** What differs from the engine, for the table of what is supported. */
  readonly note?: string;
  /** Something that the note names is missing. */
  readonly isPartial?: boolean;
  readonly create: (options: ProcessorOptions, context: ProcessorContext) => Step;
  /** The options that name a field that is written; the first that is given counts. */
  readonly targets?: readonly string[];
  /** The field that is written where no option names one. */
  readonly defaultTarget?: string;
  /** Fields that are written without being named by an option; a `*` stands for any. */
  readonly writes?: (config: JavaMap) => readonly string[];
}

/** A text of a definition that may be a template. */
export type TextSource = (document: IngestDocument) => string;

/** A value of a definition that may hold templates. */
export type ValueSource = (document: IngestDocument) => JavaValue;
