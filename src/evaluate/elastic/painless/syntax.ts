/** A type as written: `name` is def, a primitive or the name of a class, `dimensions` the number of bracket pairs behind it. */
export interface TypeName {
  readonly name: string;
  readonly dimensions: number;
  readonly at: number;
}

export type Expression =
  | { readonly kind: 'number'; readonly at: number; readonly text: string; readonly negative: boolean }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'constant'; readonly at: number; readonly value: boolean | null }
  | { readonly kind: 'regex'; readonly at: number; readonly pattern: string; readonly flags: string }
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly at: number; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'new'; readonly at: number; readonly type: TypeName; readonly args: readonly Expression[] }
  | { readonly kind: 'newArray'; readonly at: number; readonly type: TypeName; readonly sizes: readonly Expression[] }
  | { readonly kind: 'arrayOf'; readonly at: number; readonly type: TypeName; readonly items: readonly Expression[] }
  | { readonly kind: 'callLocal'; readonly at: number; readonly name: string; readonly args: readonly Expression[] }
  | Member
  | Brace
  | {
      readonly kind: 'call';
      readonly at: number;
      readonly target: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
      readonly nullSafe: boolean;
    }
  | { readonly kind: 'unary'; readonly at: number; readonly operator: '+' | '-' | '!' | '~'; readonly value: Expression }
  | { readonly kind: 'step'; readonly at: number; readonly operator: '++' | '--'; readonly before: boolean; readonly target: Expression }
  | { readonly kind: 'cast'; readonly at: number; readonly type: TypeName; readonly value: Expression }
  | { readonly kind: 'binary'; readonly at: number; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'instanceof'; readonly at: number; readonly value: Expression; readonly type: TypeName }
  | { readonly kind: 'elvis'; readonly at: number; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly at: number;
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'assign'; readonly at: number; readonly operator: string; readonly target: Expression; readonly value: Expression }
  | Lambda
  | FunctionReference;

export interface Member {
  readonly kind: 'member';
  readonly at: number;
  readonly target: Expression;
  readonly name: string;
  readonly nullSafe: boolean;
}

export interface Brace {
  readonly kind: 'brace';
  readonly at: number;
  readonly target: Expression;
  readonly index: Expression;
}

export interface Lambda {
  readonly kind: 'lambda';
  readonly at: number;
  readonly parameters: readonly { readonly type: TypeName | undefined; readonly name: string; readonly at: number }[];
  readonly body: Block | Expression;
}

export interface FunctionReference {
  readonly kind: 'reference';
  readonly at: number;
  /** A type, a variable or `this`. */
  readonly of: TypeName;
  readonly name: string;
}

export interface Block {
  readonly kind: 'block';
  readonly at: number;
  readonly statements: readonly Statement[];
}

export interface Catch {
  readonly type: TypeName;
  readonly name: string;
  readonly body: Block;
  readonly at: number;
}

export interface Declaration {
  readonly kind: 'declare';
  readonly at: number;
  readonly type: TypeName;
  readonly variables: readonly { readonly name: string; readonly at: number; readonly value: Expression | undefined }[];
}

export type Statement =
  | Declaration
  | { readonly kind: 'expression'; readonly at: number; readonly value: Expression }
  | { readonly kind: 'if'; readonly at: number; readonly test: Expression; readonly yes: Block; readonly no: Block | undefined }
  | { readonly kind: 'while'; readonly at: number; readonly test: Expression; readonly body: Block | undefined }
  | { readonly kind: 'do'; readonly at: number; readonly test: Expression; readonly body: Block }
  | {
      readonly kind: 'for';
      readonly at: number;
      readonly start: Declaration | Expression | undefined;
      readonly test: Expression | undefined;
      readonly step: Expression | undefined;
      readonly body: Block | undefined;
    }
  | {
      readonly kind: 'each';
      readonly at: number;
      readonly type: TypeName;
      readonly name: string;
      readonly values: Expression;
      readonly body: Block;
    }
  | { readonly kind: 'try'; readonly at: number; readonly body: Block; readonly catches: readonly Catch[] }
  | { readonly kind: 'return'; readonly at: number; readonly value: Expression | undefined }
  | { readonly kind: 'throw'; readonly at: number; readonly value: Expression }
  | { readonly kind: 'break'; readonly at: number }
  | { readonly kind: 'continue'; readonly at: number };

export interface FunctionSyntax {
  readonly at: number;
  readonly returns: TypeName;
  readonly name: string;
  readonly parameters: readonly { readonly type: TypeName; readonly name: string; readonly at: number }[];
  readonly body: Block;
}

export interface ScriptSyntax {
  /** The names that the script's tokens hold. */
  readonly named: ReadonlySet<string>;
  readonly functions: readonly FunctionSyntax[];
  readonly statements: readonly Statement[];
}
