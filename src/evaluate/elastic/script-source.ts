import type { Finding, Span } from '../../diagnostics/finding.js';
import type { ConfigPlace } from './config-place.js';
import type { IngestDocument } from './ingest-document.js';
import { IngestFailure } from './ingest-failure.js';
import { running } from './java-pattern.js';
import { compilePainless, PainlessError, type PainlessScript } from './painless/painless-script.js';
import { type ProcessorOptions, Unsupported } from './processor-options.js';
import { JavaMap, type JavaValue, OtherList, textOf } from './values.js';

/** A script of a pipeline, ready to run on a document. */
export type RunScript = (document: IngestDocument) => JavaValue;

const SCRIPT_OPTIONS = ['source', 'id', 'lang', 'params', 'options'];

/**
 * Reads a script as the options of a processor hold it: `source` with `lang` and `params`. A stored script (`id`) stands in no file.
 * `name` is the option that holds all of it, undefined for the `script` processor, whose options are the script itself.
 */
export function scriptSource(options: ProcessorOptions, definition: JavaMap, kind: 'script' | 'condition', name?: string): RunScript {
  checkMembers(options, definition, name);
  const place = name === undefined ? options.place : options.place.at(name);
  if (definition.get('source') !== null && definition.get('id') !== null) {
    throw new Unsupported('a script with both `source` and `id`', place.at('id').key());
  }
  if (definition.has('params') && !(definition.get('params') instanceof JavaMap)) {
    throw new Unsupported('a script whose `params` are no mapping', place.at('params').value());
  }
  const source = definition.get('source');
  if (source === null) {
    if (definition.get('id') !== null) throw new Unsupported('a stored script', place.at('id').value());
    const reason = 'must specify either [source] for an inline script or [id] for a stored script';
    throw options.refused(parseFailure('java.lang.IllegalArgumentException', 'illegal_argument_exception', reason), name);
  }
  if (typeof source !== 'string') throw new Unsupported('a script that is no text', place.at('source').value());
  checkLanguage(options, definition, place);
  // A text of many lines has no place that is found fast; its key has.
  const span = name === undefined || options.holds(name) ? place.at('source').key() : place.value();
  const compiled = compilePainless(source, kind, span, options.engine);
  if (compiled.script === undefined) throw new ScriptFindings(compiled.findings);
  const params = paramsOf(definition);
  const { script } = compiled;
  if (kind === 'script') return (document) => run(script, document, params, span, document.ctx);
  const onCopy: RunScript = (document) => run(script, document, params, span, readOnly(document.ctx));
  if (mayChange.test(source)) return onCopy;
  return (document) => {
    try {
      return run(script, document, params, span, document.ctx);
    } catch (fault) {
      // Its text may name the class of what the condition is shown.
      if (fault instanceof PainlessError) return onCopy(document);
      throw fault;
    }
  };
}

/** Thrown while a definition is read: the script does not compile; the findings say where in it. */
export class ScriptFindings {
  constructor(readonly findings: readonly Finding[]) {}
}

function run(script: PainlessScript, document: IngestDocument, params: JavaMap, span: Span, ctx: JavaMap): JavaValue {
  document.at = span;
  running(document, span);
  return script.run(ctx, params, { now: document.now });
}

/** Whether a condition could change the document: it assigns, or calls a method that may. Most do neither, and need no copy. */
const mayChange = /(?:^|[^=!<>])=(?![=~])|\+\+|--|\b(?:put|add|remove|clear|set|sort|replace|compute|merge|retain)\w*\s*\(/;

/** How the names of the classes begin that a condition is shown maps and lists by. */
const SHOWN = 'org.elasticsearch.ingest.ConditionalProcessor$UnmodifiableIngest';

const NO_CHANGE = 'Mutating ingest documents in conditionals is not supported';

/** The document as a condition sees it there: a change is an error. */
function readOnly(ctx: JavaMap): JavaMap {
  const copy = frozen(ctx);
  return copy instanceof JavaMap ? copy : ctx;
}

function frozen(value: JavaValue): JavaValue {
  if (Array.isArray(value)) return OtherList.holding(value.map(frozen), `${SHOWN}List`, 'none');
  if (!(value instanceof JavaMap)) return value;
  const copy = new JavaMap(value.kind);
  for (const [key, each] of value) copy.put(key, frozen(each));
  copy.frozen = NO_CHANGE;
  copy.wrapper = `${SHOWN}Data`;
  return copy;
}

function checkMembers(options: ProcessorOptions, definition: JavaMap, name: string | undefined): void {
  const unknown = definition
    .keys()
    .map(textOf)
    .find((key) => !SCRIPT_OPTIONS.includes(key));
  if (unknown === undefined) return;
  const place = name === undefined ? options.place : options.place.at(name);
  throw new Unsupported(`the member \`${unknown}\` of a script`, place.at(unknown).key());
}

function checkLanguage(options: ProcessorOptions, definition: JavaMap, place: ConfigPlace): void {
  const language = definition.get('lang');
  if (language === null || language === 'painless') return;
  if (language === 'mustache' || language === 'expression')
    throw new Unsupported(`a script in the language ${language}`, place.at('lang').value());
  const reason = `script_lang not supported [${textOf(language)}]`;
  throw options.refused(parseFailure('java.lang.IllegalArgumentException', 'illegal_argument_exception', reason), 'lang');
}

function parseFailure(className: string, type: string, reason: string): IngestFailure {
  return new IngestFailure('exception', `${className}: ${reason}`, new IngestFailure(type, reason));
}

function paramsOf(definition: JavaMap): JavaMap {
  const params = definition.get('params');
  // They go through JSON there, which makes maps that grow as they are filled.
  const made = params instanceof JavaMap ? (refilled(params) as JavaMap) : new JavaMap();
  // What Java's Collections.unmodifiableMap says.
  made.frozen = null;
  return made;
}

function refilled(value: JavaValue): JavaValue {
  if (Array.isArray(value)) return value.map(refilled);
  return value instanceof JavaMap ? JavaMap.of([...value].map(([key, each]) => [key, refilled(each)] as const)) : value;
}
