import { documentPath } from '../document-path.js';
import { readFieldJson } from '../field-json.js';
import { illegalArgument } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import { JavaMap } from '../values.js';

/** `json`: https://www.elastic.co/docs/reference/enrich-processor/json-processor */
export const json: ProcessorDefinition = {
  options: {
    field: {},
    target_field: {},
    add_to_root: {},
    add_to_root_conflict_strategy: { only: 'elasticsearch' },
    allow_duplicate_keys: { only: 'elasticsearch' },
    strict_json_parsing: { only: 'elasticsearch' },
  },
  targets: ['target_field', 'field'],
  create(options) {
    const field = options.text('field');
    const target = options.optionalText('target_field');
    const addToRoot = options.flag('add_to_root');
    const allowDuplicates = options.flag('allow_duplicate_keys');
    const strategy = options.optionalText('add_to_root_conflict_strategy');
    const isStrict = options.engine === 'elasticsearch' && options.flag('strict_json_parsing', true);
    if (strategy !== undefined && !addToRoot) {
      throw options.rejected('add_to_root_conflict_strategy', 'Cannot set `add_to_root_conflict_strategy` if `add_to_root` is false');
    }
    if (strategy !== undefined && strategy !== 'replace' && strategy !== 'merge') {
      throw options.rejected('add_to_root_conflict_strategy', `conflict strategy [${strategy}] not supported, cannot convert field.`);
    }
    if (addToRoot && target !== undefined) {
      throw options.rejected('target_field', 'Cannot set a target field while also setting `add_to_root` to true');
    }
    const from = documentPath(field);
    const to = documentPath(target ?? field);
    return (document) => {
      // OpenSearch takes a field that is missing for null where the object goes to the root.
      const isLax = addToRoot && options.engine === 'opensearch';
      const value = readFieldJson(document.getOrNull(from, isLax), allowDuplicates, isStrict);
      if (!addToRoot) document.set(to, value);
      else if (!(value instanceof JavaMap)) throw illegalArgument('cannot add non-map fields to root of document');
      else if (strategy === 'merge') merge(document.ctx, value);
      else document.ctx.putAll(value);
    };
  },
};

function merge(target: JavaMap, source: JavaMap): void {
  for (const [key, value] of source) {
    const present = target.get(key);
    if (present instanceof JavaMap && value instanceof JavaMap) merge(present, value);
    else target.put(key, value);
  }
}
