import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfFile } from '../../../src/evaluate/splunk/conf-file.js';
import { readCsv } from '../../../src/evaluate/splunk/csv-table.js';
import { isArray, isObject, type Json, JsonNumber, readJson } from '../../../src/evaluate/splunk/json-text.js';
import { openSplunkApps } from '../../../src/evaluate/splunk/splunk-apps.js';
import { appOf, here, readerOf, readOne } from './small-app.js';

const seed = { seed: 5, numRuns: 300 };

/** Texts made of the words and signs of a language, so that many come close to being of it. */
function madeOf(words: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })), { maxLength: 14 })
    .map((parts) => parts.join(' ').replaceAll('\n', ' '));
}

const evaluation = madeOf([
  'if(',
  'case(',
  'match(',
  'replace(',
  'mvmap(',
  'mvfilter(',
  ',',
  '(',
  ')',
  '"a"',
  "'f'",
  'f',
  '1',
  '2.5',
  '.',
  '+',
  '==',
  'AND',
  'NOT',
  'IN',
  '"(?<x>a',
  '\\',
]);
const search = madeOf([
  'f=1',
  'NOT',
  'OR',
  'AND',
  '(',
  ')',
  'IN',
  '"a b"',
  '*',
  'TERM(x)',
  'eventtype=t',
  '`m`',
  '|',
  '[',
  '!=',
  '<',
  ',',
  '\\',
]);
const setting = madeOf(['AS', 'ASNEW', 'OUTPUT', 'OUTPUTNEW', 'l', 'k', 'v', '"q r"', ',', '$1::$2', 'x::$1']);
const regex = madeOf(['(?<x>', '(', ')', 'a', '.*', '[^', ']', '\\d', '|', '?', '{2}', 'in f', '=']);

describe('files and records that nobody expects', () => {
  it('are read without a throw, whatever stands in them', () => {
    fc.assert(
      fc.property(
        evaluation,
        search,
        setting,
        regex,
        fc.string({ unit: 'binary', maxLength: 60 }),
        (expression, eventtype, words, pattern, raw) => {
          const props = `[s]\nEVAL-a = ${expression}\nEXTRACT-a = ${pattern}\nREPORT-a = t, d\nFIELDALIAS-a = ${words}\nLOOKUP-a = l ${words}\nEVAL-k = "1"`;
          const transforms = `[t]\nREGEX = ${pattern}\nFORMAT = ${words}\n[d]\nDELIMS = "${words.replaceAll('"', '')}", "="\n[l]\nfilename = l.csv`;
          const files = { props, transforms, eventtypes: `[t]\nsearch = ${eventtype}`, 'lookups/l.csv': `k,v\n${raw}` };
          const reader = openSplunkApps([appOf(files)]).reader(here);
          for (const trace of [false, true])
            for (const record of reader.read(`${raw} k=v f=1`, { trace })) expect(record.fields).toBeInstanceOf(Map);
        },
      ),
      seed,
    );
  });

  it('have their stanzas read in whatever bytes they come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const { settings } of readConfFile('x.conf', bytes).conf.values()) {
          for (const { placed, value } of settings.values()) expect(placed.text).toBe(value);
        }
      }),
      seed,
    );
  });

  // Looked at from each of its blanks on, the value takes longer than the test is given.
  it('have a value with many blanks inside read in one go', () => {
    const value = `a${' '.repeat(200_000)}b`;
    const [stanza] = readConfFile('x.conf', Buffer.from(`[s]\nk = ${value}\n`)).conf.values();
    expect(stanza?.settings.get('k')?.value).toBe(value);
  });

  it('keep each cell of a CSV file', () => {
    const cell = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = [['a', 'b'], ...rows].map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(readCsv(text).rows).toEqual(rows);
      }),
      seed,
    );
  });

  // Looked for from each of its characters on, a word takes a thousand times as long: 1000 of them more than the test is given.
  it.each(['auto', 'auto_escaped'])('have a long word without a value read in one go by KV_MODE = %s', (mode) => {
    const reader = readerOf({ props: `KV_MODE = ${mode}` });
    const word = 'a'.repeat(10_000);
    for (let count = 0; count < 1000; count += 1) expect(readOne(reader, `${word}${count} b=1`).fields.size).toBe(1);
  });

  it('are JSON where JSON.parse says so, with the same value', () => {
    const plain = (json: Json | undefined): unknown => {
      if (json instanceof JsonNumber) return Number(json.text);
      if (isArray(json)) return json.map(plain);
      return isObject(json) ? Object.fromEntries([...json].map(([name, value]) => [name, plain(value)])) : json;
    };
    const parsed = (text: string): unknown => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return undefined;
      }
    };
    const json = fc.json({ stringUnit: 'binary' });
    const broken = fc
      .tuple(json, fc.nat(40), fc.string({ maxLength: 2 }))
      .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(json, broken), (text) => {
        expect(plain(readJson(text))).toEqual(parsed(text));
      }),
      { seed: 5, numRuns: 2000 },
    );
  });
});
