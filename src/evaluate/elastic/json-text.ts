import { JavaMap } from './java-map.js';
import { JavaDouble, JavaFloat } from './java-numbers.js';
import type { JavaObject } from './java-object.js';
import { type JavaValue, textOf } from './values.js';

/** Prints a value as Elasticsearch prints JSON: 1.0 stays 1.0, what is no number is a text. */
export function printJson(value: JavaValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (value instanceof JavaMap) return `{${[...value].map(([key, each]) => `${quoted(textOf(key))}:${printJson(each)}`).join(',')}}`;
  if (value instanceof JavaDouble || value instanceof JavaFloat) return Number.isFinite(value.value) ? value.text() : quoted(value.text());
  return isNumber(value) ? value.text() : quoted(value.jsonText());
}

function isNumber(value: JavaObject): boolean {
  return ['java.lang.Short', 'java.lang.Byte', 'java.math.BigInteger', 'java.math.BigDecimal'].includes(value.className);
}

/** Control characters are written with capital hexadecimal digits there; a backslash that is part of the text stands twice. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\\\|\\u00[01][0-9a-f]/g, (found) => {
    return found === '\\\\' ? found : `\\u${found.slice(2).toUpperCase()}`;
  });
}
