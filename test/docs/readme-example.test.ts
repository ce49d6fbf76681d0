import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedStream } from '../splunk/shipped-streams.js';

// The first thing that a visitor reads is read from the rendered files.

const repository = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, repository), 'utf8');
const readme = read('README.md');

function block(info: string): string {
  const [, text] = new RegExp(`^\`\`\`text shown ${info}\n([\\s\\S]*?)\n\`\`\`$`, 'm').exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has no block "${info}"`);
  return text;
}

/** `name   value` a line. */
function rows(text: string): readonly (readonly [string, string])[] {
  return text.split('\n').map((line) => {
    const [, name = '', value = ''] = /^(\S+) {2,}(.*)$/.exec(line) ?? [];
    return [name, value];
  });
}

interface Accepted {
  readonly expected: readonly { readonly event: { readonly original?: string } }[];
}

/** What a real engine made of the line, as a person accepted it. */
function acceptedDocument(line: string): unknown {
  const { expected } = JSON.parse(read('catalogs/dogtag/accepted/audit/test-documented.json-expected.json')) as Accepted;
  return expected.find((each) => each.event.original === line);
}

function at(value: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((each, key) => (each as Readonly<Record<string, unknown>> | undefined)?.[key], value);
  return [found].flat().join(', ');
}

const { catalog, rendered } = shippedStream('dogtag');

describe('the first example of README.md', () => {
  const line = block('line');

  it('is a documented line', () => {
    expect(catalog.samples.find((sample) => sample.raw === line)?.origin).toBe('documented');
  });

  it('shows what Splunk makes of it', () => {
    const [record] = rendered.splunk(line).records;
    const all = new Map([...(record?.fields ?? []), ['eventtype', record?.eventtypes], ['tag', record?.tags]]);
    const shown = rows(block('splunk'));
    expect(shown).toEqual(shown.map(([name]) => [name, all.get(name)?.join(', ')]));
  });

  it('shows what Elasticsearch makes of it', () => {
    const document = acceptedDocument(line);
    const shown = rows(block('elastic'));
    expect(shown).toEqual(shown.map(([path]) => [path, at(document, path)]));
  });
});
