import { byteSize, wholeByteSize } from '../../byte-size.js';
import { readFieldJson } from '../../field-json.js';
import { urlDecoded } from '../../url-decoder.js';
import { JavaMap, type JavaValue } from '../../values.js';
import { illegalArgument, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';

function jsonInto(map: JavaMap, field: string, strict: boolean): void {
  const value = readFieldJson(map.get(field), false, strict);
  if (!(value instanceof JavaMap)) throw illegalArgument('cannot add non-map fields to root of document');
  map.putAll(value);
}

function given<T>(value: T | null): T {
  if (value === null) throw thrown('NullPointerException');
  return value;
}

/** What scripts of pipelines may call of the processors. */
export const processors: ClassSpec = {
  name: 'org.elasticsearch.ingest.common.Processors',
  members: {
    'static long bytes(String)': (text: string | null) => byteSize(given(text)),
    'static String lowercase(String)': (text: string | null) => given(text).toLowerCase(),
    'static String uppercase(String)': (text: string | null) => given(text).toUpperCase(),
    'static Object json(Object)': (value: JavaValue) => readFieldJson(value, false, true),
    'static Object jsonLenient(Object)': (value: JavaValue) => readFieldJson(value, false, false),
    'static void json(Map,String)': (map: JavaMap, field: string) => jsonInto(map, field, true),
    'static void jsonLenient(Map,String)': (map: JavaMap, field: string) => jsonInto(map, field, false),
    'static String urlDecode(String)': (text: string | null) => urlDecoded(given(text)),
  },
  // It reads no fractions of bytes, and what stands behind a value of JSON it does not look at.
  openSearch: {
    'static long bytes(String)': (text: string | null) => wholeByteSize(given(text)),
    'static Object json(Object)': (value: JavaValue) => readFieldJson(value, false, false),
    'static void json(Map,String)': (map: JavaMap, field: string) => jsonInto(map, field, false),
    'static Object jsonLenient(Object)': null,
    'static void jsonLenient(Map,String)': null,
  },
};
