import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { markColour, markPng, markSvg } from '../../src/render/mark.js';
import { encodePng } from '../../src/render/png.js';

describe('png', () => {
  it('writes signature, size and rows that another decoder reads', () => {
    const png = Buffer.from(encodePng(2, 1, Uint8Array.from([255, 0, 0, 255, 0, 0, 255, 128])));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 1]);
    const length = png.readUInt32BE(33);
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 255, 0, 0, 255, 0, 0, 255, 128]);
    expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });

  it('refuses a picture of another size', () => {
    expect(() => encodePng(2, 2, new Uint8Array(4))).toThrow();
  });
});

describe('mark', () => {
  it('is the same every time, other for another name, and opaque in the middle of the tile', () => {
    expect(markPng('dogtag', 36, 'tile')).toEqual(markPng('dogtag', 36, 'tile'));
    expect(markPng('dogtag', 36, 'tile')).not.toEqual(markPng('xroad', 36, 'tile'));
    expect(markColour('dogtag')).toMatch(/^#[0-9a-f]{6}$/);
    expect(markPng('dogtag', 72, 'plain').length).toBeLessThan(4096);
  });

  it('escapes the title of the SVG', () => {
    expect(markSvg('x', 'A & <B>')).toContain('<title>A &amp; &lt;B&gt;</title>');
  });
});
