import { openSplunkApps, type ReadOptions, type SplunkReader, type SplunkRecord } from '../../../src/evaluate/splunk/splunk-apps.js';
import type { PackageFiles } from '../../../src/source/package-files.js';

/** The files of an app as texts: `props` stands for `default/props.conf`; every other key is a path. */
export type AppTexts = Readonly<Record<string, string>>;

const short: Readonly<Record<string, string>> = {
  props: 'default/props.conf',
  transforms: 'default/transforms.conf',
  eventtypes: 'default/eventtypes.conf',
  tags: 'default/tags.conf',
  macros: 'default/macros.conf',
};

export function appOf(texts: AppTexts, name = 'app'): PackageFiles {
  return { name, files: new Map(Object.entries(texts).map(([path, text]) => [short[path] ?? path, Buffer.from(text)] as const)) };
}

export const here = { sourcetype: 's', source: '/var/log/s.log', host: 'h' };

/** A reader of the source type `s`, whose settings are given without the stanza; Splunk's automatic fields are off unless they are asked for. */
export function readerOf(texts: AppTexts, origin = here): SplunkReader {
  const props = texts.props ?? '';
  const whole = props.includes('[s]') || props.includes('::') || props.startsWith('[') ? props : `[s]\nKV_MODE = none\n${props}`;
  return openSplunkApps([appOf({ ...texts, props: whole })]).reader(origin);
}

export function readOne(reader: SplunkReader, raw: string, options?: ReadOptions): SplunkRecord {
  const [record, ...more] = reader.read(raw, options);
  if (record === undefined || more.length > 0) throw new Error(`${more.length + 1} records`);
  return record;
}

/** Fields as an object; one value stands by itself. */
export function fieldsOf({ fields }: SplunkRecord): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}

/** Reads one record with an app that says so, and throws where the app has an error. */
export function seen(texts: AppTexts, raw: string): Readonly<Record<string, string | readonly string[]>> {
  const reader = readerOf(texts);
  const error = reader.findings.find((each) => each.severity === 'error');
  if (error !== undefined) throw new Error(`${error.span?.file}:${error.span?.line}: ${error.message}`);
  return fieldsOf(readOne(reader, raw));
}

/** Findings in one line each: code, file, line, column, message. */
export function told(findings: SplunkReader['findings']): readonly string[] {
  return findings.map(({ code, span, message }) => `${code} ${span?.file}:${span?.line}:${span?.column} ${message}`);
}
