import { describe, expect, it } from 'vitest';
import {
  deepCopy,
  fromPlain,
  hashOf,
  JavaBigDecimal,
  JavaBigInteger,
  JavaDouble,
  JavaFloat,
  JavaMap,
  type JavaValue,
  JsonFault,
  printJson,
  readJson,
  textOf,
} from '../../../src/evaluate/elastic/values.js';

const FRUIT = ['banana', 'apple', 'cherry', 'date', 'elderberry', 'fig', 'grape', 'honeydew', 'imbe', 'jackfruit', 'kiwi', 'lemon'];

function numbered(keys: readonly JavaValue[], map = new JavaMap()): JavaMap {
  for (const [index, key] of keys.entries()) map.put(key, index);
  return map;
}

// Orders and hash codes are what java.util.HashMap of Java 17 printed for the same steps.
describe('the order of a HashMap, as Java 17 walks it', () => {
  it('is that of the buckets, and another one behind the thirteenth key', () => {
    const map = numbered(FRUIT);
    expect(map.keys().join(' ')).toBe('banana date apple cherry honeydew kiwi lemon fig imbe grape elderberry jackfruit');
    map.put('mango', 12);
    map.put('nectarine', 13);
    expect(map.keys().join(' ')).toBe('banana date cherry kiwi nectarine fig grape elderberry jackfruit mango apple honeydew lemon imbe');
  });

  it('puts a key behind the others of its bucket, and before them what computeIfAbsent and its kin put', () => {
    const map = numbered(FRUIT.concat('mango', 'nectarine'));
    map.remove('apple');
    map.put('apple', 0);
    expect(map.keys().indexOf('apple') - map.keys().indexOf('honeydew')).toBe(1);
    const computed = new JavaMap();
    computed.putComputed('Aa', 1);
    computed.putComputed('BB', 2);
    computed.put('C#', 3);
    expect(computed.text()).toBe('{BB=2, Aa=1, C#=3}');
  });

  it('starts with as many buckets as asked for, and is kept by a copy', () => {
    expect(numbered(['Aa', 'BB', 'zebra', 'yak'], new JavaMap('hash', 3)).text()).toBe('{Aa=0, BB=1, zebra=2, yak=3}');
    const many = new JavaMap();
    const source = numbered(
      Array.from({ length: 20 }, (_, index) => `k${index}`),
      new JavaMap('linked'),
    );
    many.putAll(source);
    const order = 'k0 k1 k2 k3 k4 k5 k11 k6 k10 k7 k13 k8 k12 k9 k15 k14 k17 k16 k19 k18';
    expect(many.keys().join(' ')).toBe(order);
    expect(JavaMap.copyOf(many).keys().join(' ')).toBe(order);
  });

  it('tells Integer, Long and Double apart, and null', () => {
    const map = JavaMap.of([
      [5, 'a'],
      [-7, 'b'],
      [4294967296n, 'c'],
      [new JavaDouble(1.5), 'd'],
      ['null', 'e'],
    ]);
    expect(map.text()).toBe('{4294967296=c, null=e, 5=a, -7=b, 1.5=d}');
    expect(map.hash()).toBe(1076610727);
    expect([map.get(5n), map.get(new JavaDouble(1.5)), map.get(null)]).toEqual([null, 'd', null]);
  });
});

describe('numbers, as Java 17 prints and counts them', () => {
  it.each([
    [1e21, '1.0E21'],
    [123456789.125, '1.23456789125E8'],
    [0.001, '0.001'],
    [0.0009, '9.0E-4'],
    [1e7, '1.0E7'],
    [9999999, '9999999.0'],
    [5e-324, '4.9E-324'],
    [1.7976931348623157e308, '1.7976931348623157E308'],
    [100, '100.0'],
    [-0, '-0.0'],
  ])('%d as a double', (value, text) => expect(new JavaDouble(value).text()).toBe(text));

  it.each([
    [3.14, '3.14'],
    [1e10, '1.0E10'],
    [16777216, '1.6777216E7'],
    [0.1, '0.1'],
  ])('%d as a float', (value, text) => expect(new JavaFloat(value).text()).toBe(text));

  it('BigDecimal and BigInteger', () => {
    expect([new JavaBigDecimal(1234500n, 4), new JavaBigDecimal(1n, 10), new JavaBigDecimal(-1200n, 0)].map(textOf)).toEqual([
      '123.4500',
      '1E-10',
      '-1200',
    ]);
    expect([new JavaBigDecimal(1234500n, 4), new JavaBigDecimal(1n, 10), new JavaBigDecimal(-1200n, 0)].map(hashOf)).toEqual([
      38269504, 41, -37200,
    ]);
    expect([123456789012345678901234567890n, -5n].map((value) => hashOf(new JavaBigInteger(value)))).toEqual([1915528825, -5]);
  });
});

describe('JSON', () => {
  it('keeps numbers exactly as they are', () => {
    const text = '{"a":1.0,"b":12345678901,"c":123456789012345678901,"d":-0,"e":1e3,"f":[2147483647,2147483648]}';
    const read = readJson(text, { maps: 'linked' });
    expect(read instanceof JsonFault ? read.message : printJson(read)).toBe(
      '{"a":1.0,"b":12345678901,"c":123456789012345678901,"d":0,"e":1000.0,"f":[2147483647,2147483648]}',
    );
    expect([typeof fromPlain(1), typeof fromPlain(2 ** 40)]).toEqual(['number', 'bigint']);
  });

  // Elasticsearch 8.19.13's answers to Processors.json.
  it.each([
    ['{"a":tru}', "[1:9] Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"],
    ['{a:1}', "[1:2] Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['{"a" 1}', "[1:6] Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"],
    ['01', '[1:2] Invalid numeric value: Leading zeroes not allowed'],
    ['1.', "[1:2] Unexpected character ('.' (code 46)) in numeric value: Decimal point not followed by a digit"],
    ['[1,2', '[1:5] Unexpected end of file'],
    ['"\\x"', "[1:3] Unrecognized character escape 'x' (code 120)"],
  ])('%s is none', (text, message) => {
    const read = readJson(text);
    expect(read instanceof JsonFault ? read.message.split('\n')[0] : read).toBe(message);
  });

  it('copies a document without sharing anything', () => {
    const document = fromPlain({ a: { b: [1] } });
    const copy = deepCopy(document);
    if (copy instanceof JavaMap) copy.put('a', null);
    expect(printJson(document)).toBe('{"a":{"b":[1]}}');
  });
});
