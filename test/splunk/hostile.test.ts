import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../src/evaluate/regex/expression.js';
import { readConfFile, type Settings } from '../../src/evaluate/splunk/conf-file.js';
import { type EvalNode, parseEval } from '../../src/evaluate/splunk/eval-syntax.js';
import type { SplunkRecord } from '../../src/evaluate/splunk/splunk-apps.js';
import { textOf } from './rendered-app.js';
import { shippedStream } from './shipped-streams.js';

const { app, rendered } = shippedStream('dogtag');
const { host, sourcetype } = rendered.origin('');

function see(raw: string): SplunkRecord {
  const { records } = rendered.splunk(raw);
  const [record] = records;
  if (record === undefined || records.length > 1) throw new Error(`${records.length} records`);
  return record;
}

/** Names that the app gives to facts of its own: a record's field of such a name is kept under another. */
const given = new Set(['action', 'status', 'user']);

const frame = '0.main - [02/Jun/2026:10:00:00 UTC] [14] [6] ';
const runs = { seed: 20260602, numRuns: 2000 };

// What marks the format, what looks like it, and what Splunk reserves.
const pieces = fc.constantFrom(
  ...['[', ']', '][', ']]', '[[', '=', '[a', 'a=', '[a=', '][a', '][1=', '][_a=', '][host=', '][date_hour=', '][dogtag_outcome='],
  ...[
    '][',
    'AuditEvent=',
    '[AuditEvent=',
    '[Outcome=Success',
    '+',
    ';;',
    '+;;',
    '+a',
    'a;;',
    ';;;',
    '+;;;+',
    '\\',
    '\\1',
    '"',
    "'",
    '$1',
    ',',
  ],
  ...[
    'null',
    '<null>',
    '--',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '%',
    '*',
    '|',
    '(',
    ')',
    '{',
    '}',
    '0x',
    `][${'a'.repeat(42)}=`,
    'ä',
    '😀',
    '\u2028',
  ],
);
const anyText = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const isValue = (value: string) =>
  value !== '' && !/^[\t\n\v\f\r ]|[\t\n\v\f\r ]$/.test(value) && !['null', '<null>', '--'].includes(value);

// The reading rule, in words of its own: a value ends where another field begins.
const endsEarly = (value: string) =>
  value.includes('[ParamNameValPairs=') ||
  [...value.matchAll(/\]\[([A-Za-z][A-Za-z0-9_]*)=/g)].some(
    ([, name = '']) => name.length <= 41 && !/^(?:host|date_hour|dogtag_outcome)$/.test(name),
  );
const values = anyText.filter((value) => isValue(value) && !endsEarly(value));

describe('a record whose event has no value', () => {
  // What the product writes for none, and blanks of every kind.
  const none = fc.constantFrom('', ' ', ' \t ', '\r\n', '\v', ' \f\v', 'null', '<null>', '--');
  const header = fc.constantFrom('', 'Jun  2 10:00:00 pki audit: ', '<14>1 2026-06-02T10:00:00Z pki audit - - - ');
  const rest = fc.oneof(
    anyText.map((text) => `][SubjectID=${text}][Outcome=Success] text`),
    anyText.map((text) => `][AuditEvent=AUTH][SubjectID=${text}`),
    anyText.map((text) => `[ParamNameValPairs=Scope;;${text}] text`),
    anyText.map((text) => `] ${text.replaceAll(']', '')}`),
  );
  // What Splunk states of each record that comes in here, and the time.
  const always = ['time', 'vendor', 'product', 'destination.address'];

  it('is kept whole, and neither side reads anything of it', () => {
    fc.assert(
      fc.property(header, none, rest, (front, value, text) => {
        const raw = `${front}${frame}[AuditEvent=${value}${text}`;
        const [splunk, elastic] = [rendered.splunk(raw), rendered.elastic(raw)];
        expect([splunk.state, elastic.state]).toEqual(['unparsed', 'unparsed']);
        expect([...splunk.facts.keys()].filter((fact) => !always.includes(fact))).toEqual([]);
        expect([...elastic.facts]).toEqual([['time', '2026-06-02T10:00:00.000Z']]);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('is not one whose event is a control character: neither side takes that off', () => {
    for (const value of ['\u0000', '\u0001', ' \u001f ']) {
      const raw = `${frame}[AuditEvent=${value}][SubjectID=\v${value}\f] text`;
      for (const { state, facts } of [rendered.splunk(raw), rendered.elastic(raw)])
        expect([state, facts.get('event.code'), facts.get('actor.user')]).toEqual(['unknown_event', value.trim(), value.trim()]);
    }
  });

  it('is one for both sides, whatever the record is', () => {
    fc.assert(
      fc.property(anyText, anyText, (value, text) => {
        const raw = `${frame}${text}[AuditEvent=${value}`;
        const [splunk, elastic] = [rendered.splunk(raw), rendered.elastic(raw)];
        expect(splunk.state === 'unparsed').toBe(elastic.state === 'unparsed');
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('shows no frame that stands behind the first event, nor one in front of an event that is cut', () => {
    const behind = see(`x: [AuditEvent=A] ${frame}[AuditEvent=AUTH][SubjectID=admin] text`).fields;
    expect([behind.get('dogtag_pid'), behind.get('SubjectID')]).toEqual([undefined, ['admin']]);
    expect(see(`${frame}[AuditEvent=AUTH`).fields.get('dogtag_pid')).toBeUndefined();
    expect(see(`${frame}[AuditEvent=AUTH]`).fields.get('dogtag_pid')).toEqual(['0']);
  });
});

describe('any value', () => {
  it('of a field reads back as it was written', () => {
    fc.assert(
      fc.property(values, values, (subject, info) => {
        const { fields, tags, ...record } = see(
          `${frame}[AuditEvent=AUTH][SubjectID=${subject}][Info=${info}][Outcome=Failure] authentication failure`,
        );
        const names = ['AuditEvent', 'SubjectID', 'Info', 'Outcome', 'dogtag_text', 'dogtag_outcome', 'reason'];
        expect(names.map((name) => fields.get(name))).toEqual([
          ['AUTH'],
          [subject],
          [info],
          ['Failure'],
          ['authentication failure'],
          ['failure'],
          [info],
        ]);
        expect(record.host).toBe(host);
        expect([fields.get('dogtag_unknown_field'), fields.get('dogtag_duplicate_field'), tags]).toEqual([
          undefined,
          undefined,
          ['authentication'],
        ]);
      }),
      runs,
    );
  });

  it('of a pair reads back as it was written', () => {
    const pairValues = values.filter((value) => !/\+[A-Za-z0-9_.:-]+;;/.test(`+${value}`));
    fc.assert(
      fc.property(pairValues, pairValues, (first, second) => {
        const body = `[AuditEvent=CONFIG_AUTH][SubjectID=admin][Outcome=Success][ParamNameValPairs=Scope;;acls+a.b;;${first}+Resource;;${second}]`;
        const { fields } = see(`${frame}${body} text`);
        expect(fields.get('object_attrs')).toEqual(['Scope;;acls', `a.b;;${first}`, `Resource;;${second}`]);
        expect(fields.get('dogtag_resource')).toEqual([second]);
      }),
      runs,
    );
  });

  it('in any field, once or more, known or not, is kept under its name, and the names are marked', () => {
    const known = ['Info', 'info', 'Op', 'OP', 'ReqID', 'SubjectID', 'CertSerialNum'];
    const unknown = ['keyID', 'a', 'Z9_', 'action', 'user', 'status', 'Infos', 'hosts', 'n'.repeat(41)];
    const anyField = fc.tuple(fc.constantFrom(...known, ...unknown), fc.oneof(values, fc.constantFrom('', 'null', '<null>', '--')));
    fc.assert(
      fc.property(fc.array(anyField, { maxLength: 8 }), (written) => {
        const body = written.map(([name, value]) => `[${name}=${value}]`).join('');
        const { fields } = see(`${frame}[AuditEvent=NEW_ONE]${body} text`);
        const names = written.map(([name]) => name);
        const marked = (those: readonly string[]) => (those.length === 0 ? undefined : [...new Set(those)].sort());
        for (const name of names) {
          const expected = written.filter(([other, value]) => other === name && isValue(value)).map(([, value]) => value);
          const seen = fields.get(given.has(name) ? `dogtag_raw_${name}` : name) ?? [];
          expect([name, seen]).toEqual([name, expected]);
        }
        expect(fields.get('dogtag_duplicate_field')).toEqual(marked(names.filter((name, at) => names.indexOf(name) !== at)));
        expect(fields.get('dogtag_unknown_field')).toEqual(marked(names.filter((name) => unknown.includes(name))));
      }),
      runs,
    );
  });

  it('never makes a record fail, nor moves it to another host', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const record = see(`${frame}[AuditEvent=CONFIG_ROLE][SubjectID=${a}][ParamNameValPairs=${b}][Outcome=Success] ${c}`);
        expect([record.host, record.sourcetype, record.fields.get('host')]).toEqual([host, sourcetype, undefined]);
      }),
      runs,
    );
  });
});

/** Every regular expression of the app, with the name of its setting and the flags that Splunk gives it. */
function expressions(): readonly (readonly [name: string, pattern: string, flags: string])[] {
  const stanzas = (name: string) => [...readConfFile(name, Buffer.from(textOf(app, `default/${name}.conf`))).conf.values()];
  const props: Settings = stanzas('props').find(({ name }) => name === sourcetype)?.settings ?? new Map();
  const all = [...props.values()].map(({ key, value }) => [key, value] as const);
  const mask = /^#SEDCMD-\S+ = s\/(.*)\/\\1\*+\/g$/m.exec(textOf(app, 'default/props.conf'))?.[1] ?? '';
  const extracted = all.filter(([key]) => key.startsWith('EXTRACT-'));
  const calculated = all.filter(([key]) => key.startsWith('EVAL-'));
  const found: (readonly [string, string, string])[] = [
    ...['LINE_BREAKER', 'TIME_PREFIX'].map((key) => [key, props.get(key)?.value ?? '', ''] as const),
    ...extracted.map(([key, value]) => [key, value.replace(/ in [A-Za-z0-9_]+$/, ''), 'ms'] as const),
    ...stanzas('transforms').flatMap(({ name, settings }) =>
      [settings.get('REGEX') ?? []].flat().map(({ value }) => [name, value, ''] as const),
    ),
    ...calculated.flatMap(([key, value]) => literals(parseEval(value)).map((regex) => [key, regex, ''] as const)),
    ['SEDCMD', mask, ''],
  ];
  return [...new Map(found.map((each) => [each[1], each] as const)).values()];
}

function literals(node: EvalNode): readonly string[] {
  if (node.kind === 'not' || node.kind === 'minus') return literals(node.of);
  if (node.kind === 'pair') return [...literals(node.left), ...literals(node.right)];
  if (node.kind !== 'call') return [];
  const regex = node.name === 'match' || node.name === 'replace' ? node.parameters[1] : undefined;
  return [...(regex?.kind === 'text' ? [regex.value] : []), ...node.parameters.flatMap(literals)];
}

describe('ten kilobytes of marks', () => {
  const repeated = ['[', ']', '][', '[a=', '][a=null', '][a=', '+', ';;', '+a;;', '+a;;null', ' ', '\\', ',a', ':', '0.a - [', '\n', 'a'];
  const subjects = repeated.flatMap((mark) => {
    const filling = mark.repeat(Math.ceil(10_000 / mark.length));
    return [
      filling,
      `${frame}[AuditEvent=CONFIG_ROLE][ParamNameValPairs=Scope;;users${filling}] text`,
      `${frame}[AuditEvent=AUTH][Info=${filling}`,
    ];
  });

  it.each(expressions())('%s ends on each of them: %s', (_, pattern, flags) => {
    expect(pattern).not.toBe('');
    const { expression, refused } = compileExpression(pattern, 'pcre2', flags);
    expect(refused).toBeUndefined();
    for (const subject of subjects) {
      // An expression that runs away never comes back: the test's own limit ends it.
      expect([...(expression?.matches(subject) ?? [])].length).toBeLessThanOrEqual(subject.length + 1);
    }
  });

  it('are a record like any other', () => {
    for (const raw of subjects) expect(see(raw).host).toBe(host);
  });
});
