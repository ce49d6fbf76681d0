import { type JavaValue, type JsonFault, readJson, textOf } from './values.js';

/** What the json processor and Processors.json of scripts read of a field: the value of its text; of a text without one, null. */
export function readFieldJson(value: JavaValue, allowDuplicates: boolean, isStrict: boolean): JavaValue | JsonFault {
  return readJson(textOf(value), {
    duplicates: allowDuplicates ? 'last' : 'fail',
    trailing: isStrict ? 'fail' : 'ignore',
    empty: 'null',
  });
}
