import type { Catalog, FieldType, Stream } from '../catalog/model.js';

/** What the values of a fact are, as far as it decides how they are compared. */
export type FactKind = 'text' | 'number' | 'hex' | 'address' | 'time' | 'pairs';

// Facts whose values are of one kind in every catalog; those of a field are of the field's type.
const kinds: Readonly<Record<string, FactKind>> = {
  time: 'time',
  pairs: 'pairs',
  'source.address': 'address',
  'source.ip': 'address',
  'destination.address': 'address',
  'destination.ip': 'address',
  'destination.port': 'number',
  'certificate.serial.hex': 'hex',
  'certificate.serial.decimal': 'number',
};

const kindOfType: Readonly<Partial<Record<FieldType, FactKind>>> = {
  int: 'number',
  hex: 'number',
  port: 'number',
  ip: 'address',
  address: 'address',
};

/** Takes the name of a fact and returns what its values are. */
export function kindOf(catalog: Catalog, fact: string): FactKind {
  const known = Object.hasOwn(kinds, fact) ? kinds[fact] : undefined;
  if (known !== undefined) return known;
  const name = fact.startsWith('field.') ? fact.slice('field.'.length) : fact;
  const field = catalog.fields.find((each) => each.name === name);
  return (field === undefined ? undefined : kindOfType[field.type]) ?? 'text';
}

/** Takes one value of a fact as a side states it and returns the one text that stands for it: the values of both sides are compared so. */
export function canonicalText(kind: FactKind, value: string): string {
  switch (kind) {
    case 'number':
      return value.replace(/^(-?)0+(?=[0-9])/, '$1');
    case 'hex':
      return /^0x[0-9a-f]+$/i.test(value) ? value.toLowerCase().replace(/^0x0+(?=[0-9a-f])/, '0x') : value;
    case 'address':
      return shortestAddress(value);
    case 'time':
      return utcMilliseconds(value);
    case 'text':
    case 'pairs':
      return value;
  }
}

// RFC 5952; what is no address stays as it is written.
function shortestAddress(value: string): string {
  if (!value.includes(':') || !/^[0-9A-Fa-f:.]+$/.test(value)) return value;
  const url = `http://[${value}]/`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : value;
}

function utcMilliseconds(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : new Date(time).toISOString();
}

/** Takes whole pairs and returns them by name, those of one name in their order: one side keeps a list of them, the other an object. */
export function canonicalPairs(stream: Stream, pairs: readonly string[]): readonly string[] {
  const nameOf = (pair: string) => pair.split(stream.pairs.assign, 1)[0] ?? '';
  return [...pairs].sort((a, b) => (nameOf(a) === nameOf(b) ? 0 : nameOf(a) < nameOf(b) ? -1 : 1));
}
