import { type Finding, finding } from '../../diagnostics/finding.js';
import { compileExpression, type Expression } from '../regex/expression.js';
import type { Conf, Setting, Settings, Stanza } from './conf-file.js';
import { splunkCodes } from './splunk-codes.js';

/** Where records come from: what Splunk chooses their settings by. */
export interface Origin {
  readonly sourcetype: string;
  readonly source: string;
  readonly host: string;
}

type Kind = keyof Origin;

interface Candidate {
  readonly stanza: Stanza;
  readonly kind: Kind;
  readonly priority: number;
  fits(origin: Origin): boolean;
}

/** From the weakest to the strongest, props.conf.spec: the same key of a source wins over a host's, a host's over a sourcetype's. */
const strength: Readonly<Record<Kind, number>> = { sourcetype: 0, host: 1, source: 2 };

/** Stanzas that choose a sourcetype for files of unknown kind; a record whose sourcetype is known does not meet them. */
const choosesSourcetype = /^(?:rule|delayedrule)::/;

/** Chooses the stanzas of props.conf that apply to records of an origin. */
export class StanzaMatcher {
  readonly findings: Finding[] = [];
  readonly #candidates: readonly Candidate[];
  readonly #weakest: Settings;

  constructor(props: Conf) {
    this.#weakest = props.get('default')?.settings ?? new Map();
    this.#candidates = [...props.values()].flatMap((stanza) => {
      const candidate = this.#candidate(stanza);
      return candidate === undefined ? [] : [candidate];
    });
  }

  /** The settings of all stanzas that fit, key by key the strongest. */
  settings(origin: Origin): Settings {
    const merged = new Map<string, Setting>(this.#weakest);
    for (const { stanza } of this.fitting(origin)) for (const [key, setting] of stanza.settings) merged.set(key, setting);
    return merged;
  }

  /** The stanzas that fit, from the weakest to the strongest. */
  fitting(origin: Origin): readonly Candidate[] {
    return this.#candidates.filter((each) => each.fits(origin)).sort(weakerFirst);
  }

  #candidate(stanza: Stanza): Candidate | undefined {
    if (stanza.name === 'default' || choosesSourcetype.test(stanza.name)) return undefined;
    const [, prefix = '', rest = ''] = /^(source|host)::([\s\S]*)$/.exec(stanza.name) ?? [];
    const kind: Kind = prefix === 'source' || prefix === 'host' ? prefix : 'sourcetype';
    const pattern = prefix === '' ? stanza.name : rest;
    // A sourcetype is a pattern only where its name holds `::`, which the trick of the empty group brings in.
    const isPattern = prefix === '' ? pattern.includes('::') : /\.\.\.|[*|()[]/.test(pattern);
    const priority = priorityOf(stanza, isPattern);
    if (!isPattern) return { stanza, kind, priority, fits: literally(kind, pattern) };
    const expression = this.#compile(stanza, pattern, kind);
    return expression === undefined ? undefined : { stanza, kind, priority, fits: (origin) => expression.test(origin[kind]) };
  }

  #compile(stanza: Stanza, pattern: string, kind: Kind): Expression | undefined {
    const { expression, refused } = compileExpression(`\\A(?:${wildcards(pattern)})\\z`, 'pcre2', kind === 'host' ? 'i' : '', 'none');
    if (refused === undefined) return expression;
    const message = `[${stanza.name}]: ${refused.what}: the stanza is left out`;
    this.findings.push(finding(splunkCodes['splunk-refused'], { message, span: stanza.place }));
    return undefined;
  }
}

function literally(kind: Kind, name: string): (origin: Origin) => boolean {
  const lower = name.toLowerCase();
  return kind === 'host' ? (origin) => origin.host.toLowerCase() === lower : (origin) => origin[kind] === name;
}

/** props.conf.spec: `priority` overrides 100 for a literal stanza and 0 for a pattern. */
function priorityOf(stanza: Stanza, isPattern: boolean): number {
  const stated = stanza.settings.get('priority')?.value;
  if (stated !== undefined && /^-?\d+$/.test(stated)) return Number(stated);
  return isPattern ? 0 : 100;
}

function weakerFirst(a: Candidate, b: Candidate): number {
  const byKind = strength[a.kind] - strength[b.kind] || a.priority - b.priority;
  if (byKind !== 0) return byKind;
  return a.stanza.name < b.stanza.name ? 1 : -1;
}

/** props.conf.spec: `...` is any text, `*` any text without a separator of paths, a dot is a dot; the rest is a regular expression. */
function wildcards(pattern: string): string {
  const tokens: Readonly<Record<string, string>> = { '...': '[\\s\\S]*', '*': '[^/\\\\]*', '.': '\\.' };
  return pattern.replace(/\\[\s\S]|\.\.\.|[*.]/g, (token) => tokens[token] ?? token);
}
