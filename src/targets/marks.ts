import type { Stream } from '../catalog/model.js';

/** What of a record that was read may still be not understood: fields that nobody documented, fields that stand twice. */
export type Mark = 'unknown_field' | 'duplicate_field';

/**
 * Takes a stream and returns the marks that its records can have. A message's template knows its values, each once;
 * the values of a Windows event have a name each, or none.
 */
export function marksOf(stream: Stream): readonly Mark[] {
  if (stream.body.form === 'text') return [];
  return stream.body.form === 'windows-event' ? ['unknown_field'] : ['unknown_field', 'duplicate_field'];
}
