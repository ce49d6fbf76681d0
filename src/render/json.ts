import { Unwritable } from './unwritable.js';

/**
 * Takes a value of plain objects, lists, strings, numbers, booleans and null, returns JSON in four-space layout with a final newline.
 * U+2028 and U+2029 are written as escapes, as other JSON writers do. Throws on a value that JSON cannot hold.
 */
export function renderJson(value: unknown): string {
  const text = JSON.stringify(value, refuseLoss, 4);
  if (text === undefined) throw new Unwritable('no JSON for undefined');
  return `${text.replace(/[\u2028\u2029]/g, (each) => `\\u${each.charCodeAt(0).toString(16)}`)}\n`;
}

function refuseLoss(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Unwritable(`no JSON for ${value} at ${key}`);
  if (typeof value === 'function' || typeof value === 'symbol') throw new Unwritable(`no JSON for a ${typeof value} at ${key}`);
  return value;
}
