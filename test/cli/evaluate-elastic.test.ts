import { describe, expect, it } from 'vitest';
import { zip } from '../../src/output/zip.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { commandLine, memoryPipes } from './command-line.js';

const PIPELINE = `---
processors:
  - set: { field: event.kind, value: event }
  - fail: { if: "ctx.message == 'bad'", message: "cannot read {{{message}}}" }
  - drop: { if: "ctx.message == 'noise'" }
  - gsub: { if: "ctx.slow != null", field: slow, pattern: "(x+x+)+y", replacement: "" }
`;

const FILES = {
  'door/manifest.yml': 'name: door\nversion: 1.0.0\ntype: integration\n',
  'door/data_stream/log/manifest.yml': 'title: Log\ntype: logs\n',
  'door/data_stream/log/elasticsearch/ingest_pipeline/default.yml': PIPELINE,
};

async function evaluate(input: string, args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const { code, out, err } = await commandLine({ host: memoryHost(files), pipes: memoryPipes(input, 7) }, ['evaluate', 'elastic', ...args]);
  return {
    code,
    err,
    out,
    lines:
      out === ''
        ? []
        : out
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line)),
  };
}

const PACKAGE = ['--package', 'door', '--data-stream', 'log'];

describe('evaluate elastic', () => {
  it('takes - for standard input', async () => {
    const { code, lines } = await evaluate('hello\n', [...PACKAGE, '--input', '-']);
    expect([code, lines.length]).toEqual([0, 1]);
  });

  it('prints the document of each record, that it was dropped, or why there is none', async () => {
    const { code, err, lines } = await evaluate('hello\nnoise\r\nbad\n', PACKAGE);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines).toMatchObject([
      { doc: { message: 'hello', event: { kind: 'event' } } },
      { dropped: true },
      { error: { type: 'fail_processor_exception', reason: 'cannot read bad' } },
    ]);
  });

  it('takes documents, bare or as a hit has them, and numbers as they are', async () => {
    const { lines, out } = await evaluate('{"a":9007199254740993,"b":1.0}\n{"_index":"x","_source":{"a":2}}\n', [...PACKAGE, '--json']);
    expect(lines).toMatchObject([{ doc: { event: { kind: 'event' } } }, { doc: { a: 2 } }]);
    expect(out).toContain('"a":9007199254740993');
    expect(out).toContain('"b":1.0');
    expect(lines[1].doc).not.toHaveProperty('_index');
  });

  it('takes one document of several lines, or a list of them', async () => {
    const { lines } = await evaluate('[\n  { "a": 1 },\n  { "a": 2 }\n]\n', [...PACKAGE, '--json', '--events-from', 'json']);
    expect(lines).toMatchObject([{ doc: { a: 1 } }, { doc: { a: 2 } }]);
  });

  it('has an error line in the place of what is no document, and exit code 1', async () => {
    const { code, lines, err } = await evaluate('{"a":1\n[1]\n{"a":2}\n', [...PACKAGE, '--json']);
    expect(code).toBe(1);
    const none = { error: { type: 'record-form', reason: 'the record is no JSON document' } };
    expect(lines).toMatchObject([none, none, { doc: { a: 2 } }]);
    expect(err).toContain('record 1: this is no JSON');
    expect(err).toContain('record 2: this JSON is no document: a document is an object');
  });

  it('takes archives, and the only data stream without its name', async () => {
    const bytes = zip(
      Object.entries(FILES).map(([path, text]) => ({ path: path.replace('door', 'door-1.0.0'), bytes: Buffer.from(text), mode: 0o644 })),
    );
    expect((await evaluate('hello\n', ['--package', 'door.zip'], { 'door.zip': bytes })).lines).toMatchObject([
      { doc: { event: { kind: 'event' } } },
    ]);
  });

  it('runs pipeline files, the first of which may call the others', async () => {
    const files = {
      'main.json': JSON.stringify({ processors: [{ pipeline: { name: 'called' } }] }),
      'called.yml': 'processors:\n  - set: { field: a, value: 1 }\n',
    };
    const { lines, err } = await evaluate('x\n', ['--pipeline', 'main.json', '--pipeline', 'called.yml'], files);
    expect(err).toBe('');
    expect(lines).toMatchObject([{ doc: { message: 'x', a: 1 } }]);
  });

  it('ends an expression that does not come to an end, names its line, and goes on', async () => {
    const input = `${JSON.stringify({ slow: 'x'.repeat(40) })}\n{"a":1}\n`;
    const { code, lines, err } = await evaluate(input, [...PACKAGE, '--json', '--budget', '50']);
    expect(code).toBe(1);
    const reason = 'expression over its budget of 50 ms: door/data_stream/log/elasticsearch/ingest_pipeline/default.yml:6';
    expect(lines).toMatchObject([{ error: { type: 'record-budget', reason } }, { doc: { a: 1 } }]);
    expect(err).toContain('default.yml:6:');
  });

  it('refuses what is no package, has no such data stream, or cannot be run, before the first record', async () => {
    expect((await evaluate('x\n', ['--package', 'dor'])).err).toContain('package-missing');
    expect((await evaluate('x\n', ['--package', 'door', '--data-stream', 'logs'])).err).toContain('`log`');
    const files = { 'p.yml': 'processors:\n  - sett: { field: a, value: 1 }\n' };
    const refused = await evaluate('x\n', ['--pipeline', 'p.yml'], files);
    expect(refused).toMatchObject({ code: 1, lines: [] });
    expect(refused.err).toContain('p.yml:2:');
    expect((await evaluate('x\n', ['--pipeline', 'q.yml'], files)).err).toContain('there is no file q.yml');
  });

  it('says what is missing or wrong on the command line', async () => {
    expect(await evaluate('', [])).toMatchObject({
      code: 2,
      err: 'error: what is to be run? `--package <path>`, or `--pipeline <file>`\n',
    });
    expect((await evaluate('', ['--pipeline', 'p', '--data-stream', 'x'])).err).toContain('with `--pipeline` the first file is run');
    expect((await evaluate('', ['--package', 'door', '--pipeline', 'p'])).err).toContain("cannot be used with option '--pipeline <file>'");
    expect((await evaluate('', [...PACKAGE, '--engine', 'solr'])).err).toContain('Allowed choices are elasticsearch, opensearch');
  });
});
