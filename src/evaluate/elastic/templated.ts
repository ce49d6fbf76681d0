import { type DocumentPath, documentPath } from './document-path.js';
import type { IngestDocument } from './ingest-document.js';
import { type FailureDetails, IngestFailure } from './ingest-failure.js';
import { compileTemplate, type Escaping, MEDIA_TYPES, TemplateFault } from './mustache.js';
import type { Lookup } from './mustache-scopes.js';
import type { TextSource, ValueSource } from './processor.js';
import type { ProcessorOptions } from './processor-options.js';
import { JavaMap, type JavaValue, textOf } from './values.js';

/** A text that is written as it is unless it holds `{{`: then it is a template. */
export function textSource(options: ProcessorOptions, name: string, text: string, escaping: Escaping = 'application/json'): TextSource {
  if (!text.includes('{{')) return () => text;
  const template = compileTemplate(text, escaping);
  if (template instanceof TemplateFault) throw rejectedTemplate(options, name, text, template);
  return (document) => template.render(modelOf(document));
}

/** A path that may be a template. */
export function pathSource(options: ProcessorOptions, name: string, text: string): (document: IngestDocument) => DocumentPath {
  if (!text.includes('{{')) {
    const path = documentPath(text);
    return () => path;
  }
  const source = textSource(options, name, text);
  return (document) => documentPath(source(document));
}

/** A value whose texts, at any depth, may be templates; keys of mappings too. Each document gets its own copy. */
export function valueSource(options: ProcessorOptions, name: string, value: JavaValue, escaping: Escaping): ValueSource {
  if (typeof value === 'string') return textSource(options, name, value, escaping);
  if (Array.isArray(value)) {
    const items = value.map((each) => valueSource(options, name, each, escaping));
    return (document) => items.map((item) => item(document));
  }
  if (!(value instanceof JavaMap)) return () => value;
  const members = [...value].map(
    ([key, each]) => [textSource(options, name, textOf(key), escaping), valueSource(options, name, each, escaping)] as const,
  );
  return (document) => {
    const made = JavaMap.withRoomFor(members.length);
    for (const [key, each] of members) made.put(key(document), each(document));
    return made;
  };
}

/** The option `media_type`: how values are escaped. */
export function escapingOf(options: ProcessorOptions): Escaping {
  const mediaType = options.text('media_type', 'application/json');
  const known = MEDIA_TYPES.find((each) => each === mediaType);
  if (known === undefined) throw options.rejected('media_type', `property does not contain a supported media type [${mediaType}]`);
  return known as Escaping;
}

function rejectedTemplate(options: ProcessorOptions, name: string, text: string, fault: TemplateFault): unknown {
  const details: FailureDetails = [
    ['script_stack', []],
    ['script', text],
    ['lang', 'mustache'],
  ];
  return options.refused(new IngestFailure('script_exception', fault.reason, new IngestFailure(fault.type, fault.reason), details), name);
}

/** What a template sees: the fields, the metadata, `_source` and `_ingest`. */
function modelOf(document: IngestDocument): Lookup {
  return {
    has: (name) => name === '_ingest' || name === '_source' || document.ctx.has(name),
    get(name) {
      if (name === '_ingest') return document.ingest;
      return name === '_source' ? document.ctx : document.ctx.get(name);
    },
  };
}
