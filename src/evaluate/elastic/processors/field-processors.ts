import { documentPath } from '../document-path.js';
import { castTo, type IngestDocument } from '../ingest-document.js';
import { classCast, IngestFailure, illegalArgument } from '../ingest-failure.js';
import type { ProcessorContext, ProcessorDefinition, Step, ValueSource } from '../processor.js';
import { configClass, type ProcessorOptions } from '../processor-options.js';
import { escapingOf, pathSource, textSource, valueSource } from '../templated.js';
import { classNameOf, deepCopy, JavaMap, type JavaValue, textOf } from '../values.js';

/** `set`: https://www.elastic.co/docs/reference/enrich-processor/set-processor */
export const set: ProcessorDefinition = {
  options: {
    field: {},
    value: {},
    copy_from: { only: 'elasticsearch' },
    override: {},
    ignore_empty_value: {},
    media_type: { only: 'elasticsearch' },
  },
  targets: ['field'],
  create(options) {
    const field = pathSource(options, 'field', options.text('field'));
    const source = setSource(options);
    const override = options.flag('override', true);
    const ignoresEmpty = options.flag('ignore_empty_value');
    return (document) => {
      const path = field(document);
      if (!override && document.has(path) && document.get(path) !== null) return;
      const value = source.read(document, ignoresEmpty);
      if (ignoresEmpty && source.isTemplate && (value === null || value === '')) return;
      document.set(path, value);
    };
  },
};

interface SetSource {
  readonly isTemplate: boolean;
  readonly read: (document: IngestDocument, ignoresEmpty: boolean) => JavaValue;
}

function setSource(options: ProcessorOptions): SetSource {
  const copyFrom = options.engine === 'elasticsearch' ? options.optionalText('copy_from') : undefined;
  if (copyFrom === undefined) {
    const escaping = options.engine === 'elasticsearch' ? escapingOf(options) : 'application/json';
    const value = options.object('value');
    const source = valueSource(options, 'value', value, escaping);
    return { isTemplate: holdsTemplate(value), read: source };
  }
  if (options.value('value') !== undefined) {
    throw options.rejected('copy_from', 'cannot set both `copy_from` and `value` in the same processor');
  }
  options.optionalText('media_type');
  const from = documentPath(copyFrom);
  return { isTemplate: true, read: (document, ignoresEmpty) => deepCopy(document.getOrNull(from, ignoresEmpty)) };
}

/** A literal text is set even where it is empty. */
function holdsTemplate(value: JavaValue): boolean {
  return typeof value === 'string' && value.includes('{{');
}

/** `append`: https://www.elastic.co/docs/reference/enrich-processor/append-processor */
export const append: ProcessorDefinition = {
  options: { field: {}, value: {}, allow_duplicates: {}, media_type: { only: 'elasticsearch' } },
  targets: ['field'],
  create(options) {
    const field = pathSource(options, 'field', options.text('field'));
    const value = options.object('value');
    const allowDuplicates = options.flag('allow_duplicates', true);
    const escaping = options.engine === 'elasticsearch' ? escapingOf(options) : 'application/json';
    const source: ValueSource = valueSource(options, 'value', value, escaping);
    const keepsNew = options.engine === 'opensearch';
    return (document) => {
      const path = field(document);
      const added = source(document);
      // OpenSearch 2.19 compares with what is there, not the new values with each other, where there is nothing yet.
      document.append(path, added, allowDuplicates || (keepsNew && !document.has(path)));
    };
  },
};

/** `remove`: https://www.elastic.co/docs/reference/enrich-processor/remove-processor */
export const remove: ProcessorDefinition = {
  options: { field: {}, keep: { only: 'elasticsearch' }, exclude_field: { only: 'opensearch' }, ignore_missing: {} },
  targets: ['field'],
  create(options) {
    const keepName = options.engine === 'elasticsearch' ? 'keep' : 'exclude_field';
    const fields = pathsOf(options, 'field');
    const keep = pathsOf(options, keepName);
    const isEmpty = keepName === 'keep' ? fields.length + keep.length === 0 : !options.isGiven('field') && !options.isGiven(keepName);
    if (isEmpty) throw noFieldsToRemove(options, keepName);
    if (fields.length > 0 && keep.length > 0) throw twoKindsOfRemoval(options, keepName);
    const ignoreMissing = options.flag('ignore_missing');
    if (keep.length > 0)
      return (document) =>
        keepOnly(
          document,
          keep.map((each) => each(document)),
        );
    const isOpenSearch = options.engine === 'opensearch';
    return (document) => {
      for (const each of fields) {
        const text = each(document);
        if (isOpenSearch && isLeftByOpenSearch(document, text, ignoreMissing)) continue;
        const path = documentPath(text);
        if (ignoreMissing) document.removeIfPresent(path);
        else document.remove(path);
      }
    };
  },
};

function noFieldsToRemove(options: ProcessorOptions, keepName: string): unknown {
  if (keepName === 'keep') return options.rejected('keep', 'or [field] must be specified');
  return options.rejected('field', 'either field or exclude_field must be set');
}

function twoKindsOfRemoval(options: ProcessorOptions, keepName: string): unknown {
  if (keepName === 'keep') return options.rejected('keep', 'and [field] cannot both be used in the same processor');
  return options.rejected('field', 'either field or exclude_field can be set');
}

/** OpenSearch asks first whether the field is there, and guards other metadata than Elasticsearch; true when it is left alone. */
function isLeftByOpenSearch(document: IngestDocument, field: string, ignoreMissing: boolean): boolean {
  if (field === '' && ignoreMissing) return true;
  const path = documentPath(field);
  if (!document.has(path)) {
    if (ignoreMissing) return true;
    throw illegalArgument(field === '' ? 'path cannot be null nor empty' : `field [${field}] doesn't exist`);
  }
  if (['_index', '_version', '_version_type'].includes(field)) throw illegalArgument(`cannot remove metadata field [${field}]`);
  return false;
}

function pathsOf(options: ProcessorOptions, name: string): ((document: IngestDocument) => string)[] {
  const value = options.value(name);
  if (value === undefined) return [];
  const texts = Array.isArray(value) ? value : [value];
  return texts.map((each) => {
    if (typeof each !== 'string') throw notAText(options, name, each);
    return textSource(options, name, each);
  });
}

function notAText(options: ProcessorOptions, name: string, value: JavaValue): unknown {
  const cause = classCast(configClass(value), 'java.lang.String');
  return options.refused(new IngestFailure('exception', `java.lang.ClassCastException: ${cause.reason}`, cause), name);
}

/**
 * Removes all fields but those that are named, those inside them and those around them. A name is that of the path to it: a key with a dot in
 * it is taken for the path that it spells, so that what stands there is removed in its place (Elasticsearch 8.19.13's answer).
 */
function keepOnly(document: IngestDocument, keep: readonly string[]): void {
  const isKept = (name: string): boolean =>
    keep.some((each) => name === each || each.startsWith(`${name}.`) || name.startsWith(`${each}.`));
  for (const name of fieldNames(document.ctx.fields, '')) {
    if (isKept(name)) continue;
    const path = documentPath(name);
    if (document.has(path)) document.remove(path);
  }
}

function fieldNames(map: JavaMap, prefix: string): readonly string[] {
  return [...map.keys()].flatMap((key) => {
    const value = map.get(key);
    const name = prefix + textOf(key);
    return value instanceof JavaMap ? [name, ...fieldNames(value, `${name}.`)] : [name];
  });
}

/** `rename`: https://www.elastic.co/docs/reference/enrich-processor/rename-processor */
export const rename: ProcessorDefinition = {
  options: {
    field: {},
    target_field: {},
    ignore_missing: {},
    override: { only: 'elasticsearch' },
    override_target: { only: 'opensearch' },
  },
  targets: ['target_field'],
  create(options) {
    const field = pathSource(options, 'field', options.text('field'));
    const target = pathSource(options, 'target_field', options.text('target_field'));
    const ignoreMissing = options.flag('ignore_missing');
    const override = options.flag(options.engine === 'elasticsearch' ? 'override' : 'override_target');
    return (document) => {
      const from = field(document);
      if (from.text === '' || !document.hasInRange(from)) {
        if (ignoreMissing) return;
        throw illegalArgument(`field [${from.text}] doesn't exist`);
      }
      const to = target(document);
      if (document.hasInRange(to) && !override) throw illegalArgument(`field [${to.text}] already exists`);
      const value = document.get(from);
      document.remove(from);
      try {
        document.set(to, value);
      } catch (failure) {
        // Nothing is lost: the field goes back to where it was.
        document.set(from, value);
        throw failure;
      }
    };
  },
};

/** `split`'s opposite: https://www.elastic.co/docs/reference/enrich-processor/join-processor */
export const join: ProcessorDefinition = {
  options: { field: {}, separator: {}, target_field: {} },
  targets: ['target_field', 'field'],
  create(options) {
    const field = options.text('field');
    const separator = options.text('separator');
    const from = documentPath(field);
    const to = documentPath(options.text('target_field', field));
    return (document) => {
      const list = castTo(document.get(from), field, 'java.util.List');
      if (!Array.isArray(list)) throw illegalArgument(`field [${field}] is null, cannot join.`);
      if (list.includes(null)) throw new IngestFailure('null_pointer_exception', null);
      document.set(to, list.map(textOf).join(separator));
    };
  },
};

/** `drop`: https://www.elastic.co/docs/reference/enrich-processor/drop-processor */
export const drop: ProcessorDefinition = {
  options: {},
  create: () => (document) => {
    document.dropped = true;
  },
};

/** `terminate`: https://www.elastic.co/docs/reference/enrich-processor/terminate-processor */
export const terminate: ProcessorDefinition = {
  options: {},
  only: 'elasticsearch',
  create: () => (document) => {
    document.terminated = true;
  },
};

/** `fail`: https://www.elastic.co/docs/reference/enrich-processor/fail-processor */
export const fail: ProcessorDefinition = {
  options: { message: {} },
  create(options) {
    const message = textSource(options, 'message', options.text('message'));
    return (document) => {
      throw new IngestFailure('fail_processor_exception', message(document));
    };
  },
};

/** `pipeline`: https://www.elastic.co/docs/reference/enrich-processor/pipeline-processor */
export const pipeline: ProcessorDefinition = {
  options: { name: {}, ignore_missing_pipeline: { only: 'elasticsearch' } },
  create(options, context) {
    const written = options.text('name');
    const name = textSource(options, 'name', written);
    const ignoreMissing = options.flag('ignore_missing_pipeline');
    if (!written.includes('{{') && !ignoreMissing) context.pipelineNamed(written, options.span('name'));
    return (document) => {
      const asked = name(document);
      if (context.hasPipeline(asked)) context.runPipeline(document, asked);
      else if (!ignoreMissing) {
        throw new IngestFailure('illegal_state_exception', `Pipeline processor configured for non-existent pipeline [${asked}]`);
      }
    };
  },
};

/** `foreach`: https://www.elastic.co/docs/reference/enrich-processor/foreach-processor */
export const foreach: ProcessorDefinition = {
  options: { field: {}, processor: {}, ignore_missing: {} },
  create(options, context) {
    const field = options.text('field');
    const definition = options.map('processor');
    if (definition.size !== 1) throw options.rejected('processor', 'Must specify exactly one processor type');
    const step = context.nested(definition, options, 'processor');
    const ignoreMissing = options.flag('ignore_missing');
    const path = documentPath(field);
    return (document) => {
      const value = document.getOrNull(path, ignoreMissing);
      if (value === null) {
        if (ignoreMissing) return;
        throw illegalArgument(`field [${field}] is null, cannot loop over its elements.`);
      }
      if (Array.isArray(value)) document.set(path, eachItem(document, value, step));
      else if (value instanceof JavaMap && context.engine === 'elasticsearch') document.set(path, eachMember(document, value, step));
      else throw notIterable(field, value, context);
    };
  },
};

function notIterable(field: string, value: JavaValue, context: ProcessorContext): IngestFailure {
  if (context.engine === 'opensearch') {
    castTo(value, field, 'java.util.List');
  }
  return illegalArgument(`field [${field}] of type [${classNameOf(value)}] cannot be cast to a list or map`);
}

function eachItem(document: IngestDocument, list: readonly JavaValue[], step: Step): JavaValue[] {
  const made: JavaValue[] = [];
  for (const each of [...list]) {
    holding(document, '_value', each, () => {
      runInner(document, step);
      made.push(document.ingest.get('_value'));
    });
    if (document.terminated) {
      made.push(...list.slice(made.length));
      break;
    }
  }
  return made;
}

function eachMember(document: IngestDocument, map: JavaMap, step: Step): JavaMap {
  const made = new JavaMap();
  for (const [key, each] of [...map]) {
    holding(document, '_value', each, () =>
      holding(document, '_key', key, () => {
        runInner(document, step);
        made.put(document.ingest.get('_key'), document.ingest.get('_value'));
      }),
    );
  }
  return made;
}

function runInner(document: IngestDocument, step: Step): void {
  step(document);
  if (!document.dropped || document.engine === 'opensearch') return;
  document.dropped = false;
  const reason = 'Cannot invoke "org.elasticsearch.ingest.IngestDocument.getIngestMetadata()" because "ingestDocument" is null';
  throw new IngestFailure('null_pointer_exception', reason);
}

/** Runs something while `_ingest` holds a value under a name; then what stood there before is put back. */
function holding({ ingest }: IngestDocument, name: string, value: JavaValue, run: () => void): void {
  const before = ingest.has(name) ? ingest.get(name) : undefined;
  ingest.put(name, value);
  try {
    run();
  } finally {
    if (before === undefined) ingest.remove(name);
    else ingest.put(name, before);
  }
}

/** `dot_expander`: https://www.elastic.co/docs/reference/enrich-processor/dot-expand-processor */
export const dotExpander: ProcessorDefinition = {
  options: { field: {}, path: {}, override: { only: 'elasticsearch' } },
  create(options) {
    const field = options.text('field');
    checkDots(options, field);
    const path = options.optionalText('path');
    const override = options.flag('override');
    const parent = path === undefined ? undefined : documentPath(path);
    return (document) => {
      const found = parent === undefined ? document.ctx : castTo(document.get(parent), path ?? '', 'java.util.Map');
      if (!(found instanceof JavaMap)) throw new IngestFailure('null_pointer_exception', null);
      const prefix = path === undefined ? '' : `${path}.`;
      const names = field === '*' ? found.keys().map(textOf) : [field];
      for (const name of names) if (name.includes('.') && !isEdge(name)) expand(document, found, prefix, name, override);
    };
  },
};

function isEdge(name: string): boolean {
  return name.startsWith('.');
}

function checkDots(options: ProcessorOptions, field: string): void {
  if (field === '*' && options.engine === 'elasticsearch') return;
  if (!field.includes('.')) {
    const reason =
      options.engine === 'elasticsearch' ? 'field does not contain a dot and is not a wildcard' : 'field does not contain a dot';
    throw options.rejected('field', reason);
  }
  if (field.startsWith('.') || field.endsWith('.')) throw options.rejected('field', "Field can't start or end with a dot");
  if (field.includes('..')) throw options.rejected('field', 'No space between dots');
}

function expand(document: IngestDocument, map: JavaMap, prefix: string, name: string, override: boolean): void {
  const path = documentPath(prefix + name);
  if (document.has(path)) {
    const value = map.get(name);
    if (!map.has(name)) return;
    if (override) document.set(path, value);
    else document.append(path, value, true);
    map.remove(name);
    return;
  }
  if (!map.has(name)) return;
  const dots = [...name].flatMap((character, at) => (character === '.' ? [at] : []));
  for (const at of dots) {
    const above = documentPath(prefix + name.slice(0, at));
    if (document.has(above) && !(document.get(above) instanceof JavaMap)) {
      throw illegalArgument(`cannot expand [${name}], because [${above.text}] is not an object field, but a value field`);
    }
  }
  const value = map.remove(name);
  document.set(path, value);
}
