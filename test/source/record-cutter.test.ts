import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cutting, recordCutter } from '../../src/source/record-cutter.js';

/** The records of a text that comes in pieces of the given size; a fault stands in brackets before its text. */
function cut(cutting: Cutting, text: string, size = text.length, most?: number): string[] {
  const cutter = recordCutter(cutting, most);
  const records = [];
  for (let at = 0; at < text.length; at += size) records.push(...cutter.push(text.slice(at, at + size)));
  return [...records, ...cutter.end()].map((record) => (record.fault === undefined ? record.text : `[${record.fault}] ${record.text}`));
}

const SIZES = [1, 2, 3, 7, 1000];

describe('lines', () => {
  it('are records, without their line ends, empty ones left out', () => {
    for (const size of SIZES) expect(cut('lines', '\na\r\n\r\n b \n\n\rc\nd', size)).toEqual(['a', ' b ', '\rc', 'd']);
  });

  it('longer than a record may be are faults, and the next one is read', () => {
    for (const size of SIZES)
      expect(cut('lines', `aa\n${'b'.repeat(11)}\n${'c'.repeat(10)}\r\n`, size, 11)).toEqual(['aa', 'b'.repeat(11), 'c'.repeat(10)]);
    for (const size of SIZES)
      expect(cut('lines', `aa\n${'b'.repeat(12)}\ncc\n`, size, 11).map((each) => each.slice(0, 15))).toEqual([
        'aa',
        '[too-large] bbb',
        'cc',
      ]);
  });
});

describe('the whole text', () => {
  it('is one record without the last line end', () => {
    for (const size of SIZES) {
      expect(cut('whole', 'a\n\nb\r\n', size)).toEqual(['a\n\nb']);
      expect(cut('whole', '\n', size)).toEqual([]);
      expect(cut('whole', 'abcd\r\n', size, 4)).toEqual(['abcd']);
      expect(cut('whole', 'abcdefghij\n', size, 4)[0]).toMatch(/^\[too-large\] abcd/);
    }
  });
});

describe('JSON', () => {
  it.each([
    ['objects behind each other', '{"a":1}{"b":"}"}\n{"c":"\\"}"}', ['{"a":1}', '{"b":"}"}', '{"c":"\\"}"}']],
    ['pretty-printed objects', '{\n  "a": [1, {"b": 2}]\n}\n{\n  "c": 3\n}\n', ['{\n  "a": [1, {"b": 2}]\n}', '{\n  "c": 3\n}']],
    ['one list', ' [ {"a":1},\n{"b":[2]} ] \n', ['{"a":1}', '{"b":[2]}']],
    ['a list of texts', '["a \\"b\\" \\u00e4", "c]"]', ['a "b" ä', 'c]']],
    ['a list of lists', '[[1,[2]],[3]]', ['[1,[2]]', '[3]']],
    ['objects with commas between them', '{"a":1},\n{"b":2},', ['{"a":1}', '{"b":2}']],
    ['a text sequence of RFC 7464', '\u001e{"a":1}\n\u001e{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ['nothing', ' \n', []],
    ['an empty list', '[]', []],
    ['numbers and words', '[1, null] x{"a":1}', ['[no-json] 1', '[no-json] null', '[no-json] x', '{"a":1}']],
    ['a wrong escape', '"\\x" {"a":1}', ['[no-json] "\\x"', '{"a":1}']],
    ['an object cut off', '{"a":1} {"b":', ['{"a":1}', '[cut-off] {"b":']],
    ['a string cut off', '"abc', ['[cut-off] "abc']],
    ['a list cut off', '[{"a":1},', ['{"a":1}', '[cut-off] ']],
  ])('of %s is cut at its values', (_, text, records) => {
    for (const size of SIZES) expect(cut('json', text, size)).toEqual(records);
  });

  it('larger than a record may be is a fault, and the next one is read', () => {
    for (const size of SIZES) expect(cut('json', '{"a":"xxxxxxxxx"}{"b":2}', size, 10)[0]).toMatch(/^\[too-large\] \{"a":/);
    for (const size of SIZES) expect(cut('json', '{"a":"xxxxxxxxx"}{"b":2}', size, 10)[1]).toBe('{"b":2}');
  });

  it('of any values, printed in any way, gives the values', () => {
    const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.string());
    fc.assert(
      fc.property(
        fc.array(value),
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (values, isList, indent, size) => {
          const text = isList ? JSON.stringify(values, null, indent) : values.map((each) => JSON.stringify(each, null, indent)).join(' ');
          const expected = values.map((each) => (typeof each === 'string' ? each : JSON.parse(JSON.stringify(each))));
          const actual = cut('json', text, size).map((record, index) => (typeof values[index] === 'string' ? record : JSON.parse(record)));
          expect(actual).toEqual(expected);
        },
      ),
    );
  });
});

describe('XML', () => {
  const one = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System/><Data>a &gt; b</Data></Event>";
  it.each([
    ['one event', one, [one]],
    ['a list with a declaration', `<?xml version="1.0"?>\n<Events>${one}\r\n${one}</Events>\n`, [one, one]],
    [
      'an event in an event',
      '<Event><Event x=">"/><Event></Event></Event><Event>2</Event >',
      ['<Event><Event x=">"/><Event></Event></Event>', '<Event>2</Event >'],
    ],
    ['names that begin alike', '<Event><EventID>1</EventID><EventData/></Event>', ['<Event><EventID>1</EventID><EventData/></Event>']],
    [
      'text that looks like a tag',
      '<Event><![CDATA[</Event>]]><!-- <Event> --></Event>',
      ['<Event><![CDATA[</Event>]]><!-- <Event> --></Event>'],
    ],
    ['a comment around an event', `<!-- ${one} -->${one}`, [one]],
    ['an empty event', '<Events><Event /></Events>', ['<Event />']],
    ['an end without its beginning', `</Event>${one}`, [one]],
    ['no event', '  hello', ['[no-xml] hello']],
    ['nothing', ' \n', []],
    ['an event cut off', `${one}<Event><System>`, [one, '[cut-off] <Event><System>']],
  ])('of %s is cut at its events', (_, text, records) => {
    for (const size of SIZES) expect(cut('xml', text, size)).toEqual(records);
  });

  it('larger than a record may be is a fault, and the next event is read', () => {
    const text = `<Event>${'x'.repeat(300)}</Event><Event>2</Event>`;
    for (const size of [1, 7, 1000]) {
      const records = cut('xml', text, size, 200);
      expect(records[0]).toMatch(/^\[too-large\] <Event>xxx/);
      expect(records.slice(1)).toEqual(['<Event>2</Event>']);
    }
  });

  it('holds no more than a record of a text without end', () => {
    const cutter = recordCutter('xml', 10_000);
    for (let count = 0; count < 1000; count++) expect(cutter.push('x'.repeat(1000))).toEqual([]);
    expect(cutter.end()).toEqual([{ text: 'x'.repeat(200), fault: 'no-xml' }]);
  });
});
