import type { z } from 'zod';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding } from '../diagnostics/finding.js';
import { type PathStep, type SourceDocument, valueAt } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';
import { sameMeaning } from './other-words.js';
import { issueAt, keysAt, variantsAt } from './schema-shape.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PathStep[];

/** The file that is judged, and by what. */
interface Judged {
  readonly document: SourceDocument;
  readonly schema: z.ZodType;
}

/** Takes what the schema found wrong with a file and returns findings that point at the value, one a mistake. */
export function schemaFindings(document: SourceDocument, schema: z.ZodType, issues: readonly Issue[]): readonly Finding[] {
  return withoutMisspelt(document, issues, []).flatMap((issue) => issueFindings({ document, schema }, issue, []));
}

// A misspelt key is an unknown key and a missing one: only the first is told. Where a mapping has keys that are not known and lacks others,
// the nearest two belong together.
function withoutMisspelt(document: SourceDocument, issues: readonly Issue[], outer: Path): readonly Issue[] {
  const misspelt = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const missing = issues.flatMap((each) =>
      isMissing(document, each, outer) && isBelow(each.path, issue.path) ? [String(each.path.at(-1))] : [],
    );
    for (const key of issue.keys) {
      const meant = closest(key, missing);
      if (meant !== undefined) misspelt.add(JSON.stringify([...issue.path, meant]));
    }
  }
  if (misspelt.size === 0) return issues;
  return issues.filter((each) => !isMissing(document, each, outer) || !misspelt.has(JSON.stringify(each.path)));
}

function isMissing(document: SourceDocument, issue: Issue, outer: Path): boolean {
  return issue.code !== 'unrecognized_keys' && valueAt(document.data, inside(outer, issue)) === undefined;
}

function isBelow(path: Issue['path'], parent: Issue['path']): boolean {
  return path.length === parent.length + 1 && parent.every((step, index) => step === path[index]);
}

function inside(outer: Path, issue: Issue): Path {
  return [...outer, ...issue.path.filter((step): step is PathStep => typeof step !== 'symbol')];
}

function issueFindings(judged: Judged, issue: Issue, outer: Path): readonly Finding[] {
  const path = inside(outer, issue);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(judged, path, key));
  if (issue.code === 'invalid_key') return [badKey(judged, path, issue)];
  if (issue.code === 'invalid_union') return unionFindings(judged, issue, path);
  if (issue.code === 'invalid_type') return [badType(judged, path, [issue.expected])];
  if (issue.code === 'invalid_value') return [badValue(judged, path, issue.values.map(String))];
  const message = `${quoted(path)}: ${describe(issue)}`;
  return [finding(catalogCodes['schema-value'], { message, span: judged.document.span(path), fix: `write ${describe(issue)}` })];
}

function describe(issue: Issue): string {
  const isNumber = 'origin' in issue && (issue.origin === 'number' || issue.origin === 'int');
  if (issue.code === 'too_big')
    return isNumber
      ? `a number up to ${issue.maximum}`
      : `at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'too_small' && isNumber) return `a number from ${issue.minimum}`;
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'a text that is not empty' : atLeast(Number(issue.minimum));
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function atLeast(entries: number): string {
  return `at least ${entries} ${entries === 1 ? 'entry' : 'entries'}`;
}

/** The value at a path as a person would name it. */
function quoted(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.findLast((step) => typeof step === 'string');
  return list === undefined ? `entry ${last + 1}` : `entry ${last + 1} of \`${list}\``;
}

function unknownKey({ document, schema }: Judged, path: Path, key: string): Finding {
  const known = keysAt(schema, path);
  const meant = closest(key, known);
  // `{ description: The log file, again. }` is two keys to YAML.
  if (meant === undefined && valueAt(document.data, [...path, key]) === null && /[ .]/.test(key))
    return finding(catalogCodes['schema-unknown-key'], {
      message: `\`${key}\` stands where a key is expected`,
      span: document.span([...path, key], 'key'),
      fix: 'put the text in front of it in quotes, since it holds a comma: "one, two"',
    });
  return finding(catalogCodes['schema-unknown-key'], {
    message: `there is no key \`${key}\` here`,
    span: document.span([...path, key], 'key'),
    fix: meant === undefined ? `use one of: ${known.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

function badKey(judged: Judged, path: Path, issue: Issue): Finding {
  const inner = 'issues' in issue && Array.isArray(issue.issues) ? (issue.issues as readonly Issue[])[0] : undefined;
  if (inner?.code === 'invalid_value') return badWord(judged, path, String(path.at(-1)), inner.values.map(String), 'key');
  const message = inner === undefined ? 'not a name' : describe(inner);
  return finding(catalogCodes['schema-value'], {
    message: `the name ${quoted(path)}: ${message}`,
    span: judged.document.span(path, 'key'),
    fix: `write ${message}`,
  });
}

function badType(judged: Judged, path: Path, expected: readonly string[]): Finding {
  const { document } = judged;
  const value = valueAt(document.data, path);
  if (value === undefined) return missing(judged, path);
  const kinds = [...new Set(expected.map((each) => kindNames[each] ?? each))];
  const fix = fixOfType(judged, path, value, kinds);
  return finding(catalogCodes['schema-type'], {
    message: `${quoted(path)} is ${kindOf(value)}, but ${kinds.join(' or ')} is expected`,
    span: document.span(path),
    ...(fix === undefined ? {} : { fix }),
  });
}

function missing({ document }: Judged, path: Path): Finding {
  const last = path.at(-1);
  const span = document.span(path);
  if (typeof last !== 'number')
    return finding(catalogCodes['schema-missing'], { message: `${quoted(path)} is missing`, span, fix: `add \`${String(last)}: ...\`` });
  const fix = 'separate the entries by commas: `[code, name]`';
  return finding(catalogCodes['schema-missing'], { message: `the list has no entry ${last + 1}`, span, fix });
}

function fixOfType({ document, schema }: Judged, path: Path, value: unknown, kinds: readonly string[]): string | undefined {
  const written = document.scalarText(path);
  const [kind] = kinds;
  if (value === null && kind !== kindNames.string) return `write ${kinds.join(' or ')} there`;
  if (kinds.includes('a text') && written !== undefined && typeof value !== 'string') {
    const issue = issueAt(schema, path, written);
    return issue === undefined || value === null ? `put it in quotes: "${written}"` : `write ${describe(issue)}, in quotes`;
  }
  if (kind === 'true or false') return 'write true or false, without quotes';
  if (kind === 'a list')
    return typeof value === 'object' ? 'start each entry with `- `' : `write it as a list: [${asWritten(document, path)}]`;
  if (kind === 'a mapping (key: value)' && Array.isArray(value)) return 'write `key: value` for each, without `- `';
  return `write ${kinds.join(' or ')}`;
}

/** A value as it stands in the file, quotes included. */
function asWritten(document: SourceDocument, path: Path): string {
  const { start, end } = document.span(path);
  return document.text.slice(start, end).trim();
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  array: 'a list',
  tuple: 'a list',
};

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return kindNames[typeof value] ?? typeof value;
}

function badValue(judged: Judged, path: Path, allowed: readonly string[]): Finding {
  const value = valueAt(judged.document.data, path);
  if (value === undefined) return missing(judged, path);
  if (typeof value === 'object' && value !== null) return badType(judged, path, ['string']);
  return badWord(judged, path, value === null ? '' : String(value), allowed, 'value');
}

function badWord({ document }: Judged, path: Path, word: string, allowed: readonly string[], which: 'key' | 'value'): Finding {
  const meant = sameMeaning(word, allowed) ?? closest(word, allowed);
  const value = word === '' ? `${quoted(path)} is empty` : `${quoted(path)} is \`${word}\`, which is not known`;
  return finding(catalogCodes['schema-value'], {
    message: which === 'key' ? `\`${word}\` is not known here` : value,
    span: document.span(path, which),
    fix: meant === undefined ? `use one of: ${allowed.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

// Of the alternatives the one that the value looks most like is reported: the one whose complaints lie deepest, or are fewest.
function unionFindings(judged: Judged, issue: Issue & { code: 'invalid_union' }, path: Path): readonly Finding[] {
  const { document, schema } = judged;
  const discriminator = 'discriminator' in issue ? issue.discriminator : undefined;
  if (discriminator !== undefined) return [badValue(judged, path, variantsAt(schema, path.slice(0, -1), discriminator))];
  const value = valueAt(document.data, path);
  if (value === undefined) return [missing(judged, path)];
  const alternatives = (issue.errors as readonly (readonly Issue[])[]).filter((each) => each.length > 0);
  const structured = typeof value === 'object' && value !== null;
  const misfits = (one: Issue) => one.path.length === 0 && (one.code === 'invalid_type' || (structured && one.code === 'invalid_value'));
  const fitting = alternatives.filter((each) => !each.some(misfits));
  const best = [...fitting].sort((a, b) => a.length - b.length)[0];
  if (best === undefined) {
    const kinds = alternatives
      .flat()
      .flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : one.code === 'invalid_value' ? ['string'] : []));
    return [badType(judged, path, kinds)];
  }
  const told = withoutMisspelt(document, best, path);
  // A mapping of another shape has keys that are not known and lacks all that are: what it has is told, not what it lacks.
  const unknown = told.filter((each) => each.code === 'unrecognized_keys');
  return (unknown.length > 0 ? unknown : told).flatMap((each) => issueFindings(judged, each, path));
}
