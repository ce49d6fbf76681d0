import { byteSize, wholeByteSize } from '../byte-size.js';
import { documentPath } from '../document-path.js';
import { castTo, type IngestDocument } from '../ingest-document.js';
import { illegalArgument, nullPointer } from '../ingest-failure.js';
import { javaTrim } from '../java-trim.js';
import type { ProcessorDefinition, Step } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { urlDecoded } from '../url-decoder.js';
import { classNameOf, type JavaValue, textOf } from '../values.js';

/** The options of every processor that makes a text of a text. */
export const TEXT_OPTIONS = { field: {}, target_field: {}, ignore_missing: {} } as const;

/**
 * A processor that turns a text, or each text of a list, into something else
 * (org.elasticsearch.ingest.common.AbstractStringProcessor of 8.19).
 */
export function eachText(options: ProcessorOptions, turn: (text: string, document: IngestDocument) => JavaValue): Step {
  const field = options.text('field');
  const from = documentPath(field);
  const to = documentPath(options.text('target_field', field));
  const ignoreMissing = options.flag('ignore_missing');
  return (document) => {
    const value = document.getOrNull(from, ignoreMissing);
    if (value === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field}] is null, cannot process it.`);
    }
    if (typeof value === 'string') document.set(to, turn(value, document));
    else if (Array.isArray(value))
      document.set(
        to,
        value.map((each) => turn(textInList(each, field), document)),
      );
    else castTo(value, field, 'java.lang.String');
  };
}

function textInList(value: JavaValue, field: string): string {
  if (typeof value === 'string') return value;
  if (value === null) throw nullPointer('Cannot invoke "Object.getClass()" because "value" is null');
  throw illegalArgument(
    `value [${textOf(value)}] of type [${classNameOf(value)}] in list field [${field}] cannot be cast to [java.lang.String]`,
  );
}

/** `lowercase`: https://www.elastic.co/docs/reference/enrich-processor/lowercase-processor */
export const lowercase: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, (text) => text.toLowerCase()),
};

/** `uppercase`: https://www.elastic.co/docs/reference/enrich-processor/uppercase-processor */
export const uppercase: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, (text) => text.toUpperCase()),
};

/** `trim`: https://www.elastic.co/docs/reference/enrich-processor/trim-processor. Java's trim knows characters up to a blank. */
export const trim: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, javaTrim),
};

/** `urldecode`: https://www.elastic.co/docs/reference/enrich-processor/urldecode-processor */
export const urldecode: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, urlDecoded),
};

/** `bytes`: https://www.elastic.co/docs/reference/enrich-processor/bytes-processor */
export const bytes: ProcessorDefinition = {
  options: TEXT_OPTIONS,
  targets: ['target_field', 'field'],
  create: (options) => eachText(options, options.engine === 'elasticsearch' ? byteSize : wholeByteSize),
};
