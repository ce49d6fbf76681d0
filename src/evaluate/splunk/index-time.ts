import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Budget } from '../budget.js';
import { type Captures, compileExpression, type Expression } from '../regex/expression.js';
import { implementedRows, refusedRows, type SupportRow } from '../support.js';
import type { Conf, Setting, Settings, Stanza } from './conf-file.js';
import { type ArrivingRecord, type IndexStep, indexRecordKeys, indexTransform, indexTransformKeys } from './index-transforms.js';
import type { Undecided } from './ingest-eval.js';
import { type Breaker, LineBreaker } from './line-breaker.js';
import { LineMerger, type MergeRules } from './line-merger.js';
import { isTrue } from './reports.js';
import { compileSed } from './sed-command.js';
import { splunkCodes } from './splunk-codes.js';
import type { Origin } from './stanza-match.js';
import { compileTimeFormat, type TimeFormat, timeFormatSupport } from './time-format.js';
import { readStamp, type Stamp, type StampRules } from './time-stamp.js';
import { readZoneSetting, type Zone } from './time-zone.js';

export type { ArrivingRecord } from './index-transforms.js';
export type { Breaker } from './line-breaker.js';

/** What index time needs to know of the installed apps. */
export interface IndexSources {
  /** The settings of all stanzas of props.conf that fit, key by key the strongest. */
  settings(origin: Origin): Settings;
  readonly transforms: Conf;
  /** Where to speak of a setting that is not there. */
  readonly stanza: Span;
}

/** What Splunk does with text of one origin before it is searched. */
export interface IndexTime {
  readonly findings: readonly Finding[];
  /** Cuts a stream of text into records: LINE_BREAKER, TRUNCATE, SHOULD_LINEMERGE. */
  breaker(): Breaker;
  /** The time that the settings find in a record. */
  stamp(raw: string): Stamp | undefined;
  /** Time, SEDCMD, TRANSFORMS: one record in; none out where it goes to the null queue, several where it is cloned. */
  arrive(raw: string, undecided: Undecided, budget?: Budget): readonly ArrivingRecord[];
}

/** Settings of index time in props.conf and what of them is not as documented, or not decided. */
const indexTimeKeys: Readonly<Record<string, string | undefined>> = {
  LINE_BREAKER: 'the search goes on behind the match',
  SHOULD_LINEMERGE: undefined,
  BREAK_ONLY_BEFORE: 'together with BREAK_ONLY_BEFORE_DATE, either of them breaks',
  BREAK_ONLY_BEFORE_DATE: 'a line has a date where its time can be read',
  MUST_BREAK_AFTER: 'documents and observations differ',
  MUST_NOT_BREAK_AFTER: 'documents and observations differ',
  MUST_NOT_BREAK_BEFORE: 'documents and observations differ',
  MAX_EVENTS: 'documents and observations differ by one',
  TRUNCATE: 'whole characters',
  TIME_PREFIX: undefined,
  TIME_FORMAT: 'without it only times of ISO 8601 are read: what Splunk recognises by itself is not documented',
  MAX_TIMESTAMP_LOOKAHEAD: undefined,
  TZ: 'absent: UTC is taken, with a warning',
  TZ_ALIAS: undefined,
  DATETIME_CONFIG: 'NONE and CURRENT leave the time open',
  'SEDCMD-<class>': 's with g or a number, y',
  'TRANSFORMS-<class>': 'see transforms.conf',
  'RULESET-<class>': 'as TRANSFORMS, after them',
  CHARSET: 'texts come as UTF-8',
};

/** Settings of index time that are refused, and why. */
const refusedIndexKeys: Readonly<Record<string, string>> = {
  INDEXED_EXTRACTIONS: 'fields of structured files are not made at index time',
  METRICS_PROTOCOL: 'metrics are no records',
  'METRIC-SCHEMA-TRANSFORMS': 'metrics are no records',
};

/** Settings of index time that change nothing of what a record is, or only by the clock. */
const idleIndexKeys: Readonly<Record<string, string>> = {
  EVENT_BREAKER: 'for forwarders',
  EVENT_BREAKER_ENABLE: 'for forwarders',
  NO_BINARY_CHECK: 'for files',
  LINE_BREAKER_LOOKBEHIND: 'lookbehinds see 1024 characters',
  LB_CHUNK_BREAKER: 'for forwarders',
  ADD_EXTRA_TIME_FIELDS: 'date_hour and its like, timestartpos and timeendpos are not made',
  DETERMINE_TIMESTAMP_DATE_WITH_SYSTEM_TIME: 'a time without its date is not read',
  ROUTE_EVENTS_OLDER_THAN: 'depends on the clock: not applied',
  MAX_DAYS_AGO: 'depends on the clock: not applied',
  MAX_DAYS_HENCE: 'depends on the clock: not applied',
  MAX_DIFF_SECS_AGO: 'depends on the record before: not applied',
  MAX_DIFF_SECS_HENCE: 'depends on the record before: not applied',
};

/** Every setting of index time that is known, whatever is done with it. */
export const indexTimeSettings: ReadonlySet<string> = new Set(
  [indexTimeKeys, refusedIndexKeys, idleIndexKeys].flatMap((table) => Object.keys(table)),
);

/** What of index time is implemented, from the tables that the implementation works by. */
export function indexTimeSupport(): readonly SupportRow[] {
  const side = 'splunk' as const;
  const [props, transforms] = ['props.conf, index time', 'transforms.conf, index time'];
  return [
    ...implementedRows(side, props, { ...indexTimeKeys, ...idleIndexKeys }),
    ...refusedRows(side, props, refusedIndexKeys),
    ...implementedRows(side, transforms, indexTransformKeys),
    ...refusedRows(side, transforms, { STOP_PROCESSING_IF: 'not implemented' }),
    ...indexRecordKeys.map((name) => ({ side, area: 'SOURCE_KEY, DEST_KEY', name, state: 'implemented' as const })),
    ...timeFormatSupport().map((row) => ({ side, area: 'time format', ...row })),
  ];
}

/** Takes an origin and the settings of the installed apps and returns what happens to its text at index time. */
export function openIndexTime(origin: Origin, sources: IndexSources): IndexTime {
  return new Indexing(origin, sources, [origin.sourcetype]);
}

/** Of these, Splunk was seen to do otherwise than props.conf.spec says. */
const disputed = ['MUST_BREAK_AFTER', 'MUST_NOT_BREAK_AFTER', 'MUST_NOT_BREAK_BEFORE', 'MAX_EVENTS'] as const;

const usualBreaker = '([\\r\\n]+)';

class Indexing implements IndexTime {
  readonly #findings: Finding[] = [];
  readonly #settings: Settings;
  readonly #stamps: StampRules | undefined;
  readonly #steps: readonly IndexStep[];
  readonly #truncate: number;
  readonly #lineBreak: Expression;
  readonly #merge: MergeRules | undefined;

  constructor(
    readonly origin: Origin,
    readonly sources: IndexSources,
    /** Sourcetypes whose records became these by cloning. */
    readonly clones: readonly string[],
  ) {
    this.#settings = sources.settings(origin);
    this.#refuseUnknown();
    this.#truncate = this.#count('TRUNCATE', 10_000);
    this.#stamps = this.#stampRules();
    this.#lineBreak = this.#breakExpression();
    this.#merge = isTrue(this.#settings.get('SHOULD_LINEMERGE'), true) ? this.#mergeRules() : undefined;
    this.#steps = [...this.#sedSteps(), ...this.#transformSteps('TRANSFORMS'), ...this.#transformSteps('RULESET')];
  }

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  breaker(): Breaker {
    const lines = new LineBreaker(this.#lineBreak);
    const cut = (line: string) => truncated(line, this.#truncate);
    return this.#merge === undefined ? mapped(lines, cut) : new LineMerger(lines, this.#merge, cut);
  }

  stamp(raw: string): Stamp | undefined {
    return this.#stamps === undefined ? undefined : readStamp(raw, this.#stamps);
  }

  arrive(raw: string, undecided: Undecided, budget?: Budget): readonly ArrivingRecord[] {
    const prefix = this.#settings.get('TIME_PREFIX');
    const record = new Arriving(this.origin, raw, () => {
      if (budget !== undefined && prefix !== undefined) budget.at = prefix.place;
      return this.stamp(raw);
    });
    const processed = this.#process(record, undecided, budget);
    const records = processed.every(isIndexed) ? processed : processed.filter(isIndexed);
    if (records.every(({ undecidedOfTime }) => undecidedOfTime.length === 0)) return records;
    const place = (this.#settings.get('TIME_FORMAT') ?? prefix ?? this.#settings.get('TZ'))?.place ?? this.sources.stanza;
    for (const message of new Set(records.flatMap((each) => each.undecidedOfTime))) undecided(place, message);
    return records;
  }

  #process(record: ArrivingRecord, undecided: Undecided, budget: Budget | undefined): readonly ArrivingRecord[] {
    const all = [record];
    for (const step of this.#steps) {
      const made = step(record, undecided, budget);
      for (let at = 1; at < made.length; at += 1) all.push(made[at] ?? record);
    }
    return all;
  }

  #report(code: 'splunk-refused' | 'splunk-wrong' | 'splunk-undecided' | 'splunk-missing', message: string, span: Span): void {
    this.#findings.push(finding(splunkCodes[code], { message, span }));
  }

  #refuseUnknown(): void {
    for (const [key, why] of Object.entries(refusedIndexKeys)) {
      const setting = this.#settings.get(key);
      if (setting !== undefined && setting.value !== '' && setting.value.toLowerCase() !== 'none') {
        this.#report('splunk-refused', `${key} is not implemented: ${why}`, setting.place);
      }
    }
  }

  /** An expression of a setting; undefined where there is none or it cannot be read, which is told. */
  #expression(key: string, captures: Captures = 'none'): Expression | undefined {
    const setting = this.#settings.get(key);
    if (setting === undefined || setting.value === '') return undefined;
    const { expression, refused } = compileExpression(setting.value, 'pcre2', '', captures);
    if (expression !== undefined) return expression;
    const span = setting.placed.span(refused.at);
    const message = `the regular expression has ${refused.what}`;
    if (!this.#findings.some((each) => each.message === message && each.span?.start === span.start))
      this.#report('splunk-refused', message, span);
    return undefined;
  }

  /** Without a group, and without an expression that can be read, text is cut at line ends. */
  #breakExpression(): Expression {
    const given = this.#expression('LINE_BREAKER', 'all');
    if (given !== undefined && given.groupCount > 0) return given;
    const { expression, refused } = compileExpression(usualBreaker, 'pcre2');
    if (expression === undefined) throw new Error(refused.what);
    return expression;
  }

  #count(key: string, otherwise: number): number {
    const setting = this.#settings.get(key);
    if (setting === undefined || setting.value === '') return otherwise;
    if (/^-?\d+$/.test(setting.value)) return Number(setting.value);
    this.#report('splunk-wrong', `${key} is no number`, setting.placed.span());
    return otherwise;
  }

  #mergeRules(): MergeRules {
    for (const key of disputed) {
      const setting = this.#settings.get(key);
      if (setting === undefined || setting.value === '') continue;
      this.#report(
        'splunk-undecided',
        `${key}: what is documented differs from what was observed; it is read as documented`,
        setting.place,
      );
    }
    const byDate = isTrue(this.#settings.get('BREAK_ONLY_BEFORE_DATE'), true);
    return {
      breakBefore: this.#expression('BREAK_ONLY_BEFORE'),
      hasDate: byDate ? (line: string) => this.stamp(line) !== undefined : undefined,
      breakAfter: this.#expression('MUST_BREAK_AFTER'),
      keepAfter: this.#expression('MUST_NOT_BREAK_AFTER'),
      keepBefore: this.#expression('MUST_NOT_BREAK_BEFORE'),
      mostLines: this.#count('MAX_EVENTS', 256),
    };
  }

  #stampRules(): StampRules | undefined {
    const config = this.#settings.get('DATETIME_CONFIG');
    if (config !== undefined && /^(?:NONE|CURRENT)$/i.test(config.value)) return undefined;
    if (config !== undefined && !/^$|^\/?etc\/datetime\.xml$/.test(config.value)) {
      this.#report('splunk-refused', 'a DATETIME_CONFIG of its own is not implemented', config.placed.span());
      return undefined;
    }
    const prefix = this.#expression('TIME_PREFIX');
    if (prefix === undefined && (this.#settings.get('TIME_PREFIX')?.value ?? '') !== '') return undefined;
    const format = this.#timeFormat();
    if (format === undefined && (this.#settings.get('TIME_FORMAT')?.value ?? '') !== '') return undefined;
    const lookahead = this.#count('MAX_TIMESTAMP_LOOKAHEAD', 128);
    const zones = { otherwise: this.#zone(), aliases: this.#aliases() };
    return { prefix, format, lookahead: lookahead > 0 ? lookahead : Number.POSITIVE_INFINITY, zones };
  }

  #timeFormat(): TimeFormat | undefined {
    const setting = this.#settings.get('TIME_FORMAT');
    if (setting === undefined || setting.value === '') return undefined;
    const { format, refused } = compileTimeFormat(setting.value);
    if (format === undefined) this.#report('splunk-refused', `${refused.what} is not implemented`, setting.placed.span(refused.at));
    else if (!format.hasDate) {
      this.#report(
        'splunk-undecided',
        'a TIME_FORMAT without day and year: Splunk adds them by the clock; no time is read',
        setting.placed.span(),
      );
      return undefined;
    }
    return format;
  }

  #zone(): Zone | undefined {
    const setting = this.#settings.get('TZ');
    if (setting === undefined || setting.value === '') return undefined;
    const zone = readZoneSetting(setting.value);
    if (zone === undefined) this.#report('splunk-wrong', `TZ = ${setting.value} is no time zone that is known`, setting.placed.span());
    return zone;
  }

  /** `EST=GMT+10:00,EDT=GMT+11:00`: props.conf.spec. */
  #aliases(): ReadonlyMap<string, string> {
    const setting = this.#settings.get('TZ_ALIAS');
    const aliases = new Map<string, string>();
    for (const found of (setting?.value ?? '').matchAll(/[^,]+/g)) {
      const [whole] = found;
      const equals = whole.indexOf('=');
      const [name, zone] = [whole.slice(0, equals).trim(), whole.slice(equals + 1).trim()];
      if (equals > 0 && readZoneSetting(zone) !== undefined) aliases.set(name, zone);
      else if (setting !== undefined && whole.trim() !== '') {
        const span = setting.placed.span(found.index, found.index + whole.length);
        this.#report('splunk-wrong', `${whole.trim()} in TZ_ALIAS names no time zone that is known`, span);
      }
    }
    return aliases;
  }

  #classes(kind: string): readonly Setting[] {
    return [...this.#settings.values()].filter(({ key }) => key.startsWith(`${kind}-`)).sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  #sedSteps(): readonly IndexStep[] {
    return this.#classes('SEDCMD').map((setting) => this.#sedStep(setting));
  }

  #sedStep(setting: Setting): IndexStep {
    const { commands, faults, undecided } = compileSed(setting.value);
    for (const { what, at } of faults) this.#report('splunk-refused', what, setting.placed.span(at));
    for (const what of undecided) this.#report('splunk-undecided', what, setting.placed.span());
    return (record, _undecided, budget) => {
      if (budget !== undefined) budget.at = setting.place;
      for (const command of commands) record.raw = command(record.raw);
      return [record];
    };
  }

  #transformSteps(kind: string): readonly IndexStep[] {
    return this.#classes(kind).flatMap((setting) =>
      [...setting.value.matchAll(/[^,]+/g)].flatMap((found) => this.#transformStep(setting, found)),
    );
  }

  #transformStep(setting: Setting, found: RegExpExecArray): readonly IndexStep[] {
    const name = found[0].trim();
    if (name === '') return [];
    const stanza = this.sources.transforms.get(name);
    if (stanza === undefined) {
      const span = setting.placed.span(found.index, found.index + found[0].length);
      this.#report('splunk-missing', `transforms.conf has no [${name}]`, span);
      return [];
    }
    const clone = this.#cloneOf(stanza);
    const indexing = clone === undefined ? undefined : this.#cloning(clone);
    if (clone !== undefined && indexing === undefined) return [];
    const cloned = indexing === undefined ? undefined : (record: ArrivingRecord) => indexing.#process(record, ignored, undefined);
    const step = indexTransform(stanza, this.#findings, cloned);
    return step === undefined ? [] : [step];
  }

  /** To its own sourcetype nothing is cloned: the transform is then applied to the record itself (transforms.conf.spec, CLONE_SOURCETYPE). */
  #cloneOf({ settings }: Stanza): Setting | undefined {
    const clone = settings.get('CLONE_SOURCETYPE');
    if (clone?.value !== this.origin.sourcetype) return clone;
    this.#report('splunk-wrong', `${clone.value} is cloned to itself: the record is changed, and not cloned`, clone.placed.span());
    return undefined;
  }

  /** A clone goes through the settings of its own sourcetype: transforms.conf.spec. */
  #cloning(setting: Setting): Indexing | undefined {
    if (this.clones.includes(setting.value)) {
      this.#report('splunk-wrong', `${setting.value} is cloned from itself, without end`, setting.placed.span());
      return undefined;
    }
    const indexing = new Indexing({ ...this.origin, sourcetype: setting.value }, this.sources, [...this.clones, setting.value]);
    this.#findings.push(...indexing.findings);
    return indexing;
  }
}

/** A record that has come in. Its time is looked for when somebody asks: a transform may set another. */
class Arriving implements ArrivingRecord {
  raw: string;
  host: string;
  source: string;
  sourcetype: string;
  queue = 'indexQueue';
  fields = new Map<string, readonly string[]>();
  readonly #read: () => Stamp | undefined;
  #isRead = false;
  #stamp: Stamp | undefined;
  #time: number | null | undefined;
  #undecidedOfTime: readonly string[] | undefined;

  constructor({ host, source, sourcetype }: Origin, raw: string, read: () => Stamp | undefined) {
    this.raw = raw;
    this.host = host;
    this.source = source;
    this.sourcetype = sourcetype;
    this.#read = read;
  }

  get time(): number | null {
    return this.#time === undefined ? (this.#found?.seconds ?? null) : this.#time;
  }

  set time(seconds: number | null) {
    this.#time = seconds;
  }

  get undecidedOfTime(): readonly string[] {
    return this.#undecidedOfTime ?? this.#found?.undecided ?? NONE;
  }

  set undecidedOfTime(what: readonly string[]) {
    this.#undecidedOfTime = what;
  }

  clone(sourcetype: string): ArrivingRecord {
    const other = new Arriving({ host: this.host, source: this.source, sourcetype }, this.raw, () => this.#found);
    other.queue = this.queue;
    other.fields = new Map(this.fields);
    other.#time = this.#time;
    other.#undecidedOfTime = this.#undecidedOfTime;
    return other;
  }

  get #found(): Stamp | undefined {
    if (!this.#isRead) this.#stamp = this.#read();
    this.#isRead = true;
    return this.#stamp;
  }
}

const NONE: readonly string[] = [];
const ignored: Undecided = () => {};

function isIndexed({ queue }: ArrivingRecord): boolean {
  return queue !== 'nullQueue';
}

function mapped(breaker: Breaker, map: (record: string) => string): Breaker {
  return { push: (chunk) => breaker.push(chunk).map(map), end: () => breaker.end().map(map) };
}

/** TRUNCATE: so many bytes of UTF-8, whole characters; 0 leaves all. */
function truncated(text: string, bytes: number): string {
  if (bytes <= 0 || text.length * 3 <= bytes) return text;
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return encoded.subarray(0, end).toString('utf8');
}
