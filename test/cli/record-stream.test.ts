import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { RecordFindings } from '../../src/cli/record-findings.js';
import { type RecordWork, streamRecords, type WorkLimit } from '../../src/cli/record-stream.js';
import { defineCodes, hasErrors } from '../../src/diagnostics/finding.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { recordCutter } from '../../src/source/record-cutter.js';
import { startOf } from '../../src/source/source-text.js';
import { memoryPipes } from './command-line.js';

const codes = defineCodes({ odd: { severity: 'warning', title: 'Odd', cause: 'A test says so.', fix: 'look' } });

const noLimit: WorkLimit = { run: (work) => ({ done: true, value: work() }) };

/** Streams a text in pieces of some bytes; returns what was written, said and shown. */
async function stream(input: string | Uint8Array, pieceBytes: number, changes: Partial<RecordWork> = {}, pipes: Partial<Io['pipes']> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const steps: string[] = [];
  const findings = new RecordFindings();
  const io: Io = {
    host: memoryHost(),
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    step: (doing) => steps.push(doing),
    colour: false,
    version: '1',
    templatesDirectory: '',
    ownCatalogsDirectory: '',
    engine: () => Promise.reject(new Error('not asked for')),
    pipes: { ...memoryPipes(input, pieceBytes), ...pipes },
  };
  const end = await streamRecords(io, {
    input: undefined,
    cutter: recordCutter('lines'),
    limit: noLimit,
    milliseconds: 50,
    lines: (text) => `<${text}>\n`,
    findings,
    ...changes,
  });
  return { end, out: out.join(''), err: err.join(''), steps, findings: findings.findings };
}

describe('a stream of records', () => {
  it('is written line by line as it comes, whatever the pieces', async () => {
    for (const size of [1, 3, 1000]) {
      expect(await stream('ä\nb\r\n\nc', size)).toMatchObject({ end: 'input', out: '<ä>\n<b>\n<c>\n', err: '', findings: [] });
    }
  });

  it('says how far it is', async () => {
    const { steps } = await stream('a\n'.repeat(1234), 1_000_000);
    expect(steps).toEqual(['1,234 records']);
  });

  it('is read as UTF-16 where a byte order mark says so, and without the mark of UTF-8', async () => {
    expect((await stream(Buffer.from('\ufeffä\r\nb', 'utf16le'), 3)).out).toBe('<ä>\n<b>\n');
    expect((await stream('\ufeffa\n', 1000)).out).toBe('<a>\n');
  });

  it('that is no UTF-8 says so once, and one that holds the character itself does not', async () => {
    const { out, findings } = await stream(Buffer.from('a\n\xe4\n\xe4\n', 'latin1'), 2);
    expect(out).toBe('<a>\n<\ufffd>\n<\ufffd>\n');
    expect(findings).toMatchObject([{ code: 'record-encoding', message: 'record 2: from here on the input is not all UTF-8' }]);
    expect((await stream('\ufffd\n', 1000)).findings).toEqual([]);
  });

  it('has an error line in the place of a record that is none, and a finding with its number', async () => {
    const { out, findings } = await stream('{"a":1} x {"b":2} {"c"', 4, { cutter: recordCutter('json') });
    const errors = ['this is no JSON object, list or text', 'the input ends in the middle of a record'];
    const [first, second] = errors.map((reason) => `${JSON.stringify({ error: { type: 'record-form', reason } })}\n`);
    expect(out).toBe(`<{"a":1}>\n${first}<{"b":2}>\n${second}`);
    expect(findings).toMatchObject([
      { message: `record 2: ${errors[0]}`, notes: ['it begins "x"'] },
      { message: `record 4: ${errors[1]}`, notes: ['it begins "{\\"c\\""'] },
    ]);
    expect(hasErrors(findings)).toBe(true);
  });

  it('goes on behind a record that takes too long, and names the expression and the record', async () => {
    const at = { ...startOf('TA-x/default/props.conf'), line: 7 };
    let runs = 0;
    // Stands in for the clock: work that meets `slow` is over its time.
    const limit: WorkLimit = {
      run: (work) => {
        runs += 1;
        try {
          return { done: true, value: work() };
        } catch (error) {
          if (error instanceof RangeError) return { done: false, at };
          throw error;
        }
      },
    };
    const lines: RecordWork['lines'] = (text, report) => {
      if (text === 'slow') throw new RangeError();
      if (text === 'b') report(codes.odd, { message: 'b is odd' });
      return `<${text}>\n`;
    };
    const { out, findings } = await stream('a\nb\nslow\nc\nslow\n', 1000, { limit, lines });
    const reason = 'expression over its budget of 50 ms: TA-x/default/props.conf:7';
    const error = `${JSON.stringify({ error: { type: 'record-budget', reason } })}\n`;
    expect(out).toBe(`<a>\n<b>\n${error}<c>\n${error}`);
    expect(runs).toBe(6);
    expect(findings).toMatchObject([
      { code: 'odd', message: 'record 2: b is odd' },
      { code: 'record-budget', message: 'record 3: expression over its budget of 50 ms', span: at, notes: ['also record 5'] },
    ]);
  });

  it('ends when nobody reads the output any longer, and when the user interrupts it', async () => {
    let pieces = 0;
    const ready = async () => ++pieces < 2;
    expect(await stream('a\nb\nc\nd\n', 2, {}, { ready })).toMatchObject({ end: 'closed', out: '<a>\n<b>\n' });
    let asked = 0;
    const interrupted = () => ++asked > 1;
    // What is open when the user interrupts is no complete record.
    expect(await stream('a\nb\nc', 3, {}, { interrupted })).toMatchObject({ end: 'interrupted', out: '<a>\n<b>\n' });
  });

  it('tells a person at a terminal that it waits', async () => {
    expect((await stream('a\n', 10, {}, { isTerminal: true })).err).toBe(
      'reading records from the terminal; end with Ctrl-D, or give them with `< file` or `--input file`\n',
    );
    expect((await stream('a\n', 10, { input: 'x.log' }, { isTerminal: true })).err).toBe('');
  });
});

describe('findings of records', () => {
  it('are told once each, with the first numbers and the count', () => {
    const findings = new RecordFindings();
    for (let record = 1; record <= 1000; record++) findings.report(codes.odd, record, { message: 'odd', notes: ['because'] });
    expect(findings.findings).toEqual([
      {
        code: 'odd',
        severity: 'warning',
        message: 'record 1: odd',
        notes: ['because', 'also record 2, 3, 4, 5 and 995 more'],
        fix: 'look',
      },
    ]);
  });

  it('of many kinds are counted from a hundred on', () => {
    const findings = new RecordFindings();
    for (let record = 1; record <= 150; record++) findings.report(codes.odd, record, { message: `odd ${record}` });
    expect(findings.findings).toHaveLength(100);
    expect(findings.findings.at(-1)?.notes).toEqual(['and 50 findings more of other records']);
  });
});
