import { createHash } from 'node:crypto';
import { constructFromEvents, EVENT_ID, parseEvents } from 'js-yaml';
import { lexer, type Token, type Tokens } from 'marked';
import { compileExpression, type Expression } from '../../src/evaluate/regex/expression.js';
import { readConfFile } from '../../src/evaluate/splunk/conf-file.js';
import { readCsv } from '../../src/evaluate/splunk/csv-table.js';
import { type EvalNode, parseEval } from '../../src/evaluate/splunk/eval-syntax.js';

/** What a file is built of once every text that a catalog may choose is taken out: equal for harmless and for hostile texts. */
export type Structure = readonly string[];

/**
 * Reads a rendered file as its own reader would, not as it was written, and returns what it is built of.
 * Throws on what that reader would refuse or misread.
 */
export function structureOf(path: string, bytes: Uint8Array): Structure {
  const key = `${path.slice(path.lastIndexOf('.'))} ${createHash('sha1').update(bytes).digest('hex')}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const structure = readStructure(path, bytes);
  if (remembered.size > 5000) remembered.clear();
  remembered.set(key, structure);
  return structure;
}

// Of two catalogs that differ in one text most files are the same.
const remembered = new Map<string, Structure>();

function readStructure(path: string, bytes: Uint8Array): Structure {
  if (path.endsWith('.png')) return [String(bytes.length)];
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/.test(text))
    throw new Error('a character that no editor shows');
  if (/\.conf$|\.meta$|\.conf\.example$/.test(path)) return confStructure(path, bytes, text);
  if (path.endsWith('.csv')) return csvStructure(text);
  if (/\.ya?ml$/.test(path)) return dataStructure(yamlOf(text));
  if (path.endsWith('.json') || path.endsWith('.manifest')) return dataStructure(JSON.parse(text));
  if (path.endsWith('.md')) return markdownStructure(text);
  if (path.endsWith('.svg')) return svgStructure(text);
  return [text];
}

function confStructure(path: string, bytes: Uint8Array, text: string): Structure {
  const { conf, findings } = readConfFile(path, bytes);
  const [wrong] = findings;
  if (wrong !== undefined) throw new Error(wrong.message);
  const settings = [...conf.values()].flatMap(({ name, settings }) =>
    [...settings.values()].map(({ key, value }) => ({ stanza: name, key, value })),
  );
  const headings = text.split('\n').filter((line) => /^\s*\[/.test(line)).length;
  if (headings !== conf.size) throw new Error('a stanza that stands twice, or a heading inside a value');
  const written = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[#[]/.test(line)).length;
  if (written !== settings.length) throw new Error('a key that stands twice');
  return settings.map(({ stanza, key, value }) => `[${place(stanza)}] ${key}: ${settingStructure(key, value)}`);
}

// The path of a monitored file is the catalog's to say.
function place(stanza: string): string {
  return stanza.startsWith('monitor://') ? 'monitor://' : stanza;
}

function settingStructure(key: string, value: string): string {
  if (key.startsWith('EVAL-')) return evalStructure(parseEval(value));
  if (key.startsWith('EXTRACT-')) return expressionStructure(value.replace(/ in [A-Za-z0-9_]+$/, ''), 'ms');
  if (/^(?:REGEX|LINE_BREAKER|EVENT_BREAKER|TIME_PREFIX)$/.test(key)) return expressionStructure(value, '');
  return '';
}

function expressionStructure(pattern: string, flags: string): string {
  const { groupCount, names } = compile(pattern, flags);
  return `${groupCount} groups, ${[...names.keys()].join(' ')}`;
}

function compile(pattern: string, flags = ''): Expression {
  const { expression, refused } = compileExpression(pattern, 'pcre2', flags);
  if (refused !== undefined) throw new Error(`${refused.what} at ${refused.at}: ${pattern}`);
  return expression;
}

function evalStructure(node: EvalNode): string {
  switch (node.kind) {
    case 'text':
      return '"';
    case 'number':
      return '0';
    case 'field':
      return node.name;
    case 'not':
      return `NOT ${evalStructure(node.of)}`;
    case 'minus':
      return `-${evalStructure(node.of)}`;
    case 'pair':
      return `(${evalStructure(node.left)} ${node.operator} ${evalStructure(node.right)})`;
    case 'call':
      compileCalled(node.name, node.parameters);
      return `${node.name}(${node.parameters.map(evalStructure).join(',')})`;
  }
}

function compileCalled(name: string, parameters: readonly EvalNode[]): void {
  const [, pattern] = parameters;
  if ((name === 'match' || name === 'replace') && pattern?.kind === 'text') compile(pattern.value);
}

function csvStructure(text: string): Structure {
  const { columns, rows } = readCsv(text);
  const [uneven] = rows.filter((row) => row.length !== columns.length);
  if (uneven !== undefined) throw new Error(`${uneven.length} cells, ${columns.length} columns: ${uneven.join('|')}`);
  return rows.map(() => columns.join());
}

function yamlOf(text: string): unknown {
  const events = parseEvents(text, {});
  const marked = events.some(
    (each) => each.type === EVENT_ID.ALIAS || ('anchorStart' in each && (each.anchorStart >= 0 || each.tagStart >= 0)),
  );
  if (marked) throw new Error('a tag, an anchor or an alias');
  const documents = constructFromEvents(events, { source: text });
  if (documents.length !== 1) throw new Error(`${documents.length} documents`);
  return documents[0];
}

/** Keys and kinds of values. Below `params` stand tables whose keys are the catalog's words. */
function dataStructure(value: unknown, path = ''): Structure {
  if (/\.params$/.test(path)) return [path];
  if (typeof value === 'string') return [`${path} ${templated(path, value)}`];
  if (typeof value !== 'object' || value === null) return [`${path} ${typeof value}`];
  return Object.entries(value).flatMap(([key, each]) => dataStructure(each, `${path}.${key}`));
}

// Elasticsearch runs scripts and conditions, and fills `{{ }}` wherever a processor takes a template: nothing of a catalog may get there.
function templated(path: string, value: string): string {
  if (/\.(?:source|if|lang|field|ignore_missing)$/.test(path)) return value;
  return value.includes('{{') && /processors|on_failure/.test(path) ? value : 'text';
}

function markdownStructure(text: string): Structure {
  return lexer(text, { gfm: true }).flatMap((token) => markdownToken(token, ''));
}

const inside: Readonly<Record<string, true>> = { text: true, escape: true, br: true, space: true };

function markdownToken(token: Token, above: string): Structure {
  if (token.type === 'html') return /^<br>$/.test(token.raw) ? [] : [`${above} html ${token.raw}`];
  if (token.type === 'link' || token.type === 'image') return [`${above} ${token.type} ${String((token as Tokens.Link).href)}`];
  if (token.type === 'codespan') return token.raw.includes('\n') ? [`${above} code over lines`] : [];
  if (token.type === 'code') return [`${above} code ${String((token as Tokens.Code).lang ?? 'indented')}`];
  if (token.type === 'table') return tableStructure(token as Tokens.Table, above);
  const deeper = childrenOf(token).flatMap((each) => markdownToken(each, `${above}/${token.type}`));
  if (inside[token.type] === true) return deeper;
  return [`${above} ${token.type} ${String((token as Partial<Tokens.Heading>).depth ?? '')}`, ...deeper];
}

function childrenOf(token: Token): readonly Token[] {
  if ('items' in token) return (token as Tokens.List).items;
  return 'tokens' in token ? (token.tokens ?? []) : [];
}

function tableStructure(table: Tokens.Table, above: string): Structure {
  const cells = [table.header, ...table.rows].flat();
  const deeper = cells.flatMap((cell) => cell.tokens.flatMap((each) => markdownToken(each, `${above}/table`)));
  return [`${above} table ${table.header.length} x ${table.rows.length}`, ...deeper];
}

function svgStructure(text: string): Structure {
  const outside = text.replace(/<title>[^<>]*<\/title>/, '<title/>');
  if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error('an entity that is not escaped');
  return [outside];
}
