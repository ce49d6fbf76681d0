import { zlibSync } from 'fflate';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const crcTable = Uint32Array.from({ length: 256 }, (_unused, index) => {
  let rest = index;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

/**
 * Takes a picture as red, green, blue, alpha of each pixel in rows, returns a PNG; the same picture gives the same bytes everywhere.
 * Specification: https://www.w3.org/TR/png/
 */
export function encodePng(width: number, height: number, rgba: Uint8Array): Uint8Array {
  if (rgba.length !== width * height * 4) throw new Error(`${rgba.length} bytes for ${width} x ${height} pixels`);
  const rowLength = width * 4;
  const scanlines = new Uint8Array((rowLength + 1) * height);
  // The byte before each row stays 0: no filter.
  for (let row = 0; row < height; row++) scanlines.set(rgba.subarray(row * rowLength, (row + 1) * rowLength), row * (rowLength + 1) + 1);
  const header = [...uint32(width), ...uint32(height), 8, 6, 0, 0, 0];
  const chunks = [
    chunk('IHDR', Uint8Array.from(header)),
    chunk('IDAT', zlibSync(scanlines, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ];
  // In memory of its own: a reader may take the whole buffer for the picture.
  return Uint8Array.from(Buffer.concat([Uint8Array.from(signature), ...chunks]));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}
