import { IngestFailure } from './ingest-failure.js';
import { type Lookup, MissingScope, Scopes } from './mustache-scopes.js';
import { type JavaValue, printJson, textOf } from './values.js';

/** How a value is written into what a template makes. */
export type Escaping = 'application/json' | 'text/plain' | 'application/x-www-form-urlencoded';

export const MEDIA_TYPES: readonly string[] = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
] satisfies readonly Escaping[];

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly isEscaped: boolean; readonly line: number }
  | { readonly kind: 'section' | 'inverted' | 'block'; readonly name: string; readonly nodes: readonly Node[]; readonly line: number };

/** A template that was read; `render` takes what names are looked up in. */
export interface Template {
  render(root: Lookup): string;
  /** The names that the template reads, as they are written. */
  readonly names: readonly string[];
}

/** Why a template is none, in the words of Elasticsearch's library. */
export class TemplateFault {
  constructor(
    readonly type: 'mustache_exception' | 'mustache_not_found_exception',
    readonly reason: string,
  ) {}
}

/**
 * Reads a Mustache template as Elasticsearch does: names with dots, sections, inverted sections, `{{{x}}}` and `{{&x}}` as they are,
 * other delimiters, the functions toJson, join and url. Partials do not exist there.
 * Source: answers of Elasticsearch 8.19.13 (test/evaluate/elastic/cases/mustache.ndjson); mustache(5).
 */
export function compileTemplate(text: string, escaping: Escaping): Template | TemplateFault {
  try {
    const nodes = new TemplateReader(text).read(undefined, true);
    const write = ESCAPES[escaping];
    return { render: (root) => renderAll(nodes, new Scopes(root), write), names: namesIn(nodes) };
  } catch (fault) {
    if (fault instanceof TemplateFault) return fault;
    throw fault;
  }
}

function namesIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return [];
    return node.kind === 'value' ? [node.name] : [node.name, ...namesIn(node.nodes)];
  });
}

class TemplateReader {
  private at = 0;
  private line = 1;
  private open = '{{';
  private close = '}}';

  constructor(private readonly text: string) {}

  /** Reads to the end, or to the end of the section that is open. A tag of a section alone on its line takes the line with it. */
  read(section: string | undefined, atLineStart: boolean): readonly Node[] {
    const nodes: Node[] = [];
    const state = { out: '', isBlank: true, isLineStart: atLineStart, dropsLineEnd: section !== undefined, hasReturn: false };
    const flush = (): void => {
      if (state.out !== '') nodes.push({ kind: 'text', text: state.out });
      state.out = '';
    };
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? '';
      if (this.text.startsWith(this.open, this.at)) {
        if (this.tag(nodes, state, flush, section)) return nodes;
        continue;
      }
      this.at++;
      if (character === '\r') {
        state.hasReturn = true;
        continue;
      }
      if (character === '\n') {
        this.line++;
        if (!state.dropsLineEnd || !state.isBlank) state.out += state.hasReturn ? '\r\n' : '\n';
        state.hasReturn = false;
        flush();
        state.dropsLineEnd = false;
        state.isBlank = true;
        state.isLineStart = true;
        continue;
      }
      state.hasReturn = false;
      state.isBlank = state.isBlank && (character === ' ' || character === '\t');
      state.out += character;
    }
    flush();
    if (section !== undefined) throw this.fault(`Failed to close '${section}' tag`);
    return nodes;
  }

  /** Reads one tag; true when it closed the section that is open. */
  private tag(nodes: Node[], state: ReadState, flush: () => void, section: string | undefined): boolean {
    state.hasReturn = false;
    const command = this.command();
    if (command === '') throw this.fault('Empty mustache');
    const name = command.slice(1).trim();
    switch (command[0]) {
      case '#':
      case '^':
      case '$': {
        this.section(command[0], name, nodes, state, flush);
        state.isLineStart = false;
        return false;
      }
      case '/':
        if (!state.isLineStart || !state.isBlank) flush();
        if (name !== section) {
          throw this.fault(`Mismatched start/end tags: ${section ?? 'null'} != ${name} in query-template:${this.line}`);
        }
        return true;
      case '>':
      case '<':
        throw new TemplateFault('mustache_not_found_exception', `Template ${name} not found`);
      case '=':
        flush();
        this.delimiters(command);
        break;
      case '!':
      case '%':
        flush();
        break;
      case '{':
        flush();
        nodes.push({ kind: 'value', name: this.closedName(name), isEscaped: false, line: this.line });
        break;
      case '&':
        flush();
        nodes.push({ kind: 'value', name, isEscaped: false, line: this.line });
        break;
      default:
        flush();
        nodes.push({ kind: 'value', name: command.trim(), isEscaped: true, line: this.line });
    }
    state.isLineStart = false;
    return false;
  }

  private section(mark: '#' | '^' | '$', name: string, nodes: Node[], state: ReadState, flush: () => void): void {
    const line = this.line;
    const inner = this.read(name, state.isLineStart && state.isBlank);
    const lines = this.line - line;
    if (!state.isBlank || lines === 0) flush();
    state.out = '';
    nodes.push({ kind: mark === '#' ? 'section' : mark === '^' ? 'inverted' : 'block', name, nodes: inner, line });
    state.dropsLineEnd = lines !== 0;
  }

  /** The text between the delimiters; the reader stands behind it. */
  private command(): string {
    const start = this.at + this.open.length;
    const isDelimiters = this.text[start] === '=';
    const end = this.text.indexOf(isDelimiters ? `=${this.close}` : this.close, isDelimiters ? start + 1 : start);
    if (end < 0) throw this.fault('Improperly closed variable');
    this.at = end + this.close.length + (isDelimiters ? 1 : 0);
    const command = this.text.slice(start, end);
    this.line += command.split('\n').length - 1;
    return command;
  }

  private closedName(name: string): string {
    if (this.close[1] !== '}') return name.slice(0, -1);
    if (this.text[this.at] !== '}') throw this.fault(`Improperly closed variable in query-template:${this.line}`);
    this.at++;
    return name;
  }

  private delimiters(command: string): void {
    const parts = command.slice(1).trim().split(/\s+/);
    const [open, close] = parts;
    if (parts.length !== 2 || open === undefined || close === undefined) {
      throw this.fault(`Invalid delimiter string: ${command.slice(1).trim()}`);
    }
    this.open = open;
    this.close = close;
  }

  private fault(reason: string): TemplateFault {
    return new TemplateFault('mustache_exception', `${reason} @[query-template:${this.line}]`);
  }
}

interface ReadState {
  out: string;
  isBlank: boolean;
  isLineStart: boolean;
  dropsLineEnd: boolean;
  hasReturn: boolean;
}

type Write = (text: string) => string;

const ESCAPES: Readonly<Record<Escaping, Write>> = {
  'application/json': escapedJson,
  'text/plain': (text) => text,
  'application/x-www-form-urlencoded': urlEncoded,
};

function renderAll(nodes: readonly Node[], scopes: Scopes, write: Write): string {
  let out = '';
  for (const node of nodes) out += node.kind === 'text' ? node.text : render(node, scopes, write);
  return out;
}

function render(node: Exclude<Node, { kind: 'text' }>, scopes: Scopes, write: Write): string {
  if (node.kind === 'block') return renderAll(node.nodes, scopes, write);
  if (node.kind === 'section') {
    const made = FUNCTIONS[node.name.split(/\s/, 1)[0] ?? '']?.(node.nodes, scopes, write, node.name);
    if (made !== undefined) return made;
  }
  const value = found(node.name, scopes, node.line);
  if (node.kind === 'value') {
    if (value === null) return '';
    const text = scopes.shown(value);
    return node.isEscaped ? write(text) : text;
  }
  const isEmpty = value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);
  if (node.kind === 'inverted') return isEmpty ? renderAll(node.nodes, scopes, write) : '';
  if (isEmpty) return '';
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => renderAll(node.nodes, scopes.with(item), write)).join('');
}

function found(name: string, scopes: Scopes, line = 1): JavaValue {
  try {
    return scopes.find(name);
  } catch (fault) {
    if (!(fault instanceof MissingScope)) throw fault;
    // The number that Java prints behind the class changes with every start.
    const cause = new IngestFailure(
      'mustache_exception',
      `Failed to get value for ${name} @[query-template:${line}]`,
      atLine(fault.failure, line),
    );
    throw new IngestFailure('general_script_exception', 'Error running com.github.mustachejava.codes.DefaultMustache', cause);
  }
}

/** The places in the texts of a failure, which are made without knowing the line. */
function atLine({ type, reason, cause }: IngestFailure, line: number): IngestFailure {
  const placed = reason === null ? null : reason.replace('@[query-template:1]', `@[query-template:${line}]`);
  return new IngestFailure(type, placed, cause === undefined ? undefined : atLine(cause, line));
}

type Section = (nodes: readonly Node[], scopes: Scopes, write: Write, name: string) => string | undefined;

/** The functions of Elasticsearch's templates; a name that a document could have too counts as the function. */
const FUNCTIONS: Readonly<Record<string, Section>> = {
  toJson(nodes, scopes) {
    const value = found(plainText(nodes), scopes);
    if (value === null) return '';
    return typeof value === 'object' ? printJson(value) : textOf(value);
  },
  join(nodes, scopes, _, name) {
    const path = plainText(nodes);
    const value = found(path, scopes);
    if (!Array.isArray(value)) return path;
    const delimiter = /^join delimiter='(.*)'$/.exec(name)?.[1] ?? ',';
    return value.map(textOf).join(delimiter);
  },
  url(nodes, scopes, write) {
    return urlEncoded(renderAll(nodes, scopes, write));
  },
};

function plainText(nodes: readonly Node[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : '')).join('');
}

/** As Jackson quotes a text in JSON, without the quotes. */
function escapedJson(text: string): string {
  if (!/["\\\u0000-\u001f]/.test(text)) return text;
  return text.replace(/["\\\u0000-\u001f]/g, (character) => SHORT[character] ?? `\\u${hex4(character)}`);
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function hex4(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** java.net.URLEncoder with UTF-8. */
export function urlEncoded(text: string): string {
  const wellFormed = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '?');
  return encodeURIComponent(wellFormed)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
