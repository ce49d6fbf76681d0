import type { z } from 'zod';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding } from '../diagnostics/finding.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';

type Issue = z.core.$ZodIssue;

/** Takes what the schema found wrong with a file and returns findings that point at the value, one a mistake. */
export function schemaFindings(document: SourceDocument, schema: z.ZodType, issues: readonly Issue[]): readonly Finding[] {
  return withoutMisspelt(document, issues).flatMap((issue) => issueFindings(document, schema, issue, []));
}

// A misspelt key is an unknown key and a missing one: only the first is told. Where a mapping has keys that are not known and lacks others,
// the nearest two belong together.
function withoutMisspelt(document: SourceDocument, issues: readonly Issue[]): readonly Issue[] {
  const misspelt = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const missing = issues.flatMap((each) =>
      isMissing(document, each) && isBelow(each.path, issue.path) ? [String(each.path.at(-1))] : [],
    );
    for (const key of issue.keys) {
      const meant = closest(key, missing);
      if (meant !== undefined) misspelt.add(JSON.stringify([...issue.path, meant]));
    }
  }
  return misspelt.size === 0 ? issues : issues.filter((each) => !isMissing(document, each) || !misspelt.has(JSON.stringify(each.path)));
}

function isMissing(document: SourceDocument, issue: Issue): boolean {
  return issue.code !== 'unrecognized_keys' && valueAt(document.data, issue.path as readonly PathStep[]) === undefined;
}

function isBelow(path: Issue['path'], parent: Issue['path']): boolean {
  return path.length === parent.length + 1 && parent.every((step, index) => step === path[index]);
}

function issueFindings(document: SourceDocument, schema: z.ZodType, issue: Issue, outer: readonly PathStep[]): readonly Finding[] {
  const path = [...outer, ...issue.path.filter((step): step is PathStep => typeof step !== 'symbol')];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(document, schema, path, key));
  if (issue.code === 'invalid_key') return [badKey(document, path, issue)];
  if (issue.code === 'invalid_union') return unionFindings(document, schema, issue, path);
  if (issue.code === 'invalid_type') return [badType(document, path, issue.expected)];
  if (issue.code === 'invalid_value') return [badValue(document, path, issue.values.map(String))];
  const span = document.span(path);
  return [finding(catalogCodes['schema-value'], { message: `${quoted(path)}: ${describe(issue)}`, span, fix: `write ${describe(issue)}` })];
}

function describe(issue: Issue): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'a text that is not empty' : `at least ${issue.minimum} entries`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function quoted(path: readonly PathStep[]): string {
  const last = path.at(-1);
  return last === undefined ? 'the file' : `\`${String(last)}\``;
}

function unknownKey(document: SourceDocument, schema: z.ZodType, path: readonly PathStep[], key: string): Finding {
  const known = keysAt(schema, path);
  const meant = closest(key, known);
  return finding(catalogCodes['schema-unknown-key'], {
    message: `there is no key \`${key}\` here`,
    span: document.span([...path, key], 'key'),
    fix: meant === undefined ? `use one of: ${known.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

function badKey(document: SourceDocument, path: readonly PathStep[], issue: Issue): Finding {
  const inner = 'issues' in issue && Array.isArray(issue.issues) ? (issue.issues as readonly Issue[])[0] : undefined;
  if (inner?.code === 'invalid_value') return badWord(document, path, String(path.at(-1)), inner.values.map(String), 'key');
  const message = inner === undefined ? 'not a name' : describe(inner);
  return finding(catalogCodes['schema-value'], {
    message: `the name ${quoted(path)}: ${message}`,
    span: document.span(path, 'key'),
    fix: `write ${message}`,
  });
}

function badType(document: SourceDocument, path: readonly PathStep[], expected: string): Finding {
  const value = valueAt(document.data, path);
  if (value === undefined) {
    return finding(catalogCodes['schema-missing'], {
      message: `\`${String(path.at(-1))}\` is missing`,
      span: document.span(path),
      fix: `add \`${String(path.at(-1))}: ...\``,
    });
  }
  const written = document.scalarText(path);
  return finding(catalogCodes['schema-type'], {
    message: `${quoted(path)} is ${kindOf(value)}, but ${kindNames[expected] ?? expected} is expected`,
    span: document.span(path),
    ...(expected === 'string' && written !== undefined ? { fix: `put it in quotes: "${written}"` } : {}),
  });
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
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

function badValue(document: SourceDocument, path: readonly PathStep[], allowed: readonly string[]): Finding {
  const value = valueAt(document.data, path);
  if (value === undefined) return badType(document, path, 'string');
  return badWord(document, path, String(value), allowed, 'value');
}

function badWord(
  document: SourceDocument,
  path: readonly PathStep[],
  word: string,
  allowed: readonly string[],
  which: 'key' | 'value',
): Finding {
  const meant = closest(word, allowed);
  return finding(catalogCodes['schema-value'], {
    message: which === 'key' ? `\`${word}\` is not known here` : `${quoted(path)} is \`${word}\`, which is not known`,
    span: document.span(path, which),
    fix: meant === undefined ? `use one of: ${allowed.join(', ')}` : `did you mean \`${meant}\`?`,
  });
}

// Of the alternatives the one that the value looks most like is reported: the one whose complaints lie deepest, or are fewest.
function unionFindings(
  document: SourceDocument,
  schema: z.ZodType,
  issue: Issue & { code: 'invalid_union' },
  path: readonly PathStep[],
): readonly Finding[] {
  const value = valueAt(document.data, path);
  if (value === undefined) return [badType(document, path, 'string')];
  const alternatives = (issue.errors as readonly (readonly Issue[])[]).filter((each) => each.length > 0);
  const structured = typeof value === 'object' && value !== null;
  const misfits = (one: Issue) => one.path.length === 0 && (one.code === 'invalid_type' || (structured && one.code === 'invalid_value'));
  const fitting = alternatives.filter((each) => !each.some(misfits));
  const best = [...fitting].sort((a, b) => a.length - b.length)[0];
  if (best === undefined) {
    return [
      finding(catalogCodes['schema-type'], {
        message: `${quoted(path)} is ${kindOf(value)}, which is not expected here`,
        span: document.span(path),
      }),
    ];
  }
  return best.flatMap((each) => issueFindings(document, schema, each, path));
}

/** Returns the value at a path of plain data. */
export function valueAt(data: unknown, path: readonly PathStep[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PathStep, unknown>>)[step];
  }
  return value;
}

// Walks the schema along a path of data, as far as mappings and lists go.
function keysAt(schema: z.ZodType, path: readonly PathStep[]): readonly string[] {
  let shapes: readonly z.core.$ZodType[] = [schema];
  for (const step of path) shapes = shapes.flatMap((each) => children(each, step));
  return [...new Set(shapes.flatMap((each) => unwrap(each)).flatMap((each) => Object.keys(shapeOf(each))))];
}

function children(schema: z.core.$ZodType, step: PathStep): readonly z.core.$ZodType[] {
  return unwrap(schema).flatMap((each) => {
    const { def } = each._zod as unknown as { readonly def: Readonly<Record<string, unknown>> };
    if (def.type === 'object') return [shapeOf(each)[String(step)]].filter((one) => one !== undefined) as z.core.$ZodType[];
    if (def.type === 'record') return [def.valueType as z.core.$ZodType];
    if (def.type === 'array') return [def.element as z.core.$ZodType];
    return [];
  });
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, unknown>> {
  const { def } = schema._zod as unknown as { readonly def: Readonly<Record<string, unknown>> };
  return (def.shape ?? {}) as Readonly<Record<string, unknown>>;
}

function unwrap(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = schema._zod as unknown as { readonly def: Readonly<Record<string, unknown>> };
  if (def.innerType !== undefined) return unwrap(def.innerType as z.core.$ZodType);
  if (def.type === 'union') return (def.options as readonly z.core.$ZodType[]).flatMap(unwrap);
  return [schema];
}
