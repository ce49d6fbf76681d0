import { type DocumentPath, documentPath } from '../document-path.js';
import { castTo, type IngestDocument } from '../ingest-document.js';
import { illegalArgument } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { textSource } from '../templated.js';
import { classNameOf, textOf } from '../values.js';
import { literalBytes } from './ip-address.js';

type Bytes = readonly number[];

/** `network_direction`: https://www.elastic.co/docs/reference/enrich-processor/network-direction-processor */
export const networkDirection: ProcessorDefinition = {
  options: { source_ip: {}, destination_ip: {}, target_field: {}, internal_networks: {}, internal_networks_field: {}, ignore_missing: {} },
  only: 'elasticsearch',
  targets: ['target_field'],
  defaultTarget: 'network.direction',
  create(options) {
    const source = documentPath(options.text('source_ip', 'source.ip'));
    const destination = documentPath(options.text('destination_ip', 'destination.ip'));
    const to = documentPath(options.text('target_field', 'network.direction'));
    const ignoreMissing = options.flag('ignore_missing', true);
    const networks = networksOf(options, ignoreMissing);
    return (document) => {
      const internal = networks(document);
      if (internal === undefined) return;
      const from = address(document, source, ignoreMissing);
      if (from === undefined) return;
      const at = address(document, destination, ignoreMissing);
      if (at === undefined) return;
      document.set(to, direction(isInternal(from, internal), isInternal(at, internal)));
    };
  },
};

function direction(fromInside: boolean, toInside: boolean): string {
  if (fromInside) return toInside ? 'internal' : 'outbound';
  return toInside ? 'inbound' : 'external';
}

type Networks = (document: IngestDocument) => readonly string[] | undefined;

function networksOf(options: ProcessorOptions, ignoreMissing: boolean): Networks {
  const list = options.optionalList('internal_networks');
  const field = options.optionalText('internal_networks_field');
  if (list === undefined && field === undefined)
    throw options.rejected('internal_networks', 'or [internal_networks_field] must be specified');
  if (list !== undefined && field !== undefined) {
    throw options.rejected('internal_networks', 'and [internal_networks_field] cannot both be used in the same processor');
  }
  if (field === undefined) {
    const sources = (list ?? []).map((each) => textSource(options, 'internal_networks', textOf(each)));
    return (document) => sources.map((each) => each(document));
  }
  const path = documentPath(field);
  return (document) => {
    const value = document.getOrNull(path, ignoreMissing);
    if (value === null) return undefined;
    if (Array.isArray(value)) return value.map(textOf);
    throw illegalArgument(`field [${field}] of type [${classNameOf(value)}] cannot be cast to [java.util.ArrayList]`);
  };
}

function address(document: IngestDocument, path: DocumentPath, ignoreMissing: boolean): Bytes | undefined {
  const text = castTo(document.getOrNull(path, ignoreMissing), path.text, 'java.lang.String');
  return typeof text === 'string' ? literal(text) : undefined;
}

function literal(text: string): Bytes {
  return plain(literalBytes(text));
}

/** An IPv4 address inside an IPv6 address is that IPv4 address to Java. */
function plain(bytes: Bytes): Bytes {
  const isMapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'];

const isLoopback = (ip: Bytes): boolean =>
  ip.length === 4 ? ip[0] === 127 : ip.at(-1) === 1 && ip.slice(0, -1).every((byte) => byte === 0);
const isUnspecified = (ip: Bytes): boolean => ip.every((byte) => byte === 0);
const isMulticast = ([first = 0, ...rest]: Bytes): boolean => (rest.length === 3 ? first >> 4 === 14 : first === 255);
const isBroadcast = (ip: Bytes): boolean => ip.length === 4 && ip.every((byte) => byte === 255);
const isLinkLocal = ([a = 0, b = 0, ...rest]: Bytes): boolean =>
  rest.length === 2 ? a === 169 && b === 254 : a === 254 && (b & 192) === 128;
const isInterfaceLocal = (ip: Bytes): boolean => ip.length === 16 && ip[0] === 255 && ((ip[1] ?? 0) & 15) === 1;
const isLinkLocalMulticast = (ip: Bytes): boolean =>
  ip.length === 4 ? ip[0] === 224 && ip[1] === 0 && ip[2] === 0 : ip[0] === 255 && ((ip[1] ?? 0) & 15) === 2;
const isPrivate = (ip: Bytes): boolean => PRIVATE.some((range) => inRange(ip, range));
const isUnicast = (ip: Bytes): boolean => !(isBroadcast(ip) || isUnspecified(ip) || isLoopback(ip) || isMulticast(ip) || isLinkLocal(ip));

/** The names of networks that Elasticsearch knows; all else is an address or a range. */
const NAMED: Readonly<Record<string, (ip: Bytes) => boolean>> = {
  loopback: isLoopback,
  global_unicast: isUnicast,
  unicast: isUnicast,
  link_local_unicast: isLinkLocal,
  interface_local_multicast: isInterfaceLocal,
  link_local_multicast: isLinkLocalMulticast,
  multicast: isMulticast,
  unspecified: isUnspecified,
  private: isPrivate,
  public: (ip) =>
    ![isPrivate, isLoopback, isUnspecified, isLinkLocal, isLinkLocalMulticast, isInterfaceLocal, isBroadcast].some((is) => is(ip)),
};

function isInternal(ip: Bytes, networks: readonly string[]): boolean {
  return networks.some((name) => {
    const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    return named === undefined ? inRange(ip, name) : named(ip);
  });
}

/** Whether an address is in a range such as 10.0.0.0/8, or is the address that is given. */
function inRange(ip: Bytes, range: string): boolean {
  const slash = range.indexOf('/');
  const network = literal(slash < 0 ? range : range.slice(0, slash));
  const bits = slash < 0 ? network.length * 8 : Number(range.slice(slash + 1));
  if (network.length !== ip.length) return false;
  return network.every((byte, index) => {
    const mask = 0xff00 >> Math.min(8, Math.max(0, bits - index * 8));
    return (byte & mask & 255) === ((ip[index] ?? 0) & mask & 255);
  });
}
