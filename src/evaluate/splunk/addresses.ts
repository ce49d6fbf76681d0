/** An address as its bits: 32 or 128 of them. */
export interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

export interface Network extends Address {
  readonly prefix: number;
}

/** Reads an IPv4 or IPv6 address; undefined where the text is none. */
export function readAddress(text: string): Address | undefined {
  return text.includes(':') ? readVersion6(text) : readVersion4(text);
}

/** Reads `address/prefix`; an address alone is a network of one. */
export function readNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  if (slash < 0) return { ...address, prefix: address.width };
  const digits = text.slice(slash + 1);
  const prefix = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.POSITIVE_INFINITY;
  return prefix <= address.width ? { ...address, prefix } : undefined;
}

export function inNetwork(address: Address, network: Network): boolean {
  const shift = BigInt(network.width - network.prefix);
  return address.width === network.width && address.bits >> shift === network.bits >> shift;
}

function readVersion4(text: string): Address | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined || parts.some((each) => each > 255)) return undefined;
  return { bits: parts.reduce((bits, each) => bits * 256n + BigInt(each), 0n), width: 32 };
}

function readVersion6(text: string): Address | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const tail = embedded === null ? undefined : readVersion4(embedded[2] ?? '');
  if (embedded !== null && tail === undefined) return undefined;
  const plain =
    embedded === null || tail === undefined
      ? text
      : `${embedded[1]}${(tail.bits >> 16n).toString(16)}:${(tail.bits & 0xffffn).toString(16)}`;
  const [left = '', right, ...more] = plain.split('::');
  if (more.length > 0) return undefined;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!all.every((each) => /^[0-9A-Fa-f]{1,4}$/.test(each))) return undefined;
  return { bits: all.reduce((bits, each) => bits * 65_536n + BigInt(Number.parseInt(each, 16)), 0n), width: 128 };
}
