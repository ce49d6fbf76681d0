import { readFieldJson } from '../../field-json.js';
import { JavaMap, type JavaValue, JsonFault } from '../../values.js';
import { illegalArgument, JavaThrowable, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';

/** Processors.json: what the json processor reads. */
function json(value: JavaValue, strict: boolean): JavaValue {
  const read = readFieldJson(value, false, strict);
  if (!(read instanceof JsonFault)) return read;
  throw read.exceptions().reduceRight<JavaThrowable | null>((cause, { className, message }) => {
    return new JavaThrowable(className, message, cause);
  }, null);
}

function jsonInto(map: JavaMap, field: string, strict: boolean): void {
  const value = json(map.get(field), strict);
  if (!(value instanceof JavaMap)) throw illegalArgument('cannot add non-map fields to root of document');
  map.putAll(value);
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw illegalArgument(`Unable to decode [${text}]`);
  }
}

const UNITS: readonly (readonly [string, number])[] = [
  ['pb', 2 ** 50],
  ['tb', 2 ** 40],
  ['gb', 2 ** 30],
  ['mb', 2 ** 20],
  ['kb', 2 ** 10],
  ['p', 2 ** 50],
  ['t', 2 ** 40],
  ['g', 2 ** 30],
  ['m', 2 ** 20],
  ['k', 2 ** 10],
  ['b', 1],
];

/** Processors.bytes: a number and a unit of 1024. */
function bytes(text: string): bigint {
  const read = /^(\d+(?:\.\d+)?)\s*(pb|tb|gb|mb|kb|p|t|g|m|k|b)$/i.exec(text.trim());
  const unit = UNITS.find(([name]) => name === read?.[2]?.toLowerCase())?.[1];
  if (read === null || unit === undefined) {
    throw new JavaThrowable(
      'org.elasticsearch.ElasticsearchParseException',
      `failed to parse setting [Ingest Field] with value [${text}] as a size in bytes: unit is missing or unrecognized`,
    );
  }
  return BigInt(Math.floor(Number(read[1]) * unit));
}

function given<T>(value: T | null): T {
  if (value === null) throw thrown('NullPointerException');
  return value;
}

/** What scripts of pipelines may call of the processors. */
export const processors: ClassSpec = {
  name: 'org.elasticsearch.ingest.common.Processors',
  members: {
    'static long bytes(String)': (text: string | null) => bytes(given(text)),
    'static String lowercase(String)': (text: string | null) => given(text).toLowerCase(),
    'static String uppercase(String)': (text: string | null) => given(text).toUpperCase(),
    'static Object json(Object)': (value: JavaValue) => json(value, true),
    'static Object jsonLenient(Object)': (value: JavaValue) => json(value, false),
    'static void json(Map,String)': (map: JavaMap, field: string) => jsonInto(map, field, true),
    'static void jsonLenient(Map,String)': (map: JavaMap, field: string) => jsonInto(map, field, false),
    'static String urlDecode(String)': (text: string | null) => urlDecode(given(text)),
  },
};
