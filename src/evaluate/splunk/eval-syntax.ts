/** From an offset of the expression's text to an offset, the end exclusive. */
export type Extent = readonly [start: number, end: number];

/** An expression of Splunk's eval language, read. */
export type EvalNode =
  | {
      readonly kind: 'text';
      readonly value: string;
      /** Holds `\n` or `\r`, of which no document says whether it is one character or two. */
      readonly doubtful: boolean;
      readonly at: Extent;
    }
  | { readonly kind: 'number'; readonly digits: string; readonly at: Extent }
  | { readonly kind: 'field'; readonly name: string; readonly at: Extent }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly EvalNode[]; readonly at: Extent }
  | { readonly kind: 'not'; readonly of: EvalNode; readonly at: Extent }
  | { readonly kind: 'minus'; readonly of: EvalNode; readonly at: Extent }
  | { readonly kind: 'pair'; readonly operator: PairOperator; readonly left: EvalNode; readonly right: EvalNode; readonly at: Extent };

/** Operators between two operands, from the weakest to the strongest: Search Reference, eval; Search Manual, Boolean expressions. */
const levels = [['XOR'], ['OR'], ['AND'], ['==', '=', '!=', '<', '>', '<=', '>=', 'LIKE'], ['+', '-', '.'], ['*', '/', '%']] as const;
const comparison = 3;

export type PairOperator = (typeof levels)[number][number];

/** Every operator of the language, as the support table lists them. */
export const evalOperators: readonly string[] = ['NOT', 'IN', '-x', ...levels.flat()];

/** Why a text is no expression. */
export class EvalFault extends Error {
  constructor(
    message: string,
    readonly at: Extent,
  ) {
    super(message);
  }
}

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'quoted' | 'mark' | 'end';
  readonly value: string;
  readonly doubtful: boolean;
  readonly at: Extent;
}

/** Takes an eval expression and returns its tree; throws an EvalFault on anything that is not of the language. */
export function parseEval(text: string): EvalNode {
  const parser = new Parser(tokenise(text, 0), text.length);
  const tree = parser.expression();
  parser.expectEnd();
  return tree;
}

/**
 * Takes a list of assignments, `field = expression`, separated by commas, with `:=` where that is the sign of INGEST_EVAL; returns the field, the
 * sign and the tree of each.
 */
export function parseAssignments(
  text: string,
): readonly { readonly field: string; readonly sign: string; readonly tree: EvalNode; readonly at: Extent }[] {
  const parser = new Parser(tokenise(text, 0), text.length);
  const all = [parser.assignment()];
  while (parser.takeMark(',')) all.push(parser.assignment());
  parser.expectEnd();
  return all;
}

/** How deep parentheses and calls may stand in each other, and how long a chain of operators may be. */
const DEEPEST = 400;
const LONGEST = 2000;

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly length: number,
  ) {}

  expression(level = 0): EvalNode {
    if (level === comparison && this.#isName('NOT')) return this.#nested(() => this.#not());
    if (level === levels.length) return this.#unary();
    let left = this.expression(level + 1);
    for (let length = 0; ; length += 1) {
      if (length > LONGEST) throw new EvalFault('the expression is too long', left.at);
      const operator = this.#operator(level);
      if (operator !== undefined) {
        this.#at += 1;
        const right = this.expression(level + 1);
        left = { kind: 'pair', operator, left, right, at: [left.at[0], right.at[1]] };
      } else if (level === comparison && this.#isName('IN')) left = this.#in(left);
      else return left;
    }
  }

  assignment(): { readonly field: string; readonly sign: string; readonly tree: EvalNode; readonly at: Extent } {
    const name = this.#next();
    if (name.kind !== 'name' && name.kind !== 'quoted') throw new EvalFault('the name of a field is missing', name.at);
    const sign = this.#next();
    if (sign.value !== '=' && sign.value !== ':=') throw new EvalFault('= or := is missing', sign.at);
    const tree = this.expression();
    return { field: name.value, sign: sign.value, tree, at: [name.at[0], tree.at[1]] };
  }

  expectEnd(): void {
    const token = this.#peek();
    if (token.kind !== 'end') throw new EvalFault(`${JSON.stringify(token.value)} is not expected here`, token.at);
  }

  takeMark(value: string): boolean {
    if (!this.#isMark(value)) return false;
    this.#at += 1;
    return true;
  }

  #peek(): Token {
    return this.tokens[this.#at] ?? { kind: 'end', value: 'the end', doubtful: false, at: [this.length, this.length] };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isMark(value: string): boolean {
    const token = this.#peek();
    return token.kind === 'mark' && token.value === value;
  }

  #isName(value: string): boolean {
    const token = this.#peek();
    return token.kind === 'name' && token.value === value;
  }

  #operator(level: number): PairOperator | undefined {
    const token = this.#peek();
    if (token.kind !== 'mark' && token.kind !== 'name') return undefined;
    return levels[level]?.find((each) => each === token.value);
  }

  #not(): EvalNode {
    const start = this.#next().at[0];
    const of = this.expression(comparison);
    return { kind: 'not', of, at: [start, of.at[1]] };
  }

  #in(left: EvalNode): EvalNode {
    this.#at += 1;
    if (!this.#isMark('(')) throw new EvalFault('IN takes a list in parentheses', this.#peek().at);
    const { parameters, end } = this.#parameters();
    return { kind: 'call', name: 'in', parameters: [left, ...parameters], at: [left.at[0], end] };
  }

  #unary(): EvalNode {
    return this.#nested(() => this.#signed());
  }

  #nested(read: () => EvalNode): EvalNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new EvalFault('the expression is nested too deeply', this.#peek().at);
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #signed(): EvalNode {
    if (!this.#isMark('-') && !this.#isMark('+')) return this.#primary();
    const sign = this.#next();
    const of = this.#unary();
    const at: Extent = [sign.at[0], of.at[1]];
    if (sign.value === '+') return of;
    return of.kind === 'number' && !of.digits.startsWith('-') ? { kind: 'number', digits: `-${of.digits}`, at } : { kind: 'minus', of, at };
  }

  #primary(): EvalNode {
    const token = this.#next();
    switch (token.kind) {
      case 'text':
        return { kind: 'text', value: token.value, doubtful: token.doubtful, at: token.at };
      case 'number':
        return { kind: 'number', digits: token.value, at: token.at };
      case 'quoted':
        return { kind: 'field', name: token.value, at: token.at };
      case 'name':
        return this.#named(token);
      case 'mark':
        if (token.value === '(') return this.#group(token);
        throw new EvalFault(`${JSON.stringify(token.value)} is not expected here`, token.at);
      case 'end':
        throw new EvalFault('the expression ends too early', token.at);
    }
  }

  #group(open: Token): EvalNode {
    const inner = this.expression();
    if (!this.takeMark(')')) throw new EvalFault('a closing parenthesis is missing', open.at);
    return inner;
  }

  #named(token: Token): EvalNode {
    if (!this.#isMark('(')) {
      if (reserved.has(token.value)) throw new EvalFault(`the operator ${token.value} stands where a value is meant`, token.at);
      return { kind: 'field', name: token.value, at: token.at };
    }
    const { parameters, end } = this.#parameters();
    return { kind: 'call', name: token.value, parameters, at: [token.at[0], end] };
  }

  #parameters(): { readonly parameters: readonly EvalNode[]; readonly end: number } {
    const open = this.#next();
    const parameters: EvalNode[] = [];
    if (!this.#isMark(')')) {
      do parameters.push(this.expression());
      while (this.takeMark(','));
    }
    const close = this.#next();
    if (close.value !== ')' || close.kind !== 'mark') throw new EvalFault('a closing parenthesis or a comma is missing', open.at);
    return { parameters, end: close.at[1] };
  }
}

const reserved = new Set(['AND', 'OR', 'XOR', 'NOT', 'IN', 'LIKE']);

const tokenForms =
  /[ \t\r\n]*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(:=|==|!=|<=|>=|[=<>().,+\-*/%]))/y;

function tokenise(text: string, from: number): readonly Token[] {
  const tokens: Token[] = [];
  tokenForms.lastIndex = from;
  const end = text.trimEnd().length;
  while (tokenForms.lastIndex < end) {
    const at = tokenForms.lastIndex;
    const found = tokenForms.exec(text);
    if (found === null) throw faultAt(text, at);
    tokens.push(token(found, tokenForms.lastIndex));
  }
  return tokens;
}

function faultAt(text: string, at: number): EvalFault {
  const start = at + (text.slice(at).length - text.slice(at).trimStart().length);
  const character = text.charAt(start);
  const message = character === '"' || character === "'" ? 'a quote is not closed' : `${JSON.stringify(character)} is not expected here`;
  return new EvalFault(message, [start, start + 1]);
}

function token(found: RegExpExecArray, end: number): Token {
  const [whole, string, quoted, number, name, mark] = found;
  const at: Extent = [end - whole.trimStart().length, end];
  if (string !== undefined) return { kind: 'text', value: unescapeText(string), doubtful: isDoubtful(string), at };
  const plain = { doubtful: false, at };
  if (quoted !== undefined) return { kind: 'quoted', value: quoted.replace(/\\(['\\])/g, '$1'), ...plain };
  if (number !== undefined) return { kind: 'number', value: number, ...plain };
  if (name !== undefined) return { kind: 'name', value: name, ...plain };
  return { kind: 'mark', value: mark ?? '', ...plain };
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', '\\': '\\' };

/** Escapes that Splunk does not know, such as those of regular expressions, stay as they are. */
function unescapeText(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\([\s\S])/g, (whole, character: string) => escapes[character] ?? whole) : raw;
}

function isDoubtful(raw: string): boolean {
  return [...raw.matchAll(/\\([\s\S])/g)].some(([, character]) => character === 'n' || character === 'r');
}
