import { JavaThrowable } from './painless/throwable.js';
import { type JavaValue, JsonFault, readJson, textOf } from './values.js';

/**
 * What the json processor and Processors.json of scripts read of a field: the value of its text; of a text without one, null. Throws
 * Java's exceptions, each the cause of the one before it, where the text is no JSON.
 */
export function readFieldJson(value: JavaValue, allowDuplicates: boolean, isStrict: boolean): JavaValue {
  const read = readJson(textOf(value), {
    duplicates: allowDuplicates ? 'last' : 'fail',
    trailing: isStrict ? 'fail' : 'ignore',
    empty: 'null',
  });
  if (!(read instanceof JsonFault)) return read;
  throw read.exceptions().reduceRight<JavaThrowable | null>((cause, { className, message }) => {
    return new JavaThrowable(className, message, cause);
  }, null);
}
