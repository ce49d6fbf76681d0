import type { Catalog, Field } from '../catalog/model.js';
import { rememberedOf } from '../catalog/remembered.js';
import { anyCharacterOf, type PlaceholderType } from '../pattern/template.js';

// Asked for each value of each line.
const fieldsByName = rememberedOf(({ fields }: Catalog) => new Map(fields.map((field) => [field.name, field])));

/** Returns the field of a catalog that has the name. */
export function fieldNamed(catalog: Catalog, name: string): Field | undefined {
  return fieldsByName(catalog).get(name);
}

/** A value without anything odd in it, of the type of its field; each field has its own, so that a value in the wrong place is seen. */
export function benignValue(catalog: Catalog, field: Field, turn: number): string {
  const code = codeOf(catalog, field, turn);
  if (code !== undefined) return code;
  const at = catalog.fields.indexOf(field) + 1;
  const even = turn % 2 === 0;
  switch (field.type) {
    case 'ip':
      return addressOf(at, even);
    case 'host':
      return `host-${at}.example.com`;
    case 'address':
      return even ? addressOf(at, turn % 4 === 0) : `host-${at}.example.com`;
    case 'port':
      return String(8000 + at);
    case 'host-port':
      return even ? `192.0.2.${at % 250}:${8000 + at}` : `[2001:db8::${at}]:${8000 + at}`;
    case 'serial':
      return even ? `0x${(0xa000 + at).toString(16)}` : String(40_000 + at);
    case 'hex':
      return (0xb000 + at).toString(16);
    case 'int':
      return String(100 + at);
    case 'bool':
      return String(even);
    case 'time':
      return '2026-03-04T09:59:00Z';
    case 'base64':
      return Buffer.from(`${field.name} ${turn}`).toString('base64');
    default:
      return `${lastStep(field.name)}-${1 + (turn % 9)}`;
  }
}

function lastStep(name: string): string {
  return name.split('.').at(-1) ?? name;
}

function addressOf(at: number, four: boolean): string {
  return four ? `192.0.2.${at % 250}` : `2001:db8::${at}`;
}

// Each row of an enumeration has its turn.
function codeOf({ enumerations }: Catalog, { enumeration, type }: Field, turn: number): string | undefined {
  const rows = enumerations.find((each) => each.name === enumeration)?.rows ?? [];
  return type === 'pairs' ? undefined : rows[turn % Math.max(1, rows.length)]?.code;
}

/** Whether a value can stand for a placeholder: of its type, and at its end the text behind it for the first time. */
export function fitsPlaceholder(value: string, { type, after }: { readonly type: PlaceholderType; readonly after: string }): boolean {
  if (value === '' || type === 'time') return false;
  if (after !== '' && `${value}${after}`.indexOf(after) !== value.length) return false;
  return isOfType(value, type);
}

function isOfType(value: string, type: PlaceholderType): boolean {
  if (type === 'text' || type === 'rest') return true;
  if (type === 'int') return /^-?[0-9]+$/.test(value);
  if (type === 'host-port') return /^(?:\[[0-9A-Za-z._:%-]+\]|[0-9A-Za-z._:%-]+):[0-9]{1,5}$/.test(value);
  if (type === 'stamp') return /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[^ \t\r\n]{1,40}$/.test(value);
  return [...value].every((character) => anyCharacterOf(type, character));
}

/** Returns a value for a placeholder, `wanted` where that fits. */
export function placedValue(
  name: string,
  placeholder: { readonly type: PlaceholderType; readonly after: string },
  wanted?: string,
): string {
  const candidates = [
    wanted ?? '',
    `${name}-1`,
    `${name}1`,
    '192.0.2.9:8009',
    '192.0.2.9',
    '2026-03-04T12:00:06+02:00',
    '140',
    'a1',
    '7',
    'x',
  ];
  const value = candidates.find((each) => fitsPlaceholder(each, placeholder));
  if (value === undefined) throw new Error(`no value fits {${name}:${placeholder.type}} before "${placeholder.after}"`);
  return value;
}
