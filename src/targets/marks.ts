import type { Stream } from '../catalog/model.js';

/** What of a record that was read may still be not understood: fields that nobody documented, fields that stand twice. */
export type Mark = 'unknown_field' | 'duplicate_field';

/** Takes a stream and returns the marks that its records can have. A message's template knows its values, each once. */
export function marksOf(stream: Stream): readonly Mark[] {
  return stream.body.form === 'text' ? [] : ['unknown_field', 'duplicate_field'];
}
