/** What Elastic Agent makes of the lines of a file: settings of the parser, a text, its records, or why it refuses the settings. */
export interface LinesCase {
  readonly name: string;
  readonly multiline?: Readonly<Record<string, unknown>>;
  readonly maxBytes?: number;
  readonly text: string;
  readonly records?: readonly string[];
  readonly error?: string;
}

// Answers of libbeat/reader/multiline and libbeat/reader/readfile of Beats 7.17.29, built with Go 1.26.
export const linesCases: readonly LinesCase[] = [
  {
    name: 'no parser: a record a line, empty ones left out',
    text: 'a\n\nb\r\nc',
    records: ['a', 'b', 'c'],
  },
  {
    name: 'no parser: a carriage return inside of a line stays',
    text: 'a\rb\nc\r\r\n',
    records: ['a\rb', 'c\r'],
  },
  {
    name: 'no parser: a line of blanks is a record',
    text: ' \n\t\n',
    records: [' ', '\t'],
  },
  {
    name: 'negated, after: lines that do not match belong to the record before',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\nb\nc\n2 d\n',
    records: ['1 a\nb\nc', '2 d'],
  },
  {
    name: 'negated, after: lines before the first match are a record',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: 'x\ny\n1 a\n',
    records: ['x\ny', '1 a'],
  },
  {
    name: 'negated, after: an empty line inside of a record is kept',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\n\nb\n2 c\n',
    records: ['1 a\n\nb', '2 c'],
  },
  {
    name: 'negated, after: an empty line at the end of a record is kept',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\n\n2 c\n',
    records: ['1 a\n', '2 c'],
  },
  {
    name: 'negated, after: empty lines before the first are not',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '\n\nx\n1 a\n',
    records: ['x', '1 a'],
  },
  {
    name: 'negated, after: two empty lines at the beginning are a record without text',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '\n\n1 a\n',
    records: ['', '1 a'],
  },
  {
    name: 'negated, after: carriage returns before newlines are left out',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\r\nb\r\n2 c\r\n',
    records: ['1 a\nb', '2 c'],
  },
  {
    name: 'negated, after: no newline at the end',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\nb',
    records: ['1 a\nb'],
  },
  {
    name: 'negated, after: an empty text',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '',
    records: [],
  },
  {
    name: 'after: lines that match belong to the record before',
    multiline: {
      pattern: '^\\s',
      match: 'after',
    },
    text: 'a\n  b\n  c\nd\n',
    records: ['a\n  b\n  c', 'd'],
  },
  {
    name: 'before: a line that matches takes the next one',
    multiline: {
      pattern: '\\\\$',
      match: 'before',
    },
    text: 'a\\\nb\\\nc\nd\n',
    records: ['a\\\nb\\\nc', 'd'],
  },
  {
    name: 'negated, before: all up to the line that matches',
    multiline: {
      pattern: ';$',
      negate: true,
      match: 'before',
    },
    text: 'a\nb;\nc\nd;\ne\n',
    records: ['a\nb;', 'c\nd;', 'e'],
  },
  {
    name: 'max_lines: lines beyond are lost',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      max_lines: 2,
    },
    text: '1 a\nb\nc\nd\n2 e\nf\n',
    records: ['1 a\nb', '2 e\nf'],
  },
  {
    name: 'max_lines: empty lines count',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      max_lines: 2,
    },
    text: '1 a\n\nc\n2 e\n',
    records: ['1 a\n', '2 e'],
  },
  {
    name: 'max_lines 0 is no limit',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      max_lines: 0,
    },
    text: '1 a\nb\nc\n',
    records: ['1 a\nb\nc'],
  },
  {
    name: 'flush_pattern ends a record behind its line',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      flush_pattern: '^end',
    },
    text: '1 a\nend\nb\n2 c\nend\n',
    records: ['1 a\nend', 'b', '2 c\nend'],
  },
  {
    name: 'flush_pattern: the first line of a record is not asked',
    multiline: {
      type: 'pattern',
      pattern: '^(?:\\d|end)',
      negate: true,
      match: 'after',
      flush_pattern: '^end',
    },
    text: 'end\nb\nend\nend\nx\n',
    records: ['end\nb\nend', 'end\nx'],
  },
  {
    name: 'flush_pattern: a line that begins a record and ends one ends the one before',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      flush_pattern: 'end$',
    },
    text: '1 a\n2 end\n3 b\n',
    records: ['1 a\n2 end', '3 b'],
  },
  {
    name: 'skip_newline joins lines without anything between',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
      skip_newline: true,
    },
    text: '1 a\nb\n\nc\n2 d\n',
    records: ['1 abc', '2 d'],
  },
  {
    name: 'a type that is empty is `pattern`',
    multiline: {
      type: '',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    text: '1 a\nb\n',
    records: ['1 a\nb'],
  },
  {
    name: 'message_max_bytes: what is more is cut',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    maxBytes: 10,
    text: '1 abcdef\nghij\nkl\n2\n',
    records: ['1 abcdef\ng', '2'],
  },
  {
    name: 'message_max_bytes: characters of several bytes',
    multiline: {
      type: 'pattern',
      pattern: '^\\d',
      negate: true,
      match: 'after',
    },
    maxBytes: 10,
    text: '1 äöü\nü\n',
    records: ['1 äöü\n�'],
  },
  {
    name: 'match is asked for',
    multiline: {
      pattern: 'a',
    },
    text: 'a\n',
    error: 'unknown matcher type:  accessing config',
  },
  {
    name: 'match is after or before',
    multiline: {
      pattern: 'a',
      match: 'around',
    },
    text: 'a\n',
    error: 'unknown matcher type: around accessing config',
  },
  {
    name: 'pattern is asked for',
    multiline: {
      type: 'pattern',
      match: 'after',
    },
    text: 'a\n',
    error: 'multiline.pattern cannot be empty when pattern based matching is selected accessing config',
  },
  {
    name: 'a pattern is one of Go: no lookahead',
    multiline: {
      pattern: '(?=a)',
      match: 'after',
    },
    text: 'a\n',
    error: "error parsing regexp: invalid or unsupported Perl syntax: `(?=` accessing 'pattern'",
  },
  {
    name: 'a pattern is one of Go: no possessive repetition',
    multiline: {
      pattern: 'a++',
      match: 'after',
    },
    text: 'a\n',
    error: "error parsing regexp: invalid nested repetition operator: `++` accessing 'pattern'",
  },
  {
    name: 'a pattern is one of Go: `.` takes a carriage return',
    multiline: {
      pattern: '^a.b$',
      match: 'after',
    },
    text: 'x\na\rb\ny\n',
    records: ['x\na\rb', 'y'],
  },
  {
    name: 'a pattern is one of Go: `\\s` takes no vertical tab',
    multiline: {
      pattern: '^\\s',
      match: 'after',
    },
    text: 'x\n\u000bb\n',
    records: ['x', '\u000bb'],
  },
  {
    name: 'a pattern is one of Go: `\\d` takes ASCII digits alone',
    multiline: {
      pattern: '^\\d',
      match: 'after',
    },
    text: 'x\n٣b\n',
    records: ['x', '٣b'],
  },
  {
    name: 'a pattern is one of Go: `$` is the end of the line',
    multiline: {
      pattern: 'a$',
      match: 'after',
    },
    text: 'x\nba\nc\n',
    records: ['x\nba', 'c'],
  },
  {
    name: 'a pattern is one of Go: letter case by (?i)',
    multiline: {
      pattern: '(?i)^at',
      match: 'after',
    },
    text: 'x\nAt\nAT\nb\n',
    records: ['x\nAt\nAT', 'b'],
  },
  {
    name: 'Dogtag: frames, with and without a syslog header',
    multiline: {
      type: 'pattern',
      pattern:
        '^(?:[^\\r\\n]{0,400}?(?:: |- |\\] )|[^\\r\\n]{0,400}? )??\\d{1,10}\\.[^\\[\\]\\r\\n]{1,200} - \\[\\d\\d/[^\\/\\s\\[\\]]{1,12}/\\d{4}:',
      negate: true,
      match: 'after',
      max_lines: 5000,
    },
    text: '0.main - [01/Jan/2026:10:00:00 CET] [14] [6] [AuditEvent=A][x=a\nb\n\n] t\nJan  1 10:00:00 host pki: 1.http-nio-1 - [01/Jan/2026:10:00:01 CET] [14]\n0.main - [01/Jan/2026:10:00:02 CET] b\n 0.main - [01/Jan/2026:10:00:03 CET] c\nx0.main - [01/Jan/2026:10:00:03 CET] d\n',
    records: [
      '0.main - [01/Jan/2026:10:00:00 CET] [14] [6] [AuditEvent=A][x=a\nb\n\n] t',
      'Jan  1 10:00:00 host pki: 1.http-nio-1 - [01/Jan/2026:10:00:01 CET] [14]',
      '0.main - [01/Jan/2026:10:00:02 CET] b',
      ' 0.main - [01/Jan/2026:10:00:03 CET] c\nx0.main - [01/Jan/2026:10:00:03 CET] d',
    ],
  },
  {
    name: 'Dogtag: a name of a thread with brackets, a month in another language, a date with too few digits',
    multiline: {
      type: 'pattern',
      pattern:
        '^(?:[^\\r\\n]{0,400}?(?:: |- |\\] )|[^\\r\\n]{0,400}? )??\\d{1,10}\\.[^\\[\\]\\r\\n]{1,200} - \\[\\d\\d/[^\\/\\s\\[\\]]{1,12}/\\d{4}:',
      negate: true,
      match: 'after',
      max_lines: 5000,
    },
    text: '0.a[b] - [01/Jan/2026:10\n0.b - [1/Jan/2026:10\n0.c - [01/janv./2026:10\n0.d - [01/Jan/26:10\n',
    records: ['0.a[b] - [01/Jan/2026:10\n0.b - [1/Jan/2026:10', '0.c - [01/janv./2026:10\n0.d - [01/Jan/26:10'],
  },
  {
    name: 'Dinamo: frames, with and without a syslog header',
    multiline: {
      type: 'pattern',
      pattern: '^(?:[^\\r\\n]{0,400}?(?:: |- |\\] )|[^\\r\\n]{0,400}? )??(?:[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})',
      negate: true,
      match: 'after',
      max_lines: 5000,
    },
    text: '2026/01/01 10:00:00 a\nb 2026/01/01 10:00:01 c\n<13>Jan  1 10:00:00 hsm dinamo: 2026/01/01 10:00:02 d\nJan 1 10:00:00 hsm dinamo[12] 2026/01/01 10:00:03 e\n2026-01-01 10:00:04 f\n',
    records: [
      '2026/01/01 10:00:00 a',
      'b 2026/01/01 10:00:01 c',
      '<13>Jan  1 10:00:00 hsm dinamo: 2026/01/01 10:00:02 d',
      'Jan 1 10:00:00 hsm dinamo[12] 2026/01/01 10:00:03 e\n2026-01-01 10:00:04 f',
    ],
  },
];
