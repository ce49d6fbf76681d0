import { createHash } from 'node:crypto';
import { documentPath } from '../document-path.js';
import { castTo } from '../ingest-document.js';
import { type IngestFailure, illegalArgument } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { type JavaValue, textOf } from '../values.js';
import { literalBytes } from './ip-address.js';

/** The fields that a flow is read from, by option. */
const FIELDS = {
  source_ip: 'source.ip',
  source_port: 'source.port',
  destination_ip: 'destination.ip',
  destination_port: 'destination.port',
  iana_number: 'network.iana_number',
  transport: 'network.transport',
  icmp_type: 'icmp.type',
  icmp_code: 'icmp.code',
} as const;

type Field = keyof typeof FIELDS;

/**
 * `community_id`: https://www.elastic.co/docs/reference/enrich-processor/community-id-processor. Specification of the value:
 * Community ID Flow Hashing, version 1 (github.com/corelight/community-id-spec).
 */
export const communityId: ProcessorDefinition = {
  options: {
    ...(Object.fromEntries(Object.keys(FIELDS).map((name) => [name, {}])) as Record<Field, object>),
    target_field: {},
    seed: {},
    ignore_missing: {},
  },
  only: 'elasticsearch',
  targets: ['target_field'],
  defaultTarget: 'network.community_id',
  create(options) {
    const paths = Object.entries(FIELDS).map(([name, otherwise]) => [name, documentPath(options.text(name, otherwise))] as const);
    const fields = new Map(paths);
    const to = documentPath(options.text('target_field', 'network.community_id'));
    const seed = seedOf(options);
    const ignoreMissing = options.flag('ignore_missing', true);
    return (document) => {
      const read = (name: Field): JavaValue => {
        const path = fields.get(name);
        return path === undefined ? null : document.getOrNull(path, ignoreMissing);
      };
      const flow = flowOf(read, (name) => fields.get(name)?.text ?? '');
      if (flow !== undefined) document.set(to, hashed(flow, seed));
    };
  },
};

function seedOf(options: ProcessorOptions): number {
  const seed = options.optionalInteger('seed') ?? 0;
  if (seed < 0 || seed > 65535) throw options.rejected('seed', 'must be a value between 0 and 65535');
  return seed;
}

interface Flow {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly protocol: number;
  readonly ports: readonly [source: number, destination: number] | undefined;
  /** What has no way back keeps its direction. */
  readonly isOneWay: boolean;
}

/** Transports by the name that Elasticsearch knows; IANA's protocol numbers. */
const TRANSPORTS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  'ipv6-icmp': 58,
  icmpv6: 58,
  eigrp: 88,
  ospf: 89,
  pim: 103,
  sctp: 132,
};

/** Types of ICMP messages and of their answers (RFC 792, 950, 1256). */
const ANSWERS: Readonly<Record<number, number>> = { 0: 8, 8: 0, 9: 10, 10: 9, 13: 14, 14: 13, 15: 16, 16: 15, 17: 18, 18: 17 };
/** The same of ICMPv6 (RFC 2710, 4443, 4861, 4620, 6275). */
const ANSWERS6: Readonly<Record<number, number>> = {
  128: 129,
  129: 128,
  130: 131,
  131: 130,
  133: 134,
  134: 133,
  135: 136,
  136: 135,
  139: 140,
  140: 139,
  144: 145,
  145: 144,
};

function flowOf(read: (name: Field) => JavaValue, pathOf: (name: Field) => string): Flow | undefined {
  const source = castTo(read('source_ip'), pathOf('source_ip'), 'java.lang.String');
  if (typeof source !== 'string') return undefined;
  const destination = castTo(read('destination_ip'), pathOf('destination_ip'), 'java.lang.String');
  if (typeof destination !== 'string') return undefined;
  const protocol = protocolOf(read);
  if (protocol === undefined) return undefined;
  const from = literalBytes(source);
  const to = literalBytes(destination);
  if (protocol === 6 || protocol === 17 || protocol === 132) {
    const ports = [port(read('source_port'), 'source'), port(read('destination_port'), 'destination')] as const;
    return { source: from, destination: to, protocol, ports, isOneWay: false };
  }
  if (protocol !== 1 && protocol !== 58) return { source: from, destination: to, protocol, ports: undefined, isOneWay: false };
  const type = integer(read('icmp_type'), 'icmp type') ?? 0;
  const code = integer(read('icmp_code'), 'icmp code') ?? 0;
  const answer = (protocol === 1 ? ANSWERS : ANSWERS6)[type];
  return { source: from, destination: to, protocol, ports: [type, answer ?? code], isOneWay: answer === undefined };
}

function protocolOf(read: (name: Field) => JavaValue): number | undefined {
  const transport = read('transport');
  const given = transport ?? read('iana_number');
  if (given === null) return undefined;
  if (typeof given === 'number' || typeof given === 'bigint') return Number(given);
  const text = textOf(given).toLowerCase();
  if (/^\d+$/.test(text)) return Number(text);
  const known = Object.hasOwn(TRANSPORTS, text) ? TRANSPORTS[text] : undefined;
  if (known === undefined) throw illegalArgument(`could not convert string [${textOf(given)}] to transport protocol`);
  return known;
}

function port(value: JavaValue, what: string): number {
  const number = integer(value, `${what} port`);
  if (number === undefined || number < 1 || number > 65535) throw invalidPort(value, what);
  return number;
}

function invalidPort(value: JavaValue, what: string): IngestFailure {
  return illegalArgument(`invalid ${what} port [${textOf(value)}]`);
}

function integer(value: JavaValue, what: string): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const text = textOf(value);
  if (!/^[+-]?\d+$/.test(text)) throw illegalArgument(`unable to parse ${what} [${text}]`);
  return Number(text);
}

function hashed(flow: Flow, seed: number): string {
  const isForward = flow.isOneWay || isOrdered(flow);
  const [first, second] = isForward ? [flow.source, flow.destination] : [flow.destination, flow.source];
  const ports = flow.ports === undefined ? [] : isForward ? flow.ports : [flow.ports[1], flow.ports[0]];
  const bytes = [
    seed >> 8,
    seed & 255,
    ...first,
    ...second,
    flow.protocol & 255,
    0,
    ...ports.flatMap((each) => [(each >> 8) & 255, each & 255]),
  ];
  return `1:${createHash('sha1').update(Uint8Array.from(bytes)).digest('base64')}`;
}

/** The smaller address comes first; of equal ones the smaller port. */
function isOrdered({ source, destination, ports }: Flow): boolean {
  const order = Buffer.compare(Uint8Array.from(source), Uint8Array.from(destination));
  if (order !== 0) return order < 0;
  return ports === undefined || ports[0] <= ports[1];
}
