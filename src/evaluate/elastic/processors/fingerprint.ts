import { createHash } from 'node:crypto';
import { documentPath } from '../document-path.js';
import { classCast, IngestFailure, illegalArgument } from '../ingest-failure.js';
import { murmur3 } from '../murmur3.js';
import type { ProcessorDefinition } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { classNameOf, compareText, JavaDouble, JavaFloat, JavaMap, type JavaValue, textOf } from '../values.js';

/** The methods, in the order in which Elasticsearch lists them. */
const METHODS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  MD5: (bytes) => createHash('md5').update(bytes).digest(),
  'SHA-1': (bytes) => createHash('sha1').update(bytes).digest(),
  'SHA-256': (bytes) => createHash('sha256').update(bytes).digest(),
  'SHA-512': (bytes) => createHash('sha512').update(bytes).digest(),
  MurmurHash3: murmur3,
};

/** `fingerprint`: https://www.elastic.co/docs/reference/enrich-processor/fingerprint-processor */
export const fingerprint: ProcessorDefinition = {
  options: { fields: {}, target_field: {}, salt: {}, method: {}, ignore_missing: {} },
  only: 'elasticsearch',
  targets: ['target_field'],
  defaultTarget: 'fingerprint',
  create(options) {
    const fields = fieldsOf(options).map(documentPath);
    const to = documentPath(options.text('target_field', 'fingerprint'));
    const salt = Buffer.from(options.text('salt', ''), 'utf8');
    const ignoreMissing = options.flag('ignore_missing');
    const method = options.text('method', 'SHA-1');
    const digest = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
    if (digest === undefined) {
      const known = Object.keys(METHODS).join(',');
      throw options.rejected('method', `[${method}] must be one of the supported hash methods [${known}]`);
    }
    return (document) => {
      const parts: Uint8Array[] = [];
      for (const path of fields) {
        const value = document.getOrNull(path, true);
        if (value !== null) parts.push(...bytesOf(value));
        else if (!ignoreMissing) throw illegalArgument(`missing field [${path.text}] when calculating fingerprint`);
      }
      if (parts.length > 0) document.set(to, Buffer.from(digest(Buffer.concat([salt, ...parts]))).toString('base64'));
    };
  },
};

function fieldsOf(options: ProcessorOptions): readonly string[] {
  const list = options.list('fields');
  if (list.length === 0) throw options.rejected('fields', 'must specify at least one field');
  const odd = list.find((each) => typeof each !== 'string');
  if (odd !== undefined) {
    const cause = classCast('java.lang.String', classNameOf(odd));
    throw options.refused(new IngestFailure('exception', `java.lang.ClassCastException: ${cause.reason}`, cause), 'fields');
  }
  return list.map(textOf).sort(compareText);
}

const DELIMITER = Uint8Array.of(0);

/** Each value behind a delimiter; of a mapping each key and value, in order of the keys. */
function bytesOf(value: JavaValue): Uint8Array[] {
  if (Array.isArray(value)) return value.flatMap(bytesOf);
  if (!(value instanceof JavaMap)) return [DELIMITER, bytesOfScalar(value)];
  const members = [...value].sort(([a], [b]) => compareText(textOf(a), textOf(b)));
  return members.flatMap(([key, each]) => [DELIMITER, bytesOfScalar(key), ...bytesOf(each)]);
}

function bytesOfScalar(value: JavaValue): Uint8Array {
  if (value === null) return Uint8Array.of(0);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 2);
  const bytes = Buffer.alloc(8);
  if (typeof value === 'number') return bytes.subarray(0, bytes.writeInt32LE(value));
  if (typeof value === 'bigint') return bytes.subarray(0, bytes.writeBigInt64LE(value));
  if (value instanceof JavaDouble) return bytes.subarray(0, bytes.writeDoubleLE(value.value));
  if (value instanceof JavaFloat) return bytes.subarray(0, bytes.writeFloatLE(value.value));
  return Buffer.from(textOf(value), 'utf8');
}
