import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeInfo, defineCodes, type Finding, type Span } from '../../src/diagnostics/finding.js';
import { printGithub } from '../../src/diagnostics/print-github.js';
import { printSarif } from '../../src/diagnostics/print-sarif.js';

const codes: readonly CodeInfo[] = Object.values(
  defineCodes({
    'bad-thing': { severity: 'error', title: 'A bad thing', cause: 'Somebody did it.', fix: 'undo it' },
    'odd-thing': { severity: 'info', title: 'An odd thing', cause: 'It happens.', fix: 'look at it' },
    unused: { severity: 'warning', title: 'Never found', cause: 'It never happens.', fix: 'nothing' },
  }),
);

function span(line: number, column: number, endLine: number, endColumn: number): Span {
  return { file: 'catalogs/a b/events/ä.yaml', start: 10, end: 14, line, column, endLine, endColumn };
}

const bad: Finding = {
  code: 'bad-thing',
  severity: 'error',
  message: '100% of a, b: wrong\r\n',
  span: span(3, 5, 3, 9),
  notes: ['see line 1'],
  fix: 'write `::error`',
};
const odd: Finding = { code: 'odd-thing', severity: 'info', message: 'odd', span: span(4, 1, 6, 2) };
const nowhere: Finding = { code: 'bad-thing', severity: 'warning', message: 'somewhere' };

describe('printGithub', () => {
  it('writes a command a finding, with place and title', () => {
    expect(printGithub([odd, bad, nowhere])).toBe(
      [
        '::warning title=bad-thing::somewhere',
        '::error file=catalogs/a b/events/ä.yaml,line=3,endLine=3,col=5,endColumn=9,title=bad-thing::' +
          '100%25 of a, b: wrong%0D%0A%0Anote: see line 1%0Afix: write `::error`',
        '::notice file=catalogs/a b/events/ä.yaml,line=4,endLine=6,col=1,title=odd-thing::odd',
        '',
      ].join('\n'),
    );
  });

  it('lets no text start a command or a property of its own', () => {
    const hostile = {
      ...bad,
      message: 'x\n::set-env name=A::b\r::stop-commands::',
      span: { ...span(1, 1, 1, 2), file: 'a,line=9:b%0A\n.yaml' },
    };
    const lines = printGithub([hostile]).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::error file=a%2Cline=9%3Ab%250A%0A\.yaml,line=1,/);
  });

  it('stays one line whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (message, file) => {
        const printed = printGithub([{ ...bad, message, span: { ...span(1, 1, 1, 2), file } }]);
        return printed.indexOf('\n') === printed.length - 1 && !printed.slice(0, -1).includes('\r');
      }),
      { seed: 1 },
    );
  });
});

/** What SARIF 2.1.0 asks of the parts that are written; the names and limits are those of its schema. */
const sarifSchema = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', format: 'uri' },
    version: { enum: ['2.1.0'] },
    runs: { type: 'array', minItems: 1, items: { $ref: '#/$defs/run' } },
  },
  $defs: {
    run: {
      type: 'object',
      required: ['tool'],
      additionalProperties: false,
      properties: {
        tool: { type: 'object', required: ['driver'], additionalProperties: false, properties: { driver: { $ref: '#/$defs/driver' } } },
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        results: { type: 'array', items: { $ref: '#/$defs/result' } },
      },
    },
    driver: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string' },
        version: { type: 'string' },
        informationUri: { type: 'string' },
        rules: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/rule' } },
      },
    },
    rule: {
      type: 'object',
      required: ['id'],
      additionalProperties: false,
      properties: {
        id: { type: 'string' },
        shortDescription: { $ref: '#/$defs/text' },
        fullDescription: { $ref: '#/$defs/text' },
        help: { $ref: '#/$defs/text' },
        defaultConfiguration: { type: 'object', additionalProperties: false, properties: { level: { $ref: '#/$defs/level' } } },
      },
    },
    text: { type: 'object', required: ['text'], additionalProperties: false, properties: { text: { type: 'string' } } },
    level: { enum: ['none', 'note', 'warning', 'error'] },
    result: {
      type: 'object',
      required: ['message'],
      additionalProperties: false,
      properties: {
        ruleId: { type: 'string' },
        ruleIndex: { type: 'integer', minimum: -1 },
        level: { $ref: '#/$defs/level' },
        message: { $ref: '#/$defs/text' },
        locations: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            properties: {
              physicalLocation: {
                type: 'object',
                required: ['artifactLocation'],
                additionalProperties: false,
                properties: {
                  artifactLocation: {
                    type: 'object',
                    additionalProperties: false,
                    // A URI reference: no blank, nothing beyond ASCII, every per cent sign the start of an octet.
                    properties: { uri: { type: 'string', pattern: "^(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-F]{2})*$" } },
                  },
                  region: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      startLine: { type: 'integer', minimum: 1 },
                      startColumn: { type: 'integer', minimum: 1 },
                      endLine: { type: 'integer', minimum: 1 },
                      endColumn: { type: 'integer', minimum: 1 },
                      charOffset: { type: 'integer', minimum: -1 },
                      charLength: { type: 'integer', minimum: 0 },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

describe('printSarif', () => {
  const check = new Ajv2020({ strict: false, allErrors: true }).compile(sarifSchema);
  const printed = printSarif([odd, bad, nowhere], { version: '1.2.3', codes });
  const log = JSON.parse(printed) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[] };

  it('is what the specification asks for', () => {
    check(log);
    expect(check.errors ?? []).toEqual([]);
    expect(printed.endsWith('}\n')).toBe(true);
  });

  it('names the rules that were found, and points at them', () => {
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map((each) => each.id)).toEqual(['bad-thing', 'odd-thing']);
    expect(run?.results.map((each) => [each.ruleId, each.ruleIndex, each.level])).toEqual([
      ['bad-thing', 0, 'warning'],
      ['bad-thing', 0, 'error'],
      ['odd-thing', 1, 'note'],
    ]);
  });

  it('says where, what and how to mend it', () => {
    expect(log.runs[0]?.results[1]).toEqual({
      ruleId: 'bad-thing',
      ruleIndex: 0,
      level: 'error',
      message: { text: '100% of a, b: wrong\r\n\nsee line 1\nTo mend it: write `::error`' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'catalogs/a%20b/events/%C3%A4.yaml' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9, charOffset: 10, charLength: 4 },
          },
        },
      ],
    });
  });

  it('refuses what is no SARIF', () => {
    expect(check({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });
});
