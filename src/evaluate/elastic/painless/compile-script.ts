import { ExpressionCompiler, type LocalFunction, type Surroundings } from './compile-expression.js';
import { boxedCode, convert, place } from './conversions.js';
import { emptyValue } from './java-array.js';
import { library } from './library/index.js';
import { MOST_TURNS, runtime } from './runtime.js';
import { Constants, FunctionContext, Scope, type Value } from './scope.js';
import type { Block, Declaration, Expression, FunctionSyntax, ScriptSyntax, Statement, TypeName } from './syntax.js';
import { CompileFault } from './tokens.js';
import { elementOf, isArray, isPrimitive, MAP, STRING, type Type } from './types.js';

/** What a script gives back: nothing, or the answer of a condition. */
export type ScriptKind = 'script' | 'condition';

export interface CompiledScript {
  /** JavaScript that, called with the runtime and the constants, gives the functions of Program. */
  readonly code: string;
  readonly constants: readonly unknown[];
  /** Where statements begin, in order. */
  readonly statements: readonly number[];
}

/** Compiles a script to JavaScript; throws CompileFault. */
export function compileScript(
  syntax: ScriptSyntax,
  kind: ScriptKind,
  pattern: Surroundings['pattern'],
  engine: Surroundings['engine'],
): CompiledScript {
  return new ScriptCompiler(pattern, engine).compile(syntax, kind);
}

/** Where control goes behind a statement. */
interface Flow {
  readonly js: string;
  /** Whether every way through returns or throws. */
  readonly escapes: boolean;
  /** Whether control leaves the loop or function here, so that nothing may follow. */
  readonly leaves: boolean;
}

class ScriptCompiler {
  private readonly constants = new Constants();
  private readonly functions = new Map<string, LocalFunction>();
  private readonly statements = new Set<number>();
  private readonly counter = { next: 0 };
  private readonly expressions: ExpressionCompiler;

  constructor(pattern: Surroundings['pattern'], engine: Surroundings['engine']) {
    this.expressions = new ExpressionCompiler({
      constants: this.constants,
      functions: this.functions,
      body: (block, scope) => this.lambdaBody(block, scope),
      pattern,
      statements: this.statements,
      engine,
    });
  }

  compile(syntax: ScriptSyntax, kind: ScriptKind): CompiledScript {
    for (const each of syntax.functions) this.declareFunction(each);
    const functions = syntax.functions.map((each) => this.function(each));
    const main = this.main(syntax.statements, kind, syntax.named);
    const names = Object.keys(runtime).join(',');
    const constants = this.constants.values.map((_, index) => `k${index}=K[${index}]`);
    const code = [
      '"use strict";',
      `const {${names}}=R;`,
      constants.length === 0 ? '' : `const ${constants.join(',')};`,
      'let at=0;',
      ...functions,
      main,
      'return {run,place:()=>at};',
    ].join('\n');
    return { code, constants: this.constants.values, statements: [...this.statements].sort((a, b) => a - b) };
  }

  // ---- functions

  private declareFunction(syntax: FunctionSyntax): void {
    const key = `${syntax.name}/${syntax.parameters.length}`;
    if (this.functions.has(key)) throw this.fault(`invalid function definition: found duplicate function [${key}].`, syntax.at);
    const parameters = syntax.parameters.map((each) => this.functionType(each.type, 'parameter', key, syntax.at));
    const returns = this.functionType(syntax.returns, 'return', key, syntax.at);
    this.functions.set(key, { name: syntax.name, js: `f${this.functions.size}`, parameters, returns });
  }

  private functionType(name: TypeName, what: string, key: string, at: number): Type {
    const type = library.resolve(name.name);
    if (type !== undefined) return type + '[]'.repeat(name.dimensions);
    throw this.fault(`invalid function definition: ${what} type [${name.name}] not found for function [${key}]`, at);
  }

  private function(syntax: FunctionSyntax): string {
    const local = this.functions.get(`${syntax.name}/${syntax.parameters.length}`);
    if (local === undefined) throw new Error(`function ${syntax.name} was not declared`);
    const context = new FunctionContext(local.returns, undefined, 0);
    const scope = new Scope(context, undefined, this.counter);
    const names = syntax.parameters.map((each, index) => {
      const type = local.parameters[index] ?? 'def';
      return scope.declare(each.name, type, syntax.at, { source: `"<parameter${index + 1}>"` }).js;
    });
    context.slot++;
    if (syntax.body.statements.length === 0) {
      throw this.fault(
        `invalid function definition: found no statements for function [${syntax.name}] with [${names.length}] parameters`,
        syntax.at,
      );
    }
    const body = this.block(syntax.body, scope);
    if (!body.escapes && local.returns !== 'void') {
      const what = `not all paths provide a return value for function [${syntax.name}] with [${names.length}] parameters`;
      throw this.fault(`invalid function definition: ${what}`, syntax.at);
    }
    return `function ${local.js}(${names.join(',')}){${this.prologue(context)}${body.js}}`;
  }

  private main(statements: readonly Statement[], kind: ScriptKind, named: ReadonlySet<string>): string {
    const context = new FunctionContext(kind === 'script' ? 'void' : 'boolean', undefined, 1);
    const scope = new Scope(context, undefined, this.counter);
    // Java's machine counts a place for each of the two that the script names, and one for the turns of loops.
    const ctx = scope.declare('ctx', MAP, 0, { nonNull: true });
    const params = scope.declare('params', MAP, 0, { nonNull: true });
    context.slot = 2 + (named.has('ctx') ? 1 : 0) + (named.has('params') ? 1 : 0);
    if (statements.length === 0)
      throw this.fault('invalid function definition: found no statements for function [execute] with [0] parameters', 0);
    const body = this.sequence(statements, scope, kind === 'condition');
    const end = kind === 'condition' && !body.escapes ? 'return false;' : '';
    return `function run(${ctx.js},${params.js}){${this.prologue(context)}${body.js}${end}}`;
  }

  private prologue(context: FunctionContext): string {
    return `${context.declarations}${context.loops ? 'let turns=0;' : ''}`;
  }

  private lambdaBody(block: Block, scope: Scope): string {
    const outer = scope.context;
    const body = this.sequence(block.statements, scope, outer.returns !== 'void', block.at);
    const loops = outer.loops ? 'let turns=0;' : '';
    return `${loops}${body.js}${body.escapes ? '' : 'return null;'}`;
  }

  private fault(reason: string, at: number): CompileFault {
    return new CompileFault('illegal_argument_exception', reason, at);
  }

  // ---- statements

  private block(block: Block, scope: Scope): Flow {
    if (block.statements.length === 0) return { js: '{}', escapes: false, leaves: false };
    const { slot } = scope.context;
    const flow = this.sequence(block.statements, scope.inner(), false, block.at);
    scope.context.slot = slot;
    return { ...flow, js: `{${flow.js}}` };
  }

  /** Statements one after the other; the last one of a condition gives its value back. */
  private sequence(statements: readonly Statement[], scope: Scope, answers: boolean, at = 0): Flow {
    let js = '';
    let escapes = false;
    let leaves = false;
    for (const [index, statement] of statements.entries()) {
      if (escapes || leaves) throw this.fault('invalid block: unreachable statement', at);
      const isLast = index === statements.length - 1;
      const flow =
        isLast && answers && statement.kind === 'expression'
          ? this.answer(statement.value, statement.at, scope)
          : this.statement(statement, scope);
      js += flow.js;
      escapes = flow.escapes;
      leaves = flow.leaves;
    }
    return { js, escapes, leaves };
  }

  private answer(expression: Expression, at: number, scope: Scope): Flow {
    this.statements.add(at);
    const { returns, parent } = scope.context;
    const value = this.expressions.as(expression, scope, returns, 'internal');
    const js = parent === undefined ? value.js : boxedCode(value.js, value.type);
    return { js: `return ${js};`, escapes: true, leaves: true };
  }

  private statement(statement: Statement, scope: Scope): Flow {
    const simple = (js: string): Flow => ({ js, escapes: false, leaves: false });
    if (statement.kind !== 'declare') this.statements.add(statement.at);
    switch (statement.kind) {
      case 'declare':
        return simple(this.declaration(statement, scope));
      case 'expression':
        return simple(`${this.expressions.effect(statement.value, scope)};`);
      case 'if':
        return this.ifStatement(statement, scope);
      case 'while':
        return this.loop(statement, scope);
      case 'do':
        return this.doLoop(statement, scope);
      case 'for':
        return this.forLoop(statement, scope);
      case 'each':
        return this.eachLoop(statement, scope);
      case 'try':
        return this.tryStatement(statement, scope);
      case 'return':
        return this.returned(statement.value, statement.at, scope);
      case 'throw': {
        const value = this.expressions.as(statement.value, scope, 'java.lang.Exception');
        return {
          js: `raise(${value.js},${JSON.stringify(value.source ?? null)},${place(value.mark ?? statement.at)});`,
          escapes: true,
          leaves: true,
        };
      }
      case 'break':
      case 'continue':
        if (scope.context.depth === 0) throw this.fault(`invalid ${statement.kind} statement: not inside loop`, statement.at);
        return { js: `${statement.kind};`, escapes: false, leaves: true };
    }
  }

  private declaration(statement: Declaration, scope: Scope): string {
    return statement.variables.map((each) => this.variable(statement, each, scope)).join('');
  }

  private variable(statement: Declaration, each: Declaration['variables'][number], scope: Scope): string {
    this.statements.add(each.at);
    const type = this.expressions.type(statement.type, each.at, 'invalid declaration: cannot resolve type');
    const value = each.value === undefined ? undefined : this.expressions.as(each.value, scope, type);
    const variable = scope.declare(each.name, type, each.at);
    return `let ${variable.js}=${value?.js ?? emptyCode(type)};`;
  }

  private returned(value: Expression | undefined, at: number, scope: Scope): Flow {
    const { returns, parent } = scope.context;
    if (value === undefined) {
      if (returns !== 'void') throw new CompileFault('class_cast_exception', `Cannot cast from [void] to [${returns}].`, at);
      return { js: parent === undefined ? 'return;' : 'return null;', escapes: true, leaves: true };
    }
    const result = this.expressions.as(value, scope, returns, 'internal');
    const js = parent === undefined ? result.js : boxedCode(result.js, result.type);
    return { js: `return ${js};`, escapes: true, leaves: true };
  }

  private ifStatement(statement: Statement & { kind: 'if' }, scope: Scope): Flow {
    const test = this.expressions.as(statement.test, scope, 'boolean');
    if (test.constant !== undefined) throw this.fault('extraneous if block', statement.at);
    const yes = this.filled(statement.yes, scope, 'extraneous if block', statement.at);
    if (statement.no === undefined) return { js: `if(${test.js})${yes.js}`, escapes: false, leaves: false };
    const no = this.filled(statement.no, scope, 'extraneous else block', statement.at);
    const js = `if(${test.js})${yes.js}else ${no.js}`;
    return { js, escapes: yes.escapes && no.escapes, leaves: yes.leaves && no.leaves };
  }

  private filled(block: Block, scope: Scope, otherwise: string, at: number): Flow {
    if (block.statements.length === 0) throw this.fault(otherwise, at);
    return this.block(block, scope);
  }

  private turn(scope: Scope, at: number): string {
    scope.context.loops = true;
    return `if(++turns>${MOST_TURNS})tooManyTurns(${place(at)});`;
  }

  private loopBody(block: Block | undefined, scope: Scope): Flow {
    scope.context.depth++;
    const flow = block === undefined ? { js: '', escapes: false, leaves: false } : this.block(block, scope);
    scope.context.depth--;
    return flow;
  }

  /** A loop whose body always leaves it in its first turn is refused. */
  private turnsOnce(flow: Flow, body: Block | undefined, what: string, at: number): void {
    if (flow.leaves && !hasContinue(body)) throw this.fault(`extraneous ${what} loop`, at);
  }

  private loop(statement: Statement & { kind: 'while' }, scope: Scope): Flow {
    const test = this.expressions.as(statement.test, scope, 'boolean');
    if (test.constant === false) throw this.fault('extraneous while loop', statement.at);
    const body = this.loopBody(statement.body, scope);
    this.turnsOnce(body, statement.body, 'while', statement.at);
    const endless = test.constant === true && !hasBreak(statement.body);
    return { js: `while(${test.js}){${this.turn(scope, statement.at)}${body.js}}`, escapes: endless, leaves: endless };
  }

  private doLoop(statement: Statement & { kind: 'do' }, scope: Scope): Flow {
    const body = this.loopBody(statement.body, scope);
    const test = this.expressions.as(statement.test, scope, 'boolean');
    const endless = test.constant === true && !hasBreak(statement.body);
    return { js: `do{${this.turn(scope, statement.at)}${body.js}}while(${test.js});`, escapes: endless, leaves: endless };
  }

  private forLoop(statement: Statement & { kind: 'for' }, scope: Scope): Flow {
    const { slot } = scope.context;
    const inner = scope.inner();
    const { start } = statement;
    const first =
      start === undefined ? '' : start.kind === 'declare' ? this.declaration(start, inner) : `${this.expressions.effect(start, inner)};`;
    const test = statement.test === undefined ? undefined : this.expressions.as(statement.test, inner, 'boolean');
    const step = statement.step === undefined ? '' : this.expressions.effect(statement.step, inner);
    const body = this.loopBody(statement.body, inner);
    this.turnsOnce(body, statement.body, 'for', statement.at);
    const endless = (test === undefined || test.constant === true) && !hasBreak(statement.body);
    scope.context.slot = slot;
    const js = `{${first}for(;${test?.js ?? ''};${step}){${this.turn(scope, statement.at)}${body.js}}}`;
    return { js, escapes: endless, leaves: endless };
  }

  private eachLoop(statement: Statement & { kind: 'each' }, scope: Scope): Flow {
    const { slot } = scope.context;
    const values = this.expressions.value(statement.values, scope);
    const type = this.loopType(statement);
    const inner = scope.inner();
    const counted = this.counter.next++;
    const array = isArray(values.type);
    inner.context.slot += array ? 3 : 1;
    const variable = inner.declare(statement.name, type, statement.at);
    const held = `i${counted}`;
    const item = array ? `a${counted}[${held}]` : `${held}.next(${place(values.at)})`;
    const given: Value = { js: item, type: array ? elementOf(values.type) : 'def', at: values.at };
    const kind = type === STRING ? 'explicit' : 'implicit';
    const each = `let ${variable.js}=${convert(given, type, kind).js};`;
    const body = this.loopBody(statement.body, inner);
    this.turnsOnce(body, statement.body, 'foreach', statement.at);
    scope.context.slot = slot;
    const missing =
      values.type === 'def'
        ? 'cannot access method/field [iterator] from a null def reference'
        : `Cannot invoke "java.lang.Iterable.iterator()"${values.source === undefined ? '' : ` because ${values.source} is null`}`;
    const head = array
      ? `const a${counted}=${values.js}.items;for(let ${held}=0;${held}<a${counted}.length;${held}++)`
      : `const ${held}=walk(${this.walked(values, statement.at)},${JSON.stringify(missing)},${place(values.at)});while(${held}.hasNext())`;
    return { js: `{${head}{${each}${body.js}}}`, escapes: false, leaves: false };
  }

  private loopType(statement: Statement & { kind: 'each' }): Type {
    const type = library.resolve(statement.type.name);
    if (type === undefined) throw this.fault(`invalid foreach loop: type [${statement.type.name}] not found`, statement.at);
    return type + '[]'.repeat(statement.type.dimensions);
  }

  private walked(values: Value, at: number): string {
    if (isPrimitive(values.type)) {
      throw this.fault(`invalid foreach loop: cannot iterate over type [${values.type}].`, at);
    }
    return values.js;
  }

  private tryStatement(statement: Statement & { kind: 'try' }, scope: Scope): Flow {
    const body = this.filled(statement.body, scope, 'extraneous try statement', statement.at);
    const fault = `e${this.counter.next++}`;
    const flows = statement.catches.map((each) => {
      this.statements.add(each.at);
      const type = this.expressions.type(each.type, each.at, 'invalid catch declaration: cannot resolve type');
      const inner = scope.inner();
      const variable = inner.declare(each.name, type, each.at);
      const flow = this.block(each.body, inner);
      return { js: `if((${variable.js}=caught(${fault},"${type}",at))!==undefined)${flow.js}else `, name: variable.js, flow };
    });
    const names = flows.map((each) => each.name).join(',');
    const js = `try${body.js}catch(${fault}){let ${names};${flows.map((each) => each.js).join('')}throw ${fault};}`;
    const all = [body, ...flows.map((each) => each.flow)];
    return { js, escapes: all.every((each) => each.escapes), leaves: all.every((each) => each.leaves) };
  }
}

/** Code for what a variable holds that nothing was put into. */
function emptyCode(type: Type): string {
  const value = emptyValue(type);
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

function hasContinue(block: Block | undefined): boolean {
  return block?.statements.some(continues) ?? false;
}

function continues(statement: Statement): boolean {
  if (statement.kind === 'continue') return true;
  if (statement.kind === 'if') return hasContinue(statement.yes) || hasContinue(statement.no);
  return statement.kind === 'try' && (hasContinue(statement.body) || statement.catches.some((each) => hasContinue(each.body)));
}

/** Whether a loop's own body leaves it. */
function hasBreak(block: Block | undefined): boolean {
  return block?.statements.some(breaks) ?? false;
}

function breaks(statement: Statement): boolean {
  switch (statement.kind) {
    case 'break':
      return true;
    case 'if':
      return hasBreak(statement.yes) || hasBreak(statement.no);
    case 'try':
      return hasBreak(statement.body) || statement.catches.some((each) => hasBreak(each.body));
    default:
      return false;
  }
}
