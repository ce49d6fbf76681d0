import { describe, expect, it } from 'vitest';
import { agentLines } from '../../../src/evaluate/elastic/agent-lines.js';
import { startOf } from '../../../src/source/source-text.js';
import { linesCases } from './agent-lines-cases.js';

const place = startOf('stream.yml.hbs');

function read(multiline: Readonly<Record<string, unknown>> | undefined, text: string, maxBytes?: number) {
  const settings = {
    ...(multiline === undefined ? {} : { parsers: [{ multiline }] }),
    ...(maxBytes === undefined ? {} : { message_max_bytes: maxBytes }),
  };
  const lines = agentLines(settings, place);
  return { records: lines.records(text), findings: lines.findings };
}

describe('records of lines', () => {
  const answered = linesCases.filter((each) => each.records !== undefined);
  it.each(answered.map((each) => [each.name, each] as const))('%s', (_name, { multiline, text, maxBytes, records }) => {
    expect(read(multiline, text, maxBytes)).toEqual({ records, findings: [] });
  });

  const refused = linesCases.filter((each) => each.error !== undefined);
  it.each(refused.map((each) => [each.name, each] as const))('%s', (_name, { multiline, text }) => {
    const { records, findings } = read(multiline, text);
    expect(records).toEqual([]);
    expect(findings.map(({ code, severity, span }) => ({ code, severity, span }))).toEqual([
      { code: 'agent-lines', severity: 'error', span: place },
    ]);
  });

  it('says what Elastic Agent says of settings that are wrong', () => {
    const said = (multiline: Readonly<Record<string, unknown>>) => read(multiline, 'a').findings.map((each) => each.message);
    expect(said({ pattern: 'a', match: 'around' })).toEqual(['unknown matcher type: around']);
    expect(said({ match: 'after' })).toEqual(['multiline.pattern cannot be empty when pattern based matching is selected']);
  });

  it('keeps 500 lines where nothing else is set, as libbeat/reader/multiline/pattern.go says', () => {
    const { records } = read({ pattern: '^\\d', negate: true, match: 'after' }, `1\n${'x\n'.repeat(501)}2\n`);
    expect(records.map((record) => record.split('\n').length)).toEqual([500, 1]);
  });

  it.each([
    [{ parsers: [{ ndjson: { target: '' } }] }, 'the parser ndjson is not read here'],
    [{ parsers: [{ multiline: { type: 'count', count_lines: 2 } }] }, 'multiline has no option "count_lines" that is read here'],
    [
      { parsers: [{ multiline: { type: 'while-pattern', pattern: 'a', match: 'after' } }] },
      'multiline: the type while-pattern is not read here',
    ],
    [{ parsers: [{ multiline: { pattern: 'a', match: 'after', negate: 'no' } }] }, 'multiline: negate is no boolean'],
    [{ parsers: [{ multiline: { pattern: 'a', match: 'after' } }, { ndjson: {} }] }, 'more than one parser is not read here'],
    [{ parsers: 'multiline' }, '`parsers` is no list'],
  ])('refuses by name what it does not read: %j', (settings, message) => {
    expect(agentLines(settings, place).findings.map((each) => each.message)).toEqual([message]);
  });

  it('takes time that grows with the lines of a record and no faster', () => {
    const text = `1\n${'x'.repeat(200).concat('\n').repeat(20_000)}`;
    const { records } = read({ pattern: '^\\d', negate: true, match: 'after', max_lines: 0 }, text);
    expect(records.map((record) => record.length)).toEqual([text.length - 1]);
  });
});
