import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stream } from '../../src/catalog/model.js';
import { statements, writingForms, writtenLine } from '../../src/verify/generated-lines.js';
import { type Slot, slotsOf } from '../../src/verify/hostile-lines.js';
import { readerOf } from '../../src/verify/rendered-round-trip.js';
import { lossesOf } from '../../src/verify/round-trip.js';
import { shipped } from '../splunk/shipped-streams.js';

const streams = shipped.map(({ catalog, rendered }) => [catalog.id, rendered] as const);

// What marks the formats, what looks like it, and what the engines reserve.
const pieces = fc.constantFrom(
  ...['[', ']', '][', ']]', '[[', '=', '[a', 'a=', '[a=', '][a', '][1=', '][_a=', '][host=', '][date_hour=', '+', ';;', '+;;', '+a', 'a;;'],
  ...['{', '}', '{"a":1}', '","', '":"', '"', "'", '\\', '\\"', '\\u0041', '\\n', '<', '>', '&', '&lt;', '</Data>', ']]>', '<Data>'],
  ...['$1', '{{x}}', '%{x}', '\\1', '(?<x>', '.*', '|', ', t: ', ', c: 1', ' created', '#', '!', ' ', '\t', '\n', '\r\n', ',', '%', '*'],
  ...['null', '<null>', '--', '-', 'true', '007', '1e3', '0x', `][${'a'.repeat(42)}=`, 'ä', 'İ', '😀', '\u2028', '\u00a0', '\ufeff'],
);
const anyText = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** The declarations of the shipped catalogs under `cannot_keep`, in words of their own: whether a value is one that the format keeps. */
function isKept({ body, nulls, pairs }: Stream, { place }: Slot, value: string): boolean {
  const isTrimmed = /^[\s\0-\x20]|[\s\0-\x20]$/.test(value);
  if (value === '' || nulls.includes(value)) return false;
  switch (body.form) {
    case 'brackets':
      return (
        !isTrimmed &&
        !value.includes('[ParamNameValPairs=') &&
        ![...value.matchAll(/\]\[(?=([A-Za-z][A-Za-z0-9_]*)=)/g)].some(
          ([, name = '']) => name.length <= 41 && !/^(?:host|date_hour)$/.test(name),
        ) &&
        !(place.includes('.') && new RegExp(`\\${pairs.separator}[A-Za-z0-9_.:-]+${pairs.assign}`).test(value))
      );
    case 'json':
      return !(place.endsWith('in place of the list') && /^\s*\[/.test(value));
    case 'text':
      return !isTrimmed && !/[|#!]|, | created|\d{4}\//.test(value);
    case 'windows-event':
      return !isTrimmed && !/\r(?!\n)/.test(value) && !/^&#|&#$/.test(value);
  }
}

describe.each(streams)('any value in any field of any event of %s', (_, rendered) => {
  it('is read by both sides as it was written, beside all else that the line states', () => {
    const { catalog, stream, table } = rendered;
    const { read } = readerOf(rendered);
    const forms = writingForms(catalog, stream).filter((form) => form.needs === undefined);
    const plain = [...statements(catalog, stream)].filter((each) => each.isFirst).map((each) => each.statement);
    const slots = plain.flatMap((statement) => slotsOf(statement, { raw: '', front: '' }));
    expect(slots.length).toBeGreaterThan(plain.length / 2);
    let tried = 0;
    fc.assert(
      fc.property(fc.nat({ max: slots.length - 1 }), fc.nat({ max: forms.length - 1 }), anyText, (place, way, value) => {
        const [slot, form] = [slots[place], forms[way]];
        if (slot === undefined || form === undefined) throw new Error('no such place');
        fc.pre(slot.canHold(value, form) && isKept(stream, slot, value));
        const line = writtenLine(slot.with(value), form, 'any value');
        tried += 1;
        const losses = [...read([line])].map(([, facts]) => lossesOf(line, facts, table));
        expect([line.raw, losses]).toEqual([line.raw, [[]]]);
      }),
      { seed: 20260304, numRuns: 400 },
    );
    expect(tried).toBeGreaterThanOrEqual(400);
  });
});
