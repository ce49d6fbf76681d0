import { illegalArgument } from '../ingest-failure.js';

/** The bytes of an address; throws what Elasticsearch's InetAddresses throws for what is none. */
export function literalBytes(text: string): readonly number[] {
  const bytes = addressBytes(text);
  if (bytes === undefined) throw illegalArgument(`'${text}' is not an IP string literal.`);
  return bytes;
}

/** Whether a text is an address as Elasticsearch's InetAddresses reads one: IPv4, or IPv6 with or without a zone. */
export function isIpLiteral(text: string): boolean {
  return addressBytes(text) !== undefined;
}

/** The 4 or 16 bytes of an address; undefined for what is none. IPv6 addresses that hold an IPv4 address stay 16 bytes long. */
function addressBytes(text: string): readonly number[] | undefined {
  if (!text.includes(':')) return ipv4(text);
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return undefined;
  return ipv6(percent < 0 ? text : text.slice(0, percent));
}

function ipv4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.map(Number);
}

function ipv6(text: string): readonly number[] | undefined {
  const plain = withoutDots(text);
  if (plain === undefined) return undefined;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map(groups);
  if (front === undefined) return undefined;
  if (halves.length === 1) return front.length === 8 ? front.flatMap(bytesOf) : undefined;
  if (back === undefined || front.length + back.length > 7) return undefined;
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => 0);
  return [...front, ...zeros, ...back].flatMap(bytesOf);
}

/** An IPv4 address at the end, as two groups. */
function withoutDots(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const colon = text.lastIndexOf(':');
  const bytes = ipv4(text.slice(colon + 1));
  if (bytes === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${text.slice(0, colon + 1)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function groups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? parts.map((part) => Number.parseInt(part, 16)) : undefined;
}

function bytesOf(group: number): readonly number[] {
  return [group >> 8, group & 255];
}
