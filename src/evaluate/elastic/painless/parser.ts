import type { Engine } from '../processor-options.js';
import type { Block, Catch, Declaration, Expression, FunctionSyntax, ScriptSyntax, Statement, TypeName } from './syntax.js';
import { CompileFault, readTokens, type Token } from './tokens.js';

/** Binary operators by the strength of their bond, weakest first (Painless language specification, operators). */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!=', '===', '!=='],
  ['<', '<=', '>', '>=', 'instanceof'],
  ['<<', '>>', '>>>'],
  ['=~', '==~'],
  ['+', '-'],
  ['*', '/', '%'],
];

const ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|=', '<<=', '>>=', '>>>=']);

/** Nesting that no script written by hand reaches; deeper ones would exhaust the stack of this reader. */
const MOST_DEPTH = 150;

/** Reads a script as the grammar of Painless has it; throws CompileFault. */
export function parseScript(source: string, engine: Engine = 'elasticsearch'): ScriptSyntax {
  return new Parser(readTokens(source, engine)).script();
}

class Parser {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  script(): ScriptSyntax {
    const functions: FunctionSyntax[] = [];
    while (this.functionStarts()) functions.push(this.function());
    const statements: Statement[] = [];
    while (this.token.kind !== 'end') {
      if (statements.length > 0 && (this.is(';') || this.is('{'))) throw this.unexpected('<EOF>');
      statements.push(this.statement(true));
    }
    const named = new Set(this.tokens.filter((token) => token.kind === 'name').map((token) => token.text));
    return { named, functions, statements };
  }

  // ---- tokens

  private get token(): Token {
    return this.ahead(0);
  }

  private ahead(count: number): Token {
    return this.tokens[Math.min(this.position + count, this.tokens.length - 1)] as Token;
  }

  private next(): Token {
    const token = this.token;
    this.position++;
    return token;
  }

  private is(text: string, count = 0): boolean {
    const token = this.ahead(count);
    return token.text === text && (token.kind === 'symbol' || token.kind === 'keyword');
  }

  private takes(text: string): boolean {
    if (!this.is(text)) return false;
    this.position++;
    return true;
  }

  private expect(text: string): Token {
    if (!this.is(text)) throw this.unexpected(`'${text}'`);
    return this.next();
  }

  private name(): Token {
    if (this.token.kind !== 'name') throw this.unexpected('ID');
    return this.next();
  }

  private unexpected(wanted?: string): CompileFault {
    const { kind, text, at } = this.token;
    if (kind === 'end' && wanted === "':'")
      return new CompileFault('illegal_argument_exception', `unexpected token ['<EOF>'] was expecting one of [':'].`, at);
    if (kind === 'end') return new CompileFault('illegal_argument_exception', 'unexpected end of script.', at);
    const expected = wanted === undefined ? '' : ` was expecting one of [${wanted}]`;
    const near = wanted === undefined ? `invalid sequence of tokens near ['${text}'].` : `unexpected token ['${text}']${expected}.`;
    return new CompileFault('illegal_argument_exception', near, at);
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > MOST_DEPTH) {
      throw new CompileFault('refused', `expressions and blocks inside each other, more than ${MOST_DEPTH} deep`, this.token.at, true);
    }
    const result = read();
    this.depth--;
    return result;
  }

  // ---- types

  /** The number of tokens of the type that begins at the given token; 0 where none does. */
  private typeLength(from: number): number {
    const first = this.ahead(from);
    let length = 1;
    if (first.kind === 'name') {
      while (this.is('.', from + length) && this.ahead(from + length + 1).kind === 'member') length += 2;
    } else if (first.kind !== 'primitive' && !this.is('def', from)) return 0;
    while (this.is('[', from + length) && this.is(']', from + length + 1)) length += 2;
    return length;
  }

  private type(): TypeName {
    const length = this.typeLength(0);
    if (length === 0) throw this.unexpected();
    const at = this.token.at;
    let name = '';
    let dimensions = 0;
    for (let index = 0; index < length; index++) {
      const token = this.next();
      if (token.text === '[') dimensions++;
      else if (token.text !== ']') name += token.text;
    }
    return { name, dimensions, at };
  }

  private declarationStarts(): boolean {
    const length = this.typeLength(0);
    return length > 0 && this.ahead(length).kind === 'name';
  }

  private functionStarts(): boolean {
    const length = this.typeLength(0);
    return length > 0 && this.ahead(length).kind === 'name' && this.is('(', length + 1);
  }

  // ---- functions and statements

  private function(): FunctionSyntax {
    const at = this.token.at;
    const returns = this.type();
    const name = this.name().text;
    const parameters: { type: TypeName; name: string; at: number }[] = [];
    this.expect('(');
    while (!this.takes(')')) {
      if (parameters.length > 0) this.expect(',');
      const type = this.type();
      const parameter = this.name();
      parameters.push({ type, name: parameter.text, at: type.at });
    }
    return { at, returns, name, parameters, body: this.block() };
  }

  private block(): Block {
    const at = this.expect('{').at;
    const statements: Statement[] = [];
    while (!this.takes('}')) statements.push(this.deeper(() => this.statement(false)));
    return { kind: 'block', at, statements };
  }

  /** The body of a loop or branch: a block, or one statement. */
  private trailer(): Block {
    if (this.is('{')) return this.block();
    const at = this.token.at;
    return { kind: 'block', at, statements: [this.deeper(() => this.statement(true))] };
  }

  private loopBody(): Block | undefined {
    return this.takes(';') ? undefined : this.trailer();
  }

  private statement(alone: boolean): Statement {
    const token = this.token;
    if (token.kind === 'keyword') {
      switch (token.text) {
        case 'if':
          return this.ifStatement();
        case 'while':
          return this.whileStatement();
        case 'for':
          return this.forStatement();
        case 'try':
          return this.tryStatement();
      }
    }
    const statement = this.simpleStatement();
    const ended = this.takes(';') || (alone ? this.token.kind === 'end' : this.is('}'));
    if (!ended) throw this.unexpected(`{<EOF>, ';'}`);
    return statement;
  }

  private simpleStatement(): Statement {
    const { at } = this.token;
    if (this.declarationStarts()) return this.declaration();
    if (this.takes('do')) {
      const body = this.block();
      this.expect('while');
      return { kind: 'do', at, body, test: this.parenthesized() };
    }
    if (this.takes('continue')) return { kind: 'continue', at };
    if (this.takes('break')) return { kind: 'break', at };
    if (this.takes('throw')) return { kind: 'throw', at, value: this.expression() };
    if (this.takes('return')) {
      const bare = this.is(';') || this.is('}') || this.token.kind === 'end';
      return { kind: 'return', at, value: bare ? undefined : this.expression() };
    }
    return { kind: 'expression', at, value: this.expression() };
  }

  private declaration(): Declaration {
    const at = this.token.at;
    const type = this.type();
    const variables: { name: string; at: number; value: Expression | undefined }[] = [];
    do {
      const name = this.name();
      variables.push({ name: name.text, at: name.at, value: this.takes('=') ? this.expression() : undefined });
    } while (this.takes(','));
    return { kind: 'declare', at, type, variables };
  }

  private parenthesized(): Expression {
    this.expect('(');
    const value = this.expression();
    this.expect(')');
    return value;
  }

  private ifStatement(): Statement {
    const { at } = this.next();
    const test = this.parenthesized();
    const yes = this.trailer();
    return { kind: 'if', at, test, yes, no: this.takes('else') ? this.trailer() : undefined };
  }

  private whileStatement(): Statement {
    const { at } = this.next();
    return { kind: 'while', at, test: this.parenthesized(), body: this.loopBody() };
  }

  private forStatement(): Statement {
    const { at } = this.next();
    this.expect('(');
    const each = this.eachHead();
    if (each !== undefined) {
      const values = this.expression();
      this.expect(')');
      return { kind: 'each', at, ...each, values, body: this.trailer() };
    }
    const start = this.is(';') ? undefined : this.declarationStarts() ? this.declaration() : this.expression();
    this.expect(';');
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    const step = this.is(')') ? undefined : this.expression();
    this.expect(')');
    return { kind: 'for', at, start, test, step, body: this.loopBody() };
  }

  /** The head of a loop over values: `name in` or `Type name :`. */
  private eachHead(): { readonly type: TypeName; readonly name: string } | undefined {
    const { at } = this.token;
    if (this.token.kind === 'name' && this.is('in', 1)) {
      const name = this.next().text;
      this.next();
      return { type: { name: 'def', dimensions: 0, at }, name };
    }
    const length = this.typeLength(0);
    if (length === 0 || this.ahead(length).kind !== 'name' || !this.is(':', length + 1)) return undefined;
    const type = this.type();
    const name = this.next().text;
    this.next();
    return { type, name };
  }

  private tryStatement(): Statement {
    const { at } = this.next();
    const body = this.block();
    const catches: Catch[] = [];
    while (this.is('catch')) {
      const start = this.next().at;
      this.expect('(');
      const type = this.type();
      const name = this.name().text;
      this.expect(')');
      catches.push({ type, name, body: this.block(), at: start });
    }
    if (catches.length === 0) throw this.unexpected(`'catch'`);
    return { kind: 'try', at, body, catches };
  }

  // ---- expressions

  private expression(): Expression {
    return this.deeper(() => {
      const { at } = this.token;
      const left = this.elvis();
      if (this.takes('?')) {
        const yes = this.expression();
        this.expect(':');
        return { kind: 'conditional', at, test: left, yes, no: this.expression() };
      }
      const operator = this.token.text;
      if (this.token.kind !== 'symbol' || !ASSIGNMENTS.has(operator)) return left;
      this.next();
      return { kind: 'assign', at, operator, target: left, value: this.expression() };
    });
  }

  private elvis(): Expression {
    const { at } = this.token;
    const left = this.binary(0);
    if (!this.takes('?:')) return left;
    return { kind: 'elvis', at, left, right: this.deeper(() => this.elvis()) };
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    const { at } = this.token;
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.is(each));
      if (operator === undefined) return left;
      this.next();
      left =
        operator === 'instanceof'
          ? { kind: 'instanceof', at, value: left, type: this.type() }
          : { kind: 'binary', at, operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    const { at } = this.token;
    if (this.is('++') || this.is('--')) {
      const operator = this.next().text as '++' | '--';
      return { kind: 'step', at, operator, before: true, target: this.chain() };
    }
    if (this.is('+') || this.is('-') || this.is('!') || this.is('~')) {
      const operator = this.next().text as '+' | '-' | '!' | '~';
      if (operator === '-' && this.token.kind === 'number' && !this.isPostfix(1)) {
        return { kind: 'number', at: this.token.at, text: this.next().text, negative: true };
      }
      return { kind: 'unary', at, operator, value: this.deeper(() => this.unary()) };
    }
    return this.cast() ?? this.chain();
  }

  private isPostfix(count: number): boolean {
    return this.is('.', count) || this.is('?.', count) || this.is('[', count) || this.is('++', count) || this.is('--', count);
  }

  private cast(): Expression | undefined {
    if (!this.is('(')) return undefined;
    const { at } = this.token;
    const length = this.typeLength(1);
    if (length === 0 || !this.is(')', length + 1)) return undefined;
    const certain = this.ahead(1).kind === 'primitive' || this.is('def', 1) || this.is(']', length);
    if (!certain && !this.valueFollows(length + 2)) return undefined;
    if (this.lambdaFollows(length + 2)) return undefined;
    this.next();
    const type = this.type();
    this.next();
    return { kind: 'cast', at, type, value: this.deeper(() => this.unary()) };
  }

  private lambdaFollows(from: number): boolean {
    return this.is('->', from);
  }

  /** Whether what stands behind `(name)` makes it a cast: a value, but no sign and no index into a parenthesis. */
  private valueFollows(from: number): boolean {
    const token = this.ahead(from);
    if (token.kind !== 'symbol')
      return token.kind !== 'end' && !this.is('instanceof', from) && !this.is('in', from) && !this.is('else', from);
    if (token.text === '[') return this.isInitializer(from);
    return token.text === '(' || token.text === '!' || token.text === '~' || token.text === '$';
  }

  /** Whether a bracket opens a list or a map, not an index: it is empty, or has a comma or colon of its own. */
  private isInitializer(from: number): boolean {
    let open = 0;
    let conditions = 0;
    for (let index = from; ; index++) {
      const { kind, text } = this.ahead(index);
      if (kind === 'end') return false;
      if (kind !== 'symbol') continue;
      if (text === '[' || text === '(' || text === '{') open++;
      else if (text === ']' || text === ')' || text === '}') {
        open--;
        if (open === 0) return index === from + 1;
      } else if (open === 1 && text === ',') return true;
      else if (open === 1 && text === '?') conditions++;
      else if (open === 1 && text === ':' && conditions-- === 0) return true;
    }
  }

  private chain(): Expression {
    let value = this.primary();
    for (;;) {
      const { at } = this.token;
      if (this.is('.') || this.is('?.')) {
        value = this.member(value);
      } else if (this.is('[')) {
        this.next();
        const index = this.expression();
        this.expect(']');
        value = { kind: 'brace', at, target: value, index };
      } else if (this.is('++') || this.is('--')) {
        const operator = this.next().text as '++' | '--';
        return { kind: 'step', at: value.at, operator, before: false, target: value };
      } else return value;
    }
  }

  private member(target: Expression): Expression {
    const { at, text } = this.next();
    const nullSafe = text === '?.';
    const name = this.token;
    if (name.kind !== 'member' && name.kind !== 'index') throw this.unexpected(`{DOTINTEGER, DOTID}`.slice(1, -1));
    this.next();
    if (name.kind === 'member' && this.is('(')) return { kind: 'call', at, target, name: name.text, args: this.arguments(), nullSafe };
    return { kind: 'member', at, target, name: name.text, nullSafe };
  }

  private arguments(): readonly Expression[] {
    const list: Expression[] = [];
    this.expect('(');
    while (!this.takes(')')) {
      if (list.length > 0) this.expect(',');
      list.push(this.argument());
    }
    return list;
  }

  private argument(): Expression {
    return this.lambda() ?? this.reference() ?? this.expression();
  }

  private reference(): Expression | undefined {
    const { at } = this.token;
    if (this.is('this') && this.is('::', 1)) {
      this.next();
      this.next();
      return { kind: 'reference', at, of: { name: 'this', dimensions: 0, at }, name: this.next().text };
    }
    const length = this.typeLength(0);
    if (length === 0 || !this.is('::', length)) return undefined;
    const of = this.type();
    this.next();
    if (this.token.kind !== 'name' && !this.is('new')) throw this.unexpected('ID');
    return { kind: 'reference', at, of, name: this.next().text };
  }

  private lambda(): Expression | undefined {
    const length = this.lambdaHead();
    if (length === 0) return undefined;
    const { at } = this.token;
    const end = this.position + length;
    const parameters: { type: TypeName | undefined; name: string; at: number }[] = [];
    this.takes('(');
    while (!this.is('->')) {
      if (this.takes(',') || this.takes(')')) continue;
      const type = this.declarationStarts() ? this.type() : undefined;
      const name = this.name();
      parameters.push({ type, name: name.text, at: name.at });
    }
    this.position = end + 1;
    const body = this.is('{') ? this.block() : this.expression();
    return { kind: 'lambda', at, parameters, body };
  }

  /** The number of tokens before the arrow of a lambda; 0 where no lambda begins here. */
  private lambdaHead(): number {
    if (!this.is('(')) {
      const length = this.declarationStarts() ? this.typeLength(0) + 1 : 1;
      return this.ahead(length - 1).kind === 'name' && this.is('->', length) ? length : 0;
    }
    let length = 1;
    while (!this.is(')', length)) {
      if (length > 1 && !this.is(',', length++)) return 0;
      const type = this.typeLength(length);
      length += type > 0 && this.ahead(length + type).kind === 'name' ? type : 0;
      if (this.ahead(length).kind !== 'name') return 0;
      length++;
    }
    return this.is('->', length + 1) ? length + 1 : 0;
  }

  private primary(): Expression {
    const token = this.token;
    const { at } = token;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', at, text: this.next().text, negative: false };
      case 'string':
        return { kind: 'string', at, value: this.next().text };
      case 'regex':
        this.next();
        return { kind: 'regex', at, pattern: token.text, flags: token.flags ?? '' };
      case 'name':
        this.next();
        if (this.is('(')) return { kind: 'callLocal', at, name: token.text, args: this.arguments() };
        return { kind: 'name', at, name: token.text };
    }
    if (this.takes('true')) return { kind: 'constant', at, value: true };
    if (this.takes('false')) return { kind: 'constant', at, value: false };
    if (this.takes('null')) return { kind: 'constant', at, value: null };
    if (this.is('new')) return this.creation();
    if (this.is('[')) return this.initializer();
    if (this.is('(')) return this.parenthesized();
    if (this.takes('$')) return { kind: 'callLocal', at, name: '$', args: this.arguments() };
    throw this.unexpected();
  }

  private initializer(): Expression {
    const { at } = this.next();
    if (this.takes(':')) {
      this.expect(']');
      return { kind: 'map', at, entries: [] };
    }
    if (this.takes(']')) return { kind: 'list', at, items: [] };
    const first = this.expression();
    if (this.takes(':')) return this.mapFrom(at, first);
    const items = [first];
    while (!this.takes(']')) {
      this.expect(',');
      items.push(this.expression());
    }
    return { kind: 'list', at, items };
  }

  private mapFrom(at: number, first: Expression): Expression {
    const entries: (readonly [Expression, Expression])[] = [[first, this.expression()]];
    while (!this.takes(']')) {
      this.expect(',');
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
    }
    return { kind: 'map', at, entries };
  }

  private creation(): Expression {
    const { at } = this.next();
    const type = this.type();
    if (type.dimensions > 0 && this.is('{')) {
      this.next();
      const items: Expression[] = [];
      while (!this.takes('}')) {
        if (items.length > 0) this.expect(',');
        items.push(this.expression());
      }
      return { kind: 'arrayOf', at, type, items };
    }
    if (this.is('(')) return { kind: 'new', at, type, args: this.arguments() };
    const sizes: Expression[] = [];
    while (this.takes('[')) {
      sizes.push(this.expression());
      this.expect(']');
    }
    if (sizes.length === 0) throw this.unexpected();
    return { kind: 'newArray', at, type: { ...type, dimensions: sizes.length }, sizes };
  }
}
