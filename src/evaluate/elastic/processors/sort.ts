import { documentPath } from '../document-path.js';
import { castTo } from '../ingest-document.js';
import { classCast, IngestFailure, illegalArgument } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import { classNameOf, compareValues, Incomparable, JavaMap, type JavaValue } from '../values.js';

/** `sort`: https://www.elastic.co/docs/reference/enrich-processor/sort-processor */
export const sort: ProcessorDefinition = {
  options: { field: {}, order: {}, target_field: {} },
  targets: ['target_field', 'field'],
  create(options) {
    const field = options.text('field');
    const from = documentPath(field);
    const to = documentPath(options.text('target_field', field));
    const order = options.text('order', 'asc');
    if (order !== 'asc' && order !== 'desc') {
      throw options.rejected('order', `Sort direction [${order}] not recognized. Valid values are: [asc, desc]`);
    }
    return (document) => {
      const list = castTo(document.get(from), field, 'java.util.List');
      if (!Array.isArray(list)) throw illegalArgument(`field [${field}] is null, cannot sort.`);
      const sorted = [...list].sort(order === 'asc' ? compare : (a, b) => compare(b, a));
      document.set(to, sorted);
    };
  },
};

/** Comparable.compareTo, called by Java with the later element first. */
function compare(a: JavaValue, b: JavaValue): number {
  if (a === null || b === null) throw nullElement(a ?? b);
  for (const each of [b, a]) {
    if (Array.isArray(each) || each instanceof JavaMap) throw classCast(classNameOf(each), 'java.lang.Comparable');
  }
  try {
    return compareValues(a, b);
  } catch (error) {
    if (error instanceof Incomparable) throw classCast(classNameOf(error.right), classNameOf(error.left));
    throw error;
  }
}

const NULL_TEXTS: Readonly<Record<string, string>> = {
  'java.lang.Integer': 'Cannot read field "value" because "anotherInteger" is null',
  'java.lang.Long': 'Cannot read field "value" because "anotherLong" is null',
  'java.lang.Double': 'Cannot read field "value" because "anotherDouble" is null',
  'java.lang.String': 'Cannot read field "value" because "anotherString" is null',
  'java.lang.Boolean': 'Cannot read field "value" because "b" is null',
};

function nullElement(other: JavaValue): IngestFailure {
  return new IngestFailure('null_pointer_exception', NULL_TEXTS[classNameOf(other)] ?? null);
}
