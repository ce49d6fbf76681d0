import { type Finding, finding } from '../../diagnostics/finding.js';
import { compileExpression, type Expression, type Match } from '../regex/expression.js';
import type { Setting } from './conf-file.js';
import { splunkCodes } from './splunk-codes.js';
import { type Step, trimmedExtent, type WorkingRecord } from './working-record.js';

/** EXTRACT-<class> = <regex> [in <field>]: props.conf.spec. The expression is read as if `(?ms)` stood before it; its first match counts. */
export function extraction(setting: Setting, findings: Finding[]): Step | undefined {
  const [, before, inField] = /^([\s\S]*) in ([A-Za-z0-9_]+)$/.exec(setting.value) ?? [];
  const { expression, refused } = compileExpression(before ?? setting.value, 'pcre2', 'ms', 'named');
  if (refused !== undefined) {
    const span = setting.placed.span(refused.at, refused.at + 1);
    findings.push(finding(splunkCodes['splunk-refused'], { message: `regular expression: ${refused.what}`, span }));
    return undefined;
  }
  if (expression.names.size === 0) {
    findings.push(
      finding(splunkCodes['splunk-wrong'], { message: 'EXTRACT without a named group extracts nothing', span: setting.placed.span() }),
    );
    return undefined;
  }
  const source = inField ?? '_raw';
  const names = [...expression.names];
  return {
    places: [setting.place],
    writes: (field) => expression.names.has(field),
    run: (record) => {
      const values = record.fields.get(source);
      const text = values?.[0];
      if (text === undefined) return;
      record.at(setting.place);
      if (values !== undefined && values.length > 1)
        record.undecided(setting.place, `EXTRACT in ${source}, which has several values: the first is read`);
      const match = expression.match(text);
      if (match !== undefined) takeNamed(record, match, names, { source, directive: setting.key, setting, expression });
    },
  };
}

interface Extracted {
  readonly source: string;
  readonly directive: string;
  readonly setting: Setting;
  readonly expression: Expression;
}

function takeNamed(record: WorkingRecord, match: Match, names: readonly (readonly [string, readonly number[]])[], by: Extracted): void {
  for (const [name, numbers] of names) {
    for (const number of numbers) {
      const group = match.groups[number];
      if (group === undefined) continue;
      take(record, name, group, match, number, by);
      break;
    }
  }
}

function take(record: WorkingRecord, name: string, group: string, match: Match, number: number, by: Extracted): void {
  const [start, end] = trimmedExtent(group);
  if (start === end) return;
  if (record.fields.has(name)) {
    record.undecided(by.setting.place, `${name} is extracted twice: the first value stays`);
    return;
  }
  record.fields.set(name, [end - start === group.length ? group : group.slice(start, end)]);
  if (record.origins === undefined) return;
  const spans = spanInRaw(record, by.source, match.spans()[number]?.[0], start, end);
  record.origins.set(name, {
    place: by.setting.place,
    directive: by.directive,
    from: [by.source],
    ...(spans === undefined ? {} : { spans }),
  });
}

/** Where a part of a field's first value stands in the record. */
export function spanInRaw(
  record: WorkingRecord,
  source: string,
  at: number | undefined,
  start: number,
  end: number,
  value = 0,
): readonly (readonly [number, number])[] | undefined {
  const base = record.spansOf(source)?.[value]?.[0];
  return base === undefined || at === undefined ? undefined : [[base + at + start, base + at + end]];
}
