import type { Engine } from '../processor-options.js';
import { compileBinary, compileCompound, compileUnary } from './compile-operator.js';
import { boxedCode, convert, place } from './conversions.js';
import type { JavaClass, Method } from './library/class-table.js';
import { library } from './library/index.js';
import { isUnknownClass, isUnknownMember, unknownClasses } from './library/not-implemented.js';
import { type Constants, type FunctionContext, lastMark, type Scope, type Value } from './scope.js';
import type { Block, Brace, Expression, FunctionReference, Lambda, Member, TypeName } from './syntax.js';
import { CompileFault } from './tokens.js';
import { boxed, elementOf, isArray, isNumeric, isPrimitive, LIST, MAP, OBJECT, promoted, STRING, type Type, unboxed } from './types.js';

/** A function of the script. */
export interface LocalFunction {
  readonly name: string;
  readonly js: string;
  readonly parameters: readonly Type[];
  readonly returns: Type;
}

/** What stands around an expression. */
export interface Surroundings {
  readonly constants: Constants;
  /** By `name/number of parameters`. */
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** Compiles the body of a lambda. */
  readonly body: (block: Block, scope: Scope) => string;
  /** Makes the constant of a regular expression. */
  readonly pattern: (source: string, flags: string, at: number) => unknown;
  /** Places where a statement begins, for the lines that an error shows. */
  readonly statements: Set<number>;
  readonly engine: Engine;
}

/** A place that can be written to: how it is read, and how a value of its type is stored. */
interface Target {
  readonly type: Type;
  readonly at: number;
  /** Code that must run once before reading and writing. */
  readonly before: readonly string[];
  /** Whether it is a variable. */
  readonly simple?: boolean;
  readonly read: string;
  readonly write: (js: string) => string;
}

export class ExpressionCompiler {
  constructor(readonly around: Surroundings) {}

  private get isOpenSearch(): boolean {
    return this.around.engine === 'opensearch';
  }

  fault(reason: string, at: number): CompileFault {
    return new CompileFault('illegal_argument_exception', reason, at);
  }

  /** What is said of a member that a class has not: refused where only this tool has it not. */
  private missing(type: Type, key: string, reason: string, at: number): CompileFault {
    const lineage = library.find(boxed(type))?.lineage ?? [];
    if (!lineage.some((each) => isUnknownMember(each, key))) return this.fault(reason, at);
    return new CompileFault('refused', `${key} of ${type} is not implemented`, at, true);
  }

  /** What is said of a name that is nothing here: refused where it is a class of Painless. */
  private unresolved(name: string, reason: string, at: number): CompileFault {
    if (!isUnknownClass(name)) return this.fault(reason, at);
    return new CompileFault('refused', `the class ${name} is not implemented`, at, true);
  }

  type(name: TypeName, at = name.at, what = 'cannot resolve type'): Type {
    const type = library.resolve(name.name);
    if (type === undefined)
      throw this.unresolved(name.name, `${what} [${name.name}${'[]'.repeat(name.dimensions)}]${what === 'Not a type' ? '.' : ''}`, at);
    return type + '[]'.repeat(name.dimensions);
  }

  /** An expression as a value of a type. */
  as(expression: Expression, scope: Scope, type: Type, kind: 'explicit' | 'implicit' | 'internal' = 'implicit'): Value {
    if (expression.kind === 'lambda' || expression.kind === 'reference') return this.functionValue(expression, scope, type);
    return convert(this.value(expression, scope), type, kind);
  }

  value(expression: Expression, scope: Scope): Value {
    const value = this.valueOrClass(expression, scope);
    if (!value.type.startsWith('static ')) return value;
    throw this.fault(`value required: instead found unexpected type [${value.type.slice(7)}]`, value.at);
  }

  private valueOrClass(expression: Expression, scope: Scope): Value {
    const { at } = expression;
    switch (expression.kind) {
      case 'number':
        if (this.isOpenSearch && /^0[xX].*[dDfF]$/.test(expression.text)) throw this.fault('Illegal tree structure.', at);
        return numberLiteral(expression.text, expression.negative, at);
      case 'string':
        return { js: JSON.stringify(expression.value), type: STRING, at, constant: expression.value, nonNull: true, simple: true };
      case 'constant':
        return constantLiteral(expression.value, at);
      case 'regex':
        return this.regexLiteral(expression.pattern, expression.flags, at);
      case 'name':
        return this.name(expression.name, at, scope);
      case 'list':
        return {
          js: `[${expression.items.map((each) => this.as(each, scope, 'def', 'internal').js).join(',')}]`,
          type: 'java.util.ArrayList',
          at,
          nonNull: true,
        };
      case 'map':
        return this.mapLiteral(expression.entries, at, scope);
      case 'new':
        return this.creation(expression.type, expression.args, at, scope);
      case 'newArray':
        return this.newArray(expression.type, expression.sizes, at, scope);
      case 'arrayOf':
        return this.arrayOf(expression.type, expression.items, at, scope);
      case 'callLocal':
        return this.callLocal(expression.name, expression.args, at, scope);
      case 'call':
        return this.call(expression, scope);
      case 'member':
        return this.member(expression, scope);
      case 'brace':
        return this.brace(expression, scope);
      case 'unary':
        return compileUnary(expression.operator, this.value(expression.value, scope), at);
      case 'step':
        return this.step(expression, scope, true);
      case 'cast':
        return { ...this.as(expression.value, scope, this.type(expression.type, at), 'explicit'), at };
      case 'binary':
        return compileBinary(expression.operator, this.value(expression.left, scope), this.value(expression.right, scope), at);
      case 'instanceof':
        return this.instanceOf(this.value(expression.value, scope), this.type(expression.type, at, 'Not a type'), at);
      case 'elvis':
        return this.elvis(expression.left, expression.right, at, scope);
      case 'conditional':
        return this.conditional(expression, scope);
      case 'assign':
        return this.assign(expression, scope, true);
      case 'lambda':
      case 'reference':
        return this.functionValue(expression, scope, 'def');
    }
  }

  /** An expression that stands as a statement: its value is not used. */
  effect(expression: Expression, scope: Scope): string {
    if (expression.kind === 'assign') return this.assign(expression, scope, false).js;
    if (expression.kind === 'step') return this.step(expression, scope, false).js;
    const unused = unusedName(expression);
    if (expression.kind === 'name') this.value(expression, scope);
    if (unused !== undefined) throw this.fault(`not a statement: ${unused}`, expression.at);
    // OpenSearch takes a value that it never left there from Java's stack.
    if (this.isOpenSearch && expression.kind === 'new') throw this.fault('Operand stack underflow', expression.at);
    return this.value(expression, scope).js;
  }

  // ---- names and literals

  private name(name: string, at: number, scope: Scope): Value {
    const variable = scope.find(name);
    if (variable === undefined) {
      const type = library.resolve(name);
      if (type !== undefined) return { js: '', type: `static ${type}`, at };
      throw this.unresolved(name, `cannot resolve symbol [${name}]`, at);
    }
    if (variable.owner !== scope.context) scope.context.captured.add(variable);
    return { js: variable.js, type: variable.type, at, nonNull: variable.nonNull, simple: true, source: variable.source };
  }

  private regexLiteral(pattern: string, flags: string, at: number): Value {
    const constant = this.around.constants.name(this.around.pattern(pattern, flags, at));
    return { js: constant, type: 'java.util.regex.Pattern', at, nonNull: true, simple: true };
  }

  private mapLiteral(entries: readonly (readonly [Expression, Expression])[], at: number, scope: Scope): Value {
    const items = entries.flat().map((each) => this.as(each, scope, 'def', 'internal').js);
    return { js: `newMap(${items.join(',')})`, type: 'java.util.HashMap', at, nonNull: true };
  }

  // ---- calls

  private arguments(method: { readonly parameters: readonly Type[] }, args: readonly Expression[], scope: Scope): readonly Value[] {
    return args.map((each, index) => this.as(each, scope, method.parameters[index] ?? 'def', 'internal'));
  }

  private creation(typeName: TypeName, args: readonly Expression[], at: number, scope: Scope): Value {
    const type = this.type(typeName, at, 'Not a type');
    const method = library.find(type)?.constructors.get(args.length);
    if (method === undefined) throw this.missing(type, `new/${args.length}`, `constructor [${type}, <init>/${args.length}] not found`, at);
    const values = this.arguments(method, args, scope);
    const mark = lastMark(values, at);
    const list = [...values.map((each) => each.js), place(mark)].join(',');
    const js = `${this.around.constants.method(method)}(${list})`;
    const isException = library.extends(type, 'java.lang.Exception');
    return { js: isException ? `made(${js},${mark})` : js, type, at, nonNull: true, mark };
  }

  private newArray(typeName: TypeName, sizes: readonly Expression[], at: number, scope: Scope): Value {
    const type = this.type(typeName, at);
    const list = sizes.map((each) => this.as(each, scope, 'int').js);
    return { js: `newArray("${elementOf(type)}",[${list.join(',')}],${place(at)})`, type, at, nonNull: true };
  }

  private arrayOf(typeName: TypeName, items: readonly Expression[], at: number, scope: Scope): Value {
    const type = this.type(typeName, at);
    const element = elementOf(type);
    const list = items.map((each) => this.as(each, scope, element, 'internal').js);
    return { js: `new JavaArray("${element}",[${list.join(',')}])`, type, at, nonNull: true };
  }

  private callLocal(name: string, args: readonly Expression[], at: number, scope: Scope): Value {
    const local = this.around.functions.get(`${name}/${args.length}`);
    if (local === undefined) throw this.unknownCall(name, args.length, at);
    const values = this.arguments(local, args, scope);
    const mark = lastMark(values, at);
    const list = [...values.map((each) => each.js), place(mark)];
    const source = `the return value of "org.elasticsearch.painless.PainlessScript$Script.&${name}(${local.parameters.map(shownParameter).join(', ')})"`;
    return { js: `${local.js}(${list.join(',')})`, type: local.returns, at, source, mark };
  }

  private unknownCall(name: string, count: number, at: number): CompileFault {
    const words = `Unknown call [${name}] with [${count}] arguments.`;
    const refused = ['field', '$', 'metadata'].includes(name);
    return new CompileFault('illegal_argument_exception', refused ? `${name}() is not implemented` : words, at, refused);
  }

  private call(expression: Expression & { kind: 'call' }, scope: Scope): Value {
    const { at, name, args } = expression;
    if (expression.target.kind === 'name' && scope.find(expression.target.name) === undefined) this.knownClass(expression.target.name, at);
    const target = this.valueOrClass(expression.target, scope);
    if (target.type.startsWith('static ')) return this.callStatic(target.type.slice(7), name, args, at, scope);
    return this.nullSafely(target, expression.nullSafe, at, scope, (self) => this.callOn(self, name, args, at, scope));
  }

  private knownClass(name: string, at: number): void {
    if (library.resolve(name) === undefined) throw this.unresolved(name, `cannot resolve symbol [${name}]`, at);
  }

  private callStatic(type: Type, name: string, args: readonly Expression[], at: number, scope: Scope): Value {
    const found = library.find(type);
    const key = `${name}/${args.length}`;
    const method = (this.isOpenSearch ? found?.openSearchStatics : found?.statics)?.get(key);
    if (method === undefined) throw this.missing(type, key, `static method [${type}, ${key}] not found`, at);
    return this.invocation(method, undefined, args, at, scope);
  }

  private callOn(self: Value, name: string, args: readonly Expression[], at: number, scope: Scope): Value {
    if (self.type === 'def') return this.callDef(self, name, args, at, scope);
    const method = isArray(self.type) ? undefined : library.method(boxed(self.type), name, args.length);
    if (method === undefined)
      throw this.missing(self.type, `${name}/${args.length}`, `member method [${self.type}, ${name}/${args.length}] not found`, at);
    const receiver = isPrimitive(self.type) ? { ...self, js: boxedCode(self.js, self.type), nonNull: true } : self;
    return this.invocation(method, receiver, args, at, scope);
  }

  /** An argument of a call that is bound while the script runs: it is not cast. */
  private dynamicArgument(argument: Expression, scope: Scope): Value {
    const isFunction = argument.kind === 'lambda' || argument.kind === 'reference';
    return isFunction ? this.functionValue(argument, scope, 'def') : this.value(argument, scope);
  }

  private callDef(self: Value, name: string, args: readonly Expression[], at: number, scope: Scope): Value {
    const values = args.map((each) => this.dynamicArgument(each, scope));
    const list = values.map((each) => boxedCode(each.js, each.type)).join(',');
    const mark = lastMark(values, at);
    const key = JSON.stringify(`${name}/${args.length}`);
    return { js: `callDef(${self.js},${JSON.stringify(name)},${key},[${list}],${place(mark)})`, type: 'def', at, mark };
  }

  private invocation(method: Method, self: Value | undefined, args: readonly Expression[], at: number, scope: Scope): Value {
    const values = this.arguments(method, args, scope);
    const code = this.around.constants.method(method);
    const mark = lastMark(values, at);
    const receiver = self === undefined ? [] : [this.receiver(self, methodText(method), mark, scope)];
    const list = [...receiver, ...values.map((each) => each.js), place(mark)].join(',');
    const source = `the return value of "${methodText(method)}"`;
    return { js: `${code}(${list})`, type: method.returns, at, source, nonNull: isPrimitive(method.returns), mark };
  }

  /** The receiver of a call, with the check for null. */
  private receiver(self: Value, method: string, at: number, scope: Scope): string {
    if (self.nonNull === true) return self.js;
    const complaint = `nullPointer(${JSON.stringify(nullMessage(`Cannot invoke "${method}"`, self.source))},${place(at)})`;
    if (self.simple === true) return `(${self.js}===null?${complaint}:${self.js})`;
    const held = scope.context.temporary();
    return `((${held}=${self.js})===null?${complaint}:${held})`;
  }

  private nullSafely(target: Value, nullSafe: boolean, at: number, scope: Scope, use: (self: Value) => Value): Value {
    if (!nullSafe) return use(target);
    if (isPrimitive(target.type)) throw this.fault('Result of null safe operator must be nullable', at);
    const held = scope.context.temporary();
    const used = use({ ...target, js: held, simple: true, nonNull: true });
    if (isPrimitive(used.type)) throw this.fault('Result of null safe operator must be nullable', at);
    return { js: `((${held}=${target.js})===null?null:${used.js})`, type: used.type, at };
  }

  // ---- members and indexes

  private member(expression: Member, scope: Scope): Value {
    const qualified = this.qualifiedType(expression, scope);
    if (qualified !== undefined) return { js: '', type: `static ${qualified}`, at: expression.at };
    const target = this.valueOrClass(expression.target, scope);
    if (target.type.startsWith('static ')) return this.staticField(target.type.slice(7), expression.name, expression.at);
    return this.nullSafely(target, expression.nullSafe, expression.at, scope, (self) => this.memberOf(self, expression, scope));
  }

  /** A class whose full name, or whose outer class, stands before the dot: `Map.Entry`, `java.util.List`. */
  private qualifiedType(expression: Member, scope: Scope): Type | undefined {
    const names: string[] = [expression.name];
    let node: Expression = expression.target;
    while (node.kind === 'member' && !node.nullSafe) {
      names.unshift(node.name);
      node = node.target;
    }
    if (node.kind !== 'name' || scope.find(node.name) !== undefined) return undefined;
    const whole = [node.name, ...names].join('.');
    const type = library.resolve(whole);
    if (type === undefined && library.resolve(node.name) !== undefined) return undefined;
    // What is no variable may be the first part of a class's full name; only the whole tells.
    if (type === undefined && !isPackage(whole)) throw this.unresolved(whole, `cannot resolve symbol [${whole}]`, expression.at);
    return type;
  }

  private staticField(type: Type, name: string, at: number): Value {
    const field = library.find(type)?.fields.get(name);
    if (field === undefined) throw this.missing(type, name, `field [${type}, ${name}] not found`, at);
    const constant = this.around.constants.name(field.value);
    const unboxing = isPrimitive(field.type) && ['double', 'float'].includes(field.type) ? `${constant}.value` : constant;
    return { js: unboxing, type: field.type, at, nonNull: true, simple: true, mark: at };
  }

  private memberOf(self: Value, expression: Member, scope: Scope): Value {
    const { at, name } = expression;
    if (self.type === 'def') return { js: `getDef(${self.js},${JSON.stringify(name)},${place(at)})`, type: 'def', at, mark: at };
    if (isArray(self.type)) {
      if (name !== 'length') throw this.fault(`Field [${name}] does not exist for type [${self.type}].`, at);
      return { js: `${this.receiver(self, 'array', at, scope)}.items.length`, type: 'int', at, nonNull: true };
    }
    const getter = this.getter(self.type, name);
    this.checkShortcut(self.type, name, 'read', at);
    if (getter !== undefined) return this.invocation(getter, self, [], at, scope);
    if (library.extends(self.type, MAP)) return this.mapItem(self, name, at, scope);
    if (library.extends(self.type, LIST)) return this.listItem(self, this.listIndex(name, at), at, scope);
    throw this.fault(`field [${self.type}, ${name}] not found`, at);
  }

  /** Whether a name that stands for getter or setter may be used so: a setter must give nothing back. */
  private checkShortcut(type: Type, name: string, use: 'read' | 'write', at: number): void {
    const setter = this.setter(type, name);
    const isWritten = use === 'write' || !this.isOpenSearch;
    if (setter !== undefined && setter.returns !== 'void' && isWritten)
      throw this.fault(`Illegal set shortcut on field [${name}] for type [${type}].`, at);
    const getter = this.getter(type, name);
    const [wanted, other] = use === 'read' ? [getter, setter] : [setter, getter];
    if (wanted === undefined && other !== undefined) throw this.fault(`Illegal shortcut on field [${name}] for type [${type}].`, at);
  }

  private setter(type: Type, name: string): Method | undefined {
    return library.method(boxed(type), `set${name.charAt(0).toUpperCase()}${name.slice(1)}`, 1);
  }

  private mapItem(self: Value, name: string, at: number, scope: Scope): Value {
    const js = `${this.receiver(self, 'java.util.Map.get(Object)', at, scope)}.get(${JSON.stringify(name)})`;
    return { js, type: 'def', at, mark: at, source: 'the return value of "java.util.Map.get(Object)"' };
  }

  private getter(type: Type, name: string): Method | undefined {
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    const owner = boxed(type);
    return library.method(owner, `get${capital}`, 0) ?? library.method(owner, `is${capital}`, 0);
  }

  private listIndex(name: string, at: number): string {
    if (/^\d+$/.test(name)) return name;
    throw this.fault(`invalid list index [${name}]`, at);
  }

  private listItem(self: Value, index: string, at: number, scope: Scope): Value {
    const list = this.receiver(self, 'java.util.List.get(int)', at, scope);
    return { js: `listAt(${list},${index},${place(at)})`, type: 'def', at, mark: at };
  }

  private brace(expression: Brace, scope: Scope): Value {
    const target = this.target(expression, scope);
    return { js: sequence(target.before, target.read), type: target.type, at: expression.at, mark: expression.at };
  }

  private instanceOf(value: Value, type: Type, at: number): Value {
    const tested = value.type === 'def' || !isPrimitive(value.type) ? value.js : boxedCode(value.js, value.type);
    const quick: Readonly<Record<string, string>> = { [STRING]: `(typeof ${tested}==="string")` };
    return { js: quick[type] ?? `isA(${tested},"${boxed(type)}")`, type: 'boolean', at, nonNull: true };
  }

  // ---- choices

  private elvis(left: Expression, right: Expression, at: number, scope: Scope): Value {
    const first = this.value(left, scope);
    const second = this.value(right, scope);
    if (first.constant === null) throw this.fault('Extraneous elvis operator. LHS is null.', at);
    if (first.constant !== undefined) throw this.fault('Extraneous elvis operator. LHS is a constant.', at);
    if (isPrimitive(first.type)) throw this.fault('Extraneous elvis operator. LHS is a primitive.', at);

    if (second.constant === null) throw this.fault('Extraneous elvis operator. RHS is null.', at);
    const type = commonType(first, second);
    const held = scope.context.temporary();
    const found = convert({ ...first, js: held, simple: true }, type, 'internal').js;
    return { js: `((${held}=${first.js})!==null?${found}:${convert(second, type, 'internal').js})`, type, at };
  }

  private conditional(expression: Expression & { kind: 'conditional' }, scope: Scope): Value {
    const test = this.as(expression.test, scope, 'boolean');
    const yes = this.value(expression.yes, scope);
    const no = this.value(expression.no, scope);
    const type = commonType(yes, no);
    const js = `(${test.js}?${convert(yes, type, 'internal').js}:${convert(no, type, 'internal').js})`;
    return { js, type, at: expression.at, nonNull: yes.nonNull === true && no.nonNull === true };
  }

  // ---- assignments

  private target(expression: Expression, scope: Scope): Target {
    if (expression.kind === 'name') return this.variableTarget(expression.name, expression.at, scope);
    if (expression.kind === 'member' && !expression.nullSafe) return this.memberTarget(expression, scope);
    if (expression.kind === 'brace') return this.braceTarget(expression, scope);
    throw this.fault(`invalid assignment: cannot assign a value to ${targetName(expression)}`, expression.at);
  }

  private variableTarget(name: string, at: number, scope: Scope): Target {
    const variable = scope.find(name);
    if (variable === undefined) {
      const type = library.resolve(name);
      if (type !== undefined) throw this.fault(`invalid assignment: cannot write a value to a static type [${type}]`, at);
      throw this.fault(`cannot resolve symbol [${name}]`, at);
    }
    if (variable.owner !== scope.context) throw this.fault(`Variable [${name}] is read-only.`, at);
    variable.assigned++;
    return { type: variable.type, at, simple: true, before: [], read: variable.js, write: (js) => `${variable.js}=${js}` };
  }

  /** Code that evaluates the value before a dot or bracket once. */
  private once(value: Value, scope: Scope): { readonly before: readonly string[]; readonly self: Value } {
    if (value.simple === true) return { before: [], self: value };
    const held = scope.context.temporary();
    return { before: [`${held}=${value.js}`], self: { ...value, js: held, simple: true } };
  }

  private memberTarget(expression: Member, scope: Scope): Target {
    const { at, name } = expression;
    const value = this.valueOrClass(expression.target, scope);
    if (value.type.startsWith('static ')) throw this.fault(`invalid assignment: cannot assign a value to a static field [${name}]`, at);
    const { before, self } = this.once(value, scope);
    const key = JSON.stringify(name);
    const read = this.memberReader(self, expression, scope);
    if (self.type === 'def') return { type: 'def', at, before, read, write: (js) => `setDef(${self.js},${key},${js},${place(at)})` };
    const setter = this.setter(self.type, name);
    this.checkShortcut(self.type, name, 'write', at);
    if (setter !== undefined) return this.setterTarget(setter, self, at, before, read, scope);
    if (library.extends(self.type, MAP)) {
      const map = this.receiver(self, 'java.util.Map.put(Object, Object)', at, scope);
      return { type: 'def', at, before, read, write: (js) => `mapPut(${map},${key},${js},${place(at)})` };
    }
    if (library.extends(self.type, LIST)) {
      const list = this.receiver(self, 'java.util.List.set(int, Object)', at, scope);
      const index = this.listIndex(name, at);
      return { type: 'def', at, before, read, write: (js) => `listSet(${list},${index},${js},${place(at)})` };
    }
    throw this.fault(
      isArray(self.type)
        ? 'invalid assignment: cannot assign a value write to read-only field [length] for an array.'
        : `field [${self.type}, ${name}] not found`,
      at,
    );
  }

  private memberReader(self: Value, expression: Member, scope: Scope): string {
    if (self.type !== 'def' && library.extends(self.type, MAP)) {
      return `${this.receiver(self, 'java.util.Map.get(Object)', expression.at, scope)}.get(${JSON.stringify(expression.name)})`;
    }
    try {
      return this.memberOf(self, expression, scope).js;
    } catch (fault) {
      if (fault instanceof CompileFault) return 'null';
      throw fault;
    }
  }

  private setterTarget(setter: Method, self: Value, at: number, before: readonly string[], read: string, scope: Scope): Target {
    const code = this.around.constants.method(setter);
    const receiver = this.receiver(self, methodText(setter), at, scope);
    return { type: setter.parameters[0] ?? 'def', at, before, read, write: (js) => `${code}(${receiver},${js},${place(at)})` };
  }

  private braceTarget(expression: Brace, scope: Scope): Target {
    const { at } = expression;
    const value = this.value(expression.target, scope);
    const { before, self } = this.once(value, scope);
    const keyType = isArray(self.type) || (self.type !== 'def' && library.extends(self.type, LIST)) ? 'int' : 'def';
    const given = this.value(expression.index, scope);
    const index = self.type === 'def' ? { ...given, js: boxedCode(given.js, given.type) } : convert(given, keyType, 'internal');
    const kept = index.simple === true ? { before: [], js: index.js } : this.kept(index, scope);
    return { at, ...this.indexed(self, kept.js, lastMark([value, index], at), at, scope), before: [...before, ...kept.before] };
  }

  private kept(value: Value, scope: Scope): { readonly before: readonly string[]; readonly js: string } {
    const held = scope.context.temporary();
    return { before: [`${held}=${value.js}`], js: held };
  }

  private indexed(self: Value, index: string, before: number, at: number, scope: Scope): Pick<Target, 'type' | 'read' | 'write'> {
    const here = place(at);
    if (self.type === 'def') {
      const checked = `indexed(${self.js},${place(before)})`;
      const write = (js: string): string => `setIndexDef(${checked},${index},${js},${here})`;
      return { type: 'def', read: `indexDef(${checked},${index},${here})`, write };
    }
    if (isArray(self.type)) {
      const array = this.receiver(self, 'array', at, scope);
      const item = `${self.js}.items[arrayPlace(${array},${index},${here})]`;
      return { type: elementOf(self.type), read: item, write: (js) => `${item}=${js}` };
    }
    if (library.extends(self.type, MAP)) {
      const read = `${this.receiver(self, 'java.util.Map.get(Object)', at, scope)}.get(${index})`;
      const map = this.receiver(self, 'java.util.Map.put(Object, Object)', at, scope);
      return { type: 'def', read, write: (js) => `mapPut(${map},${index},${js},${here})` };
    }
    if (library.extends(self.type, LIST)) {
      const list = this.receiver(self, 'java.util.List.get(int)', at, scope);
      return { type: 'def', read: `listAt(${list},${index},${here})`, write: (js) => `setListAt(${list},${index},${js},${here})` };
    }
    throw this.fault(`Illegal array access on type [${self.type}].`, at);
  }

  private assign(expression: Expression & { kind: 'assign' }, scope: Scope, used: boolean): Value {
    const target = this.target(expression.target, scope);
    if (expression.operator === '=') {
      const value = this.as(expression.value, scope, target.type);
      return this.stored(target, value.js, expression.at, scope, used);
    }
    const operator = expression.operator.slice(0, -1);
    const current: Value = {
      js: target.read,
      type: target.type,
      at: expression.at,
      simple: false,
      ...(target.simple === true ? {} : { mark: target.at }),
    };
    const result = compileCompound(operator, current, this.value(expression.value, scope), expression.at);
    return this.stored(target, convert(result, target.type, 'explicit').js, expression.at, scope, used);
  }

  private stored(target: Target, js: string, at: number, scope: Scope, used: boolean): Value {
    if (!used) return { js: sequence(target.before, target.write(js)), type: target.type, at };
    const held = scope.context.temporary();
    return { js: `(${[...target.before, `${held}=${js}`, target.write(held), held].join(',')})`, type: target.type, at };
  }

  private step(expression: Expression & { kind: 'step' }, scope: Scope, used: boolean): Value {
    const target = this.target(expression.target, scope);
    const one: Value = { js: '1', type: 'int', at: expression.at, constant: 1, nonNull: true, simple: true };
    const operator = expression.operator === '++' ? '+' : '-';
    if (!used || expression.before) {
      const current: Value = { js: target.read, type: target.type, at: expression.at };
      const changed = convert(compileCompound(operator, current, one, expression.at), target.type, 'explicit');
      return this.stored(target, changed.js, expression.at, scope, used);
    }
    const held = scope.context.temporary();
    const before: Value = { js: held, type: target.type, at: expression.at, simple: true };
    const changed = convert(compileCompound(operator, before, one, expression.at), target.type, 'explicit');
    return {
      js: `(${[...target.before, `${held}=${target.read}`, target.write(changed.js), held].join(',')})`,
      type: target.type,
      at: expression.at,
    };
  }

  // ---- lambdas

  private functionValue(expression: Lambda | FunctionReference, scope: Scope, type: Type): Value {
    const wanted = type === 'def' ? undefined : library.find(type);
    if (type !== 'def' && wanted?.functional === undefined) {
      const what = expression.kind === 'lambda' ? '(...)->{...}' : `${expression.of.name}::${expression.name}`;
      throw new CompileFault('illegal_argument_exception', `Cannot pass ${what} to [${type}], not a functional interface`, expression.at);
    }
    const js = expression.kind === 'lambda' ? this.lambda(expression, scope, wanted) : this.reference(expression, scope, wanted);
    return { js, type, at: expression.at, nonNull: true };
  }

  private lambda(expression: Lambda, scope: Scope, wanted: JavaClass | undefined): string {
    const { functional } = wanted ?? {};
    if (functional !== undefined && functional.parameters.length !== expression.parameters.length) {
      throw this.fault(`Incorrect number of parameters for [${functional.name}] in [${functional.owner}]`, expression.at);
    }
    const context = this.lambdaContext(functional?.returns ?? 'def', scope.context);
    const inner = scope.inner(context);
    const settings: string[] = [];
    const names = expression.parameters.map((parameter, index) => {
      const given = functional?.parameters[index] ?? 'def';
      const type = parameter.type === undefined ? given : this.type(parameter.type, parameter.at);
      const { js } = inner.declare(parameter.name, type, parameter.at);
      if (type !== 'def' && type !== OBJECT) settings.push(`${js}=${convert({ js, type: 'def', at: parameter.at }, type, 'implicit').js};`);
      return js;
    });
    const body = this.lambdaBody(expression.body, inner, context, expression.at);
    for (const each of context.captured) if (each.owner !== scope.context) scope.context.captured.add(each);
    const code = `(${names.join(',')})=>{${context.declarations}${settings.join('')}${body}}`;
    return `lambda(${code},${names.length},${context.captured.size})`;
  }

  private lambdaContext(returns: Type, parent: FunctionContext): FunctionContext {
    const Context = parent.constructor as new (returns: Type, parent: FunctionContext, slot: number) => FunctionContext;
    return new Context(returns, parent, parent.slot);
  }

  private lambdaBody(body: Block | Expression, scope: Scope, context: FunctionContext, lambdaAt: number): string {
    if (body.kind === 'block') return this.around.body(body, scope);
    this.around.statements.add(lambdaAt);
    if (context.returns === 'void') return `${this.value(body, scope).js};return null;`;
    const value = this.as(body, scope, context.returns, body.kind === 'constant' && body.value === null ? 'implicit' : 'internal');
    return `return ${boxedCode(value.js, value.type)};`;
  }

  private reference(expression: FunctionReference, scope: Scope, wanted: JavaClass | undefined): string {
    const { of, name, at } = expression;
    if (of.name === 'this') return this.localReference(name, wanted, at);
    const variable = of.dimensions === 0 ? scope.find(of.name) : undefined;
    if (variable !== undefined)
      return `lambda((...a)=>callDef(${boxedCode(variable.js, variable.type)},${JSON.stringify(name)},${JSON.stringify(`${name}/`)}+a.length,a,${place(at)}))`;
    if (of.dimensions === 0 && library.resolve(of.name) === undefined) throw this.fault(`variable [${of.name}] is not defined`, at);
    const type = this.type(of, at);
    if (isArray(type)) return `lambda((size)=>newArray("${elementOf(type)}",[toInt(size)]))`;
    const class_ = library.find(type);
    const counts = wanted?.functional === undefined ? [0, 1, 2, 3] : [wanted.functional.parameters.length];
    const exists = counts.some((count) => this.referenced(class_, name, count) !== undefined);
    if (!exists) throw this.fault(`function reference [${of.name}::${name}/${counts[0]}] matching [${wantedName(wanted)}] not found`, at);
    const candidates = counts.map((count) => this.referenced(class_, name, count));
    const table = this.around.constants.name(candidates);
    return `lambda((...a)=>refer(${table},a,${wanted?.functional === undefined ? 'a.length' : 0},${place(at)}))`;
  }

  /** What a reference calls with a number of arguments: a static method, a constructor, or a method of the first argument. */
  private referenced(class_: JavaClass | undefined, name: string, count: number): Method | undefined {
    if (class_ === undefined) return undefined;
    if (name === 'new') return class_.constructors.get(count);
    return class_.statics.get(`${name}/${count}`) ?? (count > 0 ? library.method(class_.name, name, count - 1) : undefined);
  }

  private localReference(name: string, wanted: JavaClass | undefined, at: number): string {
    const count = wanted?.functional?.parameters.length;
    const local = [...this.around.functions.values()].find(
      (each) => each.name === name && (count === undefined || each.parameters.length === count),
    );
    if (local === undefined)
      throw this.fault(`function reference [this::${name}/${count ?? 0}] matching [${wantedName(wanted)}] not found`, at);
    const names = local.parameters.map((_, index) => `p${index}`);
    const args = local.parameters.map((type, index) => convert({ js: `p${index}`, type: 'def', at }, type, 'implicit').js);
    return `lambda((${names.join(',')})=>${boxedCode(`${local.js}(${args.join(',')})`, local.returns)})`;
  }
}

/** Whether a class of the library lies in a package, or in one inside of it. */
function isPackage(name: string): boolean {
  const begins = (each: string): boolean => each.startsWith(`${name}.`);
  return library.all.some((spec) => begins(spec.name)) || unknownClasses.some(begins);
}

/** What Elasticsearch calls an expression that nothing can be assigned to. */
function targetName(expression: Expression): string {
  switch (expression.kind) {
    case 'call':
      return `method call [${expression.name}/${expression.args.length}]`;
    case 'callLocal':
      return `function call [${expression.name}/${expression.args.length}]`;
    case 'number':
      return `numeric constant [${expression.text}]`;
    case 'string':
      return `string constant [${expression.value}]`;
    case 'binary':
      return operationName(expression.operator);
    default:
      return 'this expression';
  }
}

/** What Elasticsearch says of an expression whose value nobody uses; undefined for those that do something. */
function unusedName(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'number':
      return `numeric constant [${expression.text}] not used`;
    case 'string':
      return `string constant [${expression.value}] not used`;
    case 'constant':
      return expression.value === null ? 'null constant not used' : `boolean constant [${expression.value}] not used`;
    case 'regex':
      return `regex constant [${expression.pattern}] with flags [${expression.flags}] not used`;
    case 'name':
      return `variable [${expression.name}] not used`;
    case 'binary':
      return `result not used from ${operationName(expression.operator)}`;
    case 'unary':
      return `result not used from ${UNARY[expression.operator]} operation [${expression.operator}]`;
    case 'cast':
      return `result not used from explicit cast with target type [${expression.type.name}]`;
    case 'instanceof':
      return `result not used from instanceof with target type [${expression.type.name}]`;
    default:
      return UNUSED[expression.kind];
  }
}

const UNARY: Readonly<Record<string, string>> = { '+': 'addition', '-': 'subtraction', '!': 'boolean not', '~': 'bitwise not' };

const UNUSED: Readonly<Record<string, string>> = {
  member: 'result of dot operator [.] not used',
  brace: 'result of brace operator not used',
  list: 'result not used from list initializer',
  map: 'result not used from map initializer',
  conditional: 'result not used from conditional operation [?:]',
  elvis: 'result not used from elvis operation [?:]',
  newArray: 'result not used from new array',
  arrayOf: 'result not used from new array',
};

const OPERATIONS: Readonly<Record<string, string>> = {
  '+': 'addition',
  '-': 'subtraction',
  '*': 'multiplication',
  '/': 'division',
  '%': 'remainder',
  '=~': 'find',
  '==~': 'match',
  '<<': 'left shift',
  '>>': 'right shift',
  '>>>': 'unsigned right shift',
  '&': 'bitwise and',
  '^': 'bitwise xor',
  '|': 'bitwise or',
  '==': 'equals',
  '!=': 'not equals',
  '===': 'reference equals',
  '!==': 'reference not equals',
  '<': 'less than',
  '<=': 'less than or equals',
  '>': 'greater than',
  '>=': 'greater than or equals',
  '&&': 'boolean and',
  '||': 'boolean or',
};

function operationName(operator: string): string {
  return `${OPERATIONS[operator] ?? ''} operation [${operator}]`;
}

function wantedName(wanted: JavaClass | undefined): string {
  const { functional } = wanted ?? {};
  return functional === undefined ? 'def' : `${functional.owner}, ${functional.name}/${functional.parameters.length}`;
}

function sequence(before: readonly string[], last: string): string {
  return before.length === 0 ? last : `(${[...before, last].join(',')})`;
}

/** A method as Java's messages print it: texts and objects without their package. */
function methodText(method: Method): string {
  return `${shownParameter(method.owner)}.${method.name}(${method.parameters.map(shownParameter).join(', ')})`;
}

function shownParameter(type: Type): string {
  if (type === 'def' || type === OBJECT) return 'Object';
  return type === STRING ? 'String' : type.replace(/^java\.util\.Map\.Entry$/, 'java.util.Map$Entry');
}

function nullMessage(what: string, source: string | undefined): string {
  return source === undefined ? what : `${what} because ${source} is null`;
}

function constantLiteral(value: boolean | null, at: number): Value {
  if (value === null) return { js: 'null', type: OBJECT, at, constant: null, simple: true };
  return { js: String(value), type: 'boolean', at, constant: value, nonNull: true, simple: true };
}

/** The type of `a ? b : c` (Painless language specification, conditional operator). */
function commonType(a: Value, b: Value): Type {
  if (a.type === b.type) return a.type;
  if (a.type === 'def' || b.type === 'def') return 'def';
  if (isPrimitive(a.type) && isPrimitive(b.type) && isNumeric(a.type) && isNumeric(b.type)) {
    return promoted(a.type, b.type, true) ?? OBJECT;
  }
  if (a.constant === null) return boxed(b.type);
  if (b.constant === null) return boxed(a.type);
  const left = boxed(a.type);
  const right = boxed(b.type);
  if (library.extends(left, right)) return right;
  if (library.extends(right, left)) return left;
  return unboxed(left) !== left && unboxed(right) !== right && isNumeric(unboxed(left)) && isNumeric(unboxed(right))
    ? 'java.lang.Number'
    : OBJECT;
}

const DECIMAL = /[.]|[fFdD]$|^\d+[eE]/;

/** A number as written: an int unless a letter or a point says otherwise. */
function numberLiteral(text: string, negative: boolean, at: number): Value {
  const fault = (reason: string): CompileFault => new CompileFault('illegal_argument_exception', reason, at);
  const made = (js: string, type: Type, constant?: number | bigint): Value => ({
    js,
    type,
    at,
    nonNull: true,
    simple: true,
    ...(constant === undefined ? {} : { constant }),
  });
  const sign = negative ? '-' : '';
  const isHexadecimal = /^0[xX]/.test(text);
  if (!isHexadecimal && DECIMAL.test(text)) {
    const value = Number(sign + text.replace(/[fFdDlL]$/, ''));
    if (/[fF]$/.test(text)) return made(`(${Math.fround(value)})`, 'float');
    return made(`(${Object.is(value, -0) ? '-0' : value})`, 'double', value);
  }
  const isLong = /[lL]$/.test(text);
  const digits = isLong ? text.slice(0, -1) : text;
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = negative ? -size : size;
  if (isLong) {
    if (BigInt.asIntN(64, value) !== value) throw fault(`Invalid long constant [${sign}${text}].`);
    return made(`(${value}n)`, 'long', value);
  }
  if (BigInt.asIntN(32, value) !== value) {
    throw fault(`Invalid int constant [${sign}${text}]. If you want a long constant then change it to [${sign}${text}L].`);
  }
  return made(negative ? `(${value})` : String(value), 'int', Number(value));
}
