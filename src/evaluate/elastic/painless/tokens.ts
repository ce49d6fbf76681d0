import type { Engine } from '../processor-options.js';

/** What a token is: `regex` and `type` depend on what stands before, as in the grammar of the Painless language specification. */
export type TokenKind = 'name' | 'keyword' | 'primitive' | 'number' | 'string' | 'regex' | 'symbol' | 'member' | 'index' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string and a regular expression, what it means. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** The flags of a regular expression. */
  readonly flags?: string;
}

/** A script that does not compile: Elasticsearch's words, and where in the script. */
export class CompileFault extends Error {
  constructor(
    /** The class of Elasticsearch's exception, in its own spelling: illegal_argument_exception. */
    readonly type: string,
    readonly reason: string | null,
    readonly at: number,
    /** True where Elasticsearch may accept what this tool does not know. */
    readonly refused = false,
  ) {
    super(reason ?? type);
  }
}

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['if', 'in', 'else', 'while', 'do', 'for', 'continue', 'break', 'return', 'new', 'try', 'catch', 'throw', 'this', 'instanceof'],
  ...['true', 'false', 'null', 'def'],
]);

/** The primitive types of the Painless language specification, types. */
export const PRIMITIVES: ReadonlySet<string> = new Set(['boolean', 'byte', 'short', 'char', 'int', 'long', 'float', 'double']);

const SYMBOLS: readonly string[] = [
  ...['>>>=', '===', '!==', '>>>', '<<=', '>>=', '==~'],
  ...[
    '?.',
    '?:',
    '::',
    '->',
    '=~',
    '==',
    '!=',
    '<=',
    '>=',
    '<<',
    '>>',
    '&&',
    '||',
    '++',
    '--',
    '+=',
    '-=',
    '*=',
    '/=',
    '%=',
    '&=',
    '^=',
    '|=',
  ],
  ...['{', '}', '[', ']', '(', ')', '.', ',', ';', '!', '~', '*', '/', '%', '+', '-', '<', '>', '&', '^', '|', '?', ':', '=', '$'],
];

const BLANK = /(?:[ \t\n\r]+|\/\/[^\n\r]*[\n\r]|\/\*[\s\S]*?\*\/)*/y;
const WORD = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const INDEX = /0|[1-9]\d*/y;
const NUMBER = /0[xX][0-9a-fA-F]+[lL]?|0[0-7]+[lL]?|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?[fFdDlL]?/y;
const STRING = /"(?:\\["\\]|[^"\\])*"|'(?:\\['\\]|[^'\\])*'/y;
const REGEX = /\/(?:\\[^\n]|[^/\\\n])+\/([cilmsUux]*)/y;

function take(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** A comment that the end of the script closes, which is none for Elasticsearch. */
const LAST_COMMENT = /\/\/[^\n\r]*$/y;

/** Reads a script into tokens; throws CompileFault where no token can begin. */
export function readTokens(source: string, engine: Engine = 'elasticsearch'): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    const last = tokens.at(-1);
    // A name stands directly behind its dot.
    if (last?.kind === 'symbol' && (last.text === '.' || last.text === '?.') && !/[_a-zA-Z0-9]/.test(source[at] ?? '_')) {
      throw unexpected(source.charAt(at), at);
    }
    at += take(BLANK, source, at)?.length ?? 0;
    if (engine === 'opensearch') at += take(LAST_COMMENT, source, at)?.length ?? 0;
    if (at >= source.length) break;
    const token = tokenAt(source, at, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: source.length, end: source.length });
  return tokens;
}

function tokenAt(source: string, at: number, before: Token | undefined): Token {
  const member = before?.kind === 'symbol' && (before.text === '.' || before.text === '?.') ? memberAt(source, at) : undefined;
  if (member !== undefined) return member;
  const word = take(WORD, source, at);
  if (word !== undefined) return { kind: wordKind(word), text: word, at, end: at + word.length };
  const number = take(NUMBER, source, at);
  if (number !== undefined) return { kind: 'number', text: number, at, end: at + number.length };
  const string = take(STRING, source, at);
  if (string !== undefined) {
    return { kind: 'string', text: string.slice(1, -1).replace(/\\(.)/gs, '$1'), at, end: at + string.length };
  }
  if (source[at] === '/' && !endsValue(before)) {
    const regex = take(REGEX, source, at);
    if (regex !== undefined) return regexToken(regex, at);
    // A comment that no line end closes is none.
    if (source[at + 1] === '/') throw unexpected(source.slice(at), at);
  }
  if (source.startsWith('//', at)) throw unexpected(source.slice(at + 1), at + 1);
  const symbol = SYMBOLS.find((each) => source.startsWith(each, at));
  if (symbol === undefined) throw unexpectedCharacter(source, at);
  return { kind: 'symbol', text: symbol, at, end: at + symbol.length };
}

function memberAt(source: string, at: number): Token | undefined {
  const name = take(WORD, source, at);
  if (name !== undefined) return { kind: 'member', text: name, at, end: at + name.length };
  const index = take(INDEX, source, at);
  return index === undefined ? undefined : { kind: 'index', text: index, at, end: at + index.length };
}

function wordKind(word: string): TokenKind {
  if (PRIMITIVES.has(word)) return 'primitive';
  return KEYWORDS.has(word) ? 'keyword' : 'name';
}

function regexToken(regex: string, at: number): Token {
  const close = regex.lastIndexOf('/');
  return { kind: 'regex', text: regex.slice(1, close), flags: regex.slice(close + 1), at, end: at + regex.length };
}

/** A slash behind a value divides; elsewhere it opens a regular expression. */
function endsValue(before: Token | undefined): boolean {
  if (before === undefined) return false;
  if (before.kind === 'symbol') return before.text === ']' || before.text === ')';
  return before.kind === 'number' || before.kind === 'name' || before.kind === 'member' || before.kind === 'index';
}

function unexpected(text: string, at: number): CompileFault {
  return new CompileFault('illegal_argument_exception', `unexpected character [${text}].`, at);
}

function unexpectedCharacter(source: string, at: number): CompileFault {
  const quote = source[at];
  const rest = source.slice(at);
  if (quote !== '"' && quote !== "'") return unexpected(rest.slice(0, 1), at);
  const read = /^(["'])(?:\\["'\\]|(?!\1)[^\\])*\\?[\s\S]?/.exec(rest)?.[0] ?? rest;
  const advice = read.includes('\\')
    ? ` The only valid escape sequences in strings starting with [${quote}] are [\\\\] and [\\${quote}].`
    : '';
  return new CompileFault('illegal_argument_exception', `unexpected character [${read}].${advice}`, at);
}
