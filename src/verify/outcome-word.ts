import type { Catalog, Stream } from '../catalog/model.js';
import type { OutcomeRead } from '../catalog/rows.js';

/** Returns a word of the outcome as its enumeration writes it, each in its turn. */
export function outcomeWord(catalog: Catalog, stream: Stream, says: OutcomeRead, turn: number): string {
  const { outcome } = stream;
  const field = catalog.fields.find((each) => each.name === outcome?.from);
  const codes = catalog.enumerations.find((each) => each.name === field?.enumeration)?.rows.map((row) => row.code) ?? [];
  const [success, failure] = [outcome?.success ?? [], outcome?.failure ?? []];
  const listed = says === 'success' ? success : failure;
  const known = [...success, ...failure];
  const words =
    says === 'unknown'
      ? [...codes.filter((code) => !known.includes(code.toLowerCase())), 'other']
      : [...codes.filter((code) => listed.includes(code.toLowerCase())), ...listed];
  return words[turn % words.length] ?? 'other';
}
