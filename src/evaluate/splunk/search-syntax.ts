/** A search of an eventtype, read: Search Reference, search. */
export type SearchNode =
  | { readonly kind: 'and' | 'or'; readonly of: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly of: SearchNode }
  | { readonly kind: 'everything' }
  | { readonly kind: 'term'; readonly text: string; readonly form: TermForm }
  | { readonly kind: 'comparison'; readonly field: string; readonly operator: Comparison; readonly value: SearchValue }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly SearchValue[] }
  | { readonly kind: 'undecided'; readonly what: string };

/** A bare word, a phrase in quotes, TERM(x), CASE(x). */
export type TermForm = 'word' | 'phrase' | 'TERM' | 'CASE';
export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';

export interface SearchValue {
  readonly text: string;
  readonly cased: boolean;
}

/** Why a text is no search. */
export class SearchFault extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

interface Token {
  readonly kind: 'open' | 'close' | 'comma' | 'operator' | 'word' | 'quoted' | 'directive' | 'macro' | 'end';
  readonly text: string;
  /** Of TERM(x) and CASE(x): which. */
  readonly directive: 'TERM' | 'CASE' | undefined;
  readonly at: number;
}

/** The definition of a macro without parameters; undefined where there is none. */
export type Macros = (name: string) => string | undefined;

const DEEPEST_MACRO = 20;

/** Takes a search and the macros it may use, returns its tree; throws a SearchFault on what an eventtype must not hold. */
export function parseSearch(text: string, macros: Macros, depth = 0): SearchNode {
  const parser = new SearchParser(text, macros, depth);
  return parser.search();
}

/** How deep parentheses and NOTs may stand in each other. */
const DEEPEST = 400;

class SearchParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #nesting = 0;

  constructor(
    readonly text: string,
    readonly macros: Macros,
    readonly depth: number,
  ) {
    this.#tokens = tokenise(text);
  }

  search(): SearchNode {
    const tree = this.#and();
    const token = this.#peek();
    if (token.kind !== 'end') throw new SearchFault(`${JSON.stringify(token.text)} is not expected here`, token.at);
    return tree;
  }

  /** AND binds weaker than OR, and is implied between terms. */
  #and(): SearchNode {
    const all: SearchNode[] = [];
    while (!this.#isEnd()) {
      if (this.#isWord('AND') && all.length > 0) this.#at += 1;
      if (this.#isEnd()) throw new SearchFault('AND without what follows it', this.#peek().at);
      all.push(this.#or());
    }
    const [only] = all;
    if (only === undefined) throw new SearchFault('the search is empty', this.#peek().at);
    return all.length === 1 ? only : { kind: 'and', of: all };
  }

  #or(): SearchNode {
    const all = [this.#not()];
    while (this.#isWord('OR')) {
      this.#at += 1;
      all.push(this.#not());
    }
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { kind: 'or', of: all };
  }

  #not(): SearchNode {
    this.#nesting += 1;
    if (this.#nesting > DEEPEST) throw new SearchFault('the search is nested too deeply', this.#peek().at);
    const isNegated = this.#isWord('NOT');
    if (isNegated) this.#at += 1;
    const node: SearchNode = isNegated ? { kind: 'not', of: this.#not() } : this.#primary();
    this.#nesting -= 1;
    return node;
  }

  #primary(): SearchNode {
    const token = this.#next();
    switch (token.kind) {
      case 'open':
        return this.#group(token);
      case 'macro':
        return this.#macro(token);
      case 'word':
      case 'quoted':
      case 'directive':
        return this.#termOrComparison(token);
      default:
        throw new SearchFault(
          token.kind === 'end' ? 'the search ends too early' : `${JSON.stringify(token.text)} is not expected here`,
          token.at,
        );
    }
  }

  #group(open: Token): SearchNode {
    if (this.#peek().kind === 'close') throw new SearchFault('nothing between parentheses', open.at);
    const inner = this.#and();
    if (this.#next().kind !== 'close') throw new SearchFault('a closing parenthesis is missing', open.at);
    return inner;
  }

  #macro({ text, at }: Token): SearchNode {
    const definition = text.includes('(') ? undefined : this.macros(text);
    if (definition === undefined) return { kind: 'undecided', what: `the macro ${text}` };
    if (this.depth >= DEEPEST_MACRO) throw new SearchFault(`the macro ${text} holds itself`, at);
    return parseSearch(definition, this.macros, this.depth + 1);
  }

  #termOrComparison(token: Token): SearchNode {
    const next = this.#peek();
    if (next.kind === 'operator' && token.kind !== 'directive') return this.#comparison(token);
    if (token.kind === 'word' && this.#isWord('IN') && this.#tokens[this.#at + 1]?.kind === 'open') return this.#in(token);
    if (token.kind === 'directive') return { kind: 'term', text: token.text, form: token.directive ?? 'CASE' };
    if (token.text === '*' && token.kind === 'word') return { kind: 'everything' };
    return { kind: 'term', text: token.text, form: token.kind === 'word' ? 'word' : 'phrase' };
  }

  #comparison(field: Token): SearchNode {
    const operator = this.#next().text as Comparison;
    const value = this.#next();
    if (value.kind !== 'word' && value.kind !== 'quoted' && value.kind !== 'directive') {
      throw new SearchFault('a comparison without a value', value.at);
    }
    if (value.directive === 'TERM') return { kind: 'undecided', what: 'TERM() as the value of a field' };
    return { kind: 'comparison', field: field.text, operator, value: valueFrom(value) };
  }

  #in(field: Token): SearchNode {
    const open = this.#tokens[this.#at + 1];
    this.#at += 2;
    const values: SearchValue[] = [];
    for (;;) {
      const token = this.#next();
      if (token.kind === 'close') break;
      if (token.kind === 'comma') continue;
      if (token.kind !== 'word' && token.kind !== 'quoted' && token.kind !== 'directive') {
        throw new SearchFault('IN takes a list of values in parentheses', open?.at ?? token.at);
      }
      values.push(valueFrom(token));
    }
    return { kind: 'in', field: field.text, values };
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'the end', directive: undefined, at: this.text.length };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isWord(word: string): boolean {
    const token = this.#peek();
    return token.kind === 'word' && token.text === word;
  }

  #isEnd(): boolean {
    const { kind } = this.#peek();
    return kind === 'end' || kind === 'close';
  }
}

function valueFrom(token: Token): SearchValue {
  return { text: token.text, cased: token.directive === 'CASE' };
}

const tokenForms = new RegExp(
  [
    String.raw`\s*(?:(?<open>\()`,
    String.raw`(?<close>\))`,
    '(?<comma>,)',
    '(?<operator>!=|<=|>=|==?|<|>)',
    String.raw`"(?<quoted>(?:[^"\\]|\\[\s\S])*)"`,
    String.raw`(?<directive>TERM|CASE)\((?<inner>[^()]*)\)`,
    '`(?<macro>[^`]*)`',
    String.raw`(?<word>(?:[^\s()"=<>!,\x60|[\]]|!(?!=))+))`,
  ].join('|'),
  'y',
);

/** The value of a comparison may hold what a word may not. */
const bareValue = /\s*((?:[^\s()",`|[\]])+)/y;

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; ) {
    const isValue = tokens.at(-1)?.kind === 'operator';
    const bare = isValue && !/\s*(?:"|(?:TERM|CASE)\()/y.test(text.slice(at)) ? matchAt(bareValue, text, at) : null;
    if (bare !== null) {
      tokens.push({ kind: 'word', text: bare[1] ?? '', directive: undefined, at });
      at += bare[0].length;
      continue;
    }
    const found = matchAt(tokenForms, text, at);
    if (found === null) throw faultAt(text, at);
    tokens.push(tokenOf(found, at));
    at += found[0].length;
  }
  return tokens;
}

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

function faultAt(text: string, at: number): SearchFault {
  const start = at + text.slice(at).search(/\S/);
  const character = text.charAt(start);
  if (character === '|') return new SearchFault('an eventtype cannot hold a pipe', start);
  if (character === '[') return new SearchFault('an eventtype cannot hold a subsearch', start);
  return new SearchFault(character === '"' ? 'a quote is not closed' : `${JSON.stringify(character)} is not expected here`, start);
}

function tokenOf(found: RegExpExecArray, at: number): Token {
  const groups = found.groups ?? {};
  const plain = { directive: undefined, at: at + found[0].length - found[0].trimStart().length };
  if (groups.quoted !== undefined) return { kind: 'quoted', text: groups.quoted.replace(/\\(["\\|])/g, '$1'), ...plain };
  if (groups.directive === 'TERM' || groups.directive === 'CASE') {
    return { kind: 'directive', text: (groups.inner ?? '').replace(/^"([\s\S]*)"$/, '$1'), directive: groups.directive, at: plain.at };
  }
  if (groups.macro !== undefined) return { kind: 'macro', text: groups.macro, ...plain };
  if (groups.word !== undefined) return { kind: 'word', text: groups.word, ...plain };
  if (groups.operator !== undefined) return { kind: 'operator', text: groups.operator === '==' ? '=' : groups.operator, ...plain };
  const kind = groups.open !== undefined ? 'open' : groups.close !== undefined ? 'close' : 'comma';
  return { kind, text: found[0].trim(), ...plain };
}
