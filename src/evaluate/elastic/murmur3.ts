const BITS = 64;
const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

const wrap = (value: bigint): bigint => BigInt.asUintN(BITS, value);
const rotated = (value: bigint, by: bigint): bigint => wrap((value << by) | (value >> (64n - by)));

/** MurmurHash3 x64 with 128 bits and seed 0, the two halves one after the other, the lowest byte last (smhasher, MurmurHash3.cpp). */
export function murmur3(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes);
  const blocks = Math.floor(data.length / 16);
  let h1 = 0n;
  let h2 = 0n;
  for (let block = 0; block < blocks; block++) {
    h1 ^= mixed1(data.readBigUInt64LE(block * 16));
    h1 = wrap((rotated(h1, 27n) + h2) * 5n + 0x52dce729n);
    h2 ^= mixed2(data.readBigUInt64LE(block * 16 + 8));
    h2 = wrap((rotated(h2, 31n) + h1) * 5n + 0x38495ab5n);
  }
  const tail = Buffer.alloc(16);
  data.copy(tail, 0, blocks * 16);
  const left = data.length - blocks * 16;
  if (left > 8) h2 ^= mixed2(tail.readBigUInt64LE(8));
  if (left > 0) h1 ^= mixed1(tail.readBigUInt64LE(0));
  return finished(h1, h2, BigInt(data.length));
}

function mixed1(k1: bigint): bigint {
  return wrap(rotated(wrap(k1 * C1), 31n) * C2);
}

function mixed2(k2: bigint): bigint {
  return wrap(rotated(wrap(k2 * C2), 33n) * C1);
}

function finished(a: bigint, b: bigint, length: bigint): Uint8Array {
  let h1 = a ^ length;
  let h2 = b ^ length;
  h1 = wrap(h1 + h2);
  h2 = wrap(h2 + h1);
  h1 = avalanche(h1);
  h2 = avalanche(h2);
  h1 = wrap(h1 + h2);
  h2 = wrap(h2 + h1);
  const hash = Buffer.alloc(16);
  hash.writeBigUInt64BE(h1, 0);
  hash.writeBigUInt64BE(h2, 8);
  return hash;
}

function avalanche(value: bigint): bigint {
  let k = value ^ (value >> 33n);
  k = wrap(k * 0xff51afd7ed558ccdn);
  k ^= k >> 33n;
  k = wrap(k * 0xc4ceb9fe1a85ec53n);
  return k ^ (k >> 33n);
}
