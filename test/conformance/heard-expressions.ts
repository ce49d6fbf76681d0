import { compileExpression, type Expression, type Match, type Replacement } from '../../src/evaluate/regex/expression.js';

/** An expression that the evaluator used, in one way, and all that it was used on. */
export interface HeardExpression {
  readonly expression: Expression;
  /** All matches were asked for, or the first. */
  readonly all: boolean;
  /** What stood in place of the matches, where they were replaced. */
  readonly replacement: Replacement | undefined;
  /** Each text, and what the evaluator made of it where matches were replaced. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

type Uses = Pick<Expression, 'match' | 'matches' | 'test' | 'replacer' | 'wholeTexts'>;

/**
 * Listens at the expressions of the evaluators while they are used: what is then put before the real engine is just what an evaluator relies
 * on. Only what is opened while somebody listens is heard whole.
 */
export class ExpressionEar {
  readonly #prototype: Uses;
  readonly #own: Uses;
  readonly #listener: Listener;

  constructor() {
    const { expression } = compileExpression('x', 'pcre2');
    if (expression === undefined) throw new Error('no expression to listen at');
    this.#prototype = Object.getPrototypeOf(expression) as Uses;
    this.#own = methodsOf(this.#prototype);
    this.#listener = new Listener(this.#own);
  }

  /** Does something, at once, and returns each expression that was used meanwhile, with its texts. */
  listen(work: () => void): readonly HeardExpression[] {
    Object.assign(this.#prototype, this.#listener.uses);
    try {
      work();
    } finally {
      Object.assign(this.#prototype, this.#own);
    }
    return this.#listener.takeHeard();
  }
}

function methodsOf({ match, matches, test, replacer, wholeTexts }: Uses): Uses {
  return { match, matches, test, replacer, wholeTexts };
}

class Listener {
  readonly uses: Uses;
  readonly #own: Uses;
  readonly #heard = new Map<string, HeardExpression & { readonly texts: Map<string, string | undefined> }>();
  /** Expressions use themselves. */
  #isInside = false;

  constructor(own: Uses) {
    this.#own = own;
    const listener = this;
    this.uses = {
      match(this: Expression, text: string, from?: number) {
        return listener.#match(this, text, from);
      },
      matches(this: Expression, text: string) {
        listener.#hear({ expression: this, all: true, replacement: undefined }, text);
        return listener.#inside(() => [...own.matches.call(this, text)]);
      },
      test(this: Expression, text: string) {
        listener.#hear({ expression: this, all: false, replacement: undefined }, text);
        return listener.#inside(() => own.test.call(this, text));
      },
      replacer(this: Expression, replacement: Replacement) {
        return listener.#replacer(this, replacement);
      },
      // What is looked up in a table instead is no use of the expression.
      wholeTexts: () => undefined,
    };
  }

  takeHeard(): readonly HeardExpression[] {
    const heard = [...this.#heard.values()];
    this.#heard.clear();
    return heard;
  }

  /** A search from further on is one of several. */
  #match(expression: Expression, text: string, from = 0): Match | undefined {
    this.#hear({ expression, all: from > 0, replacement: undefined }, text);
    return this.#inside(() => this.#own.match.call(expression, text, from));
  }

  #replacer(expression: Expression, replacement: Replacement): (text: string) => string {
    const replace = this.#own.replacer.call(expression, replacement);
    return (text) => {
      const result = this.#inside(() => replace(text));
      this.#hear({ expression, all: true, replacement }, text, result);
      return result;
    };
  }

  #inside<T>(work: () => T): T {
    const before = this.#isInside;
    this.#isInside = true;
    try {
      return work();
    } finally {
      this.#isInside = before;
    }
  }

  #hear(use: Omit<HeardExpression, 'texts'>, text: string, result?: string): void {
    if (this.#isInside) return;
    const { expression, all, replacement } = use;
    const key = JSON.stringify([expression.source, expression.flags, all, replacement]);
    const known = this.#heard.get(key) ?? { ...use, texts: new Map() };
    known.texts.set(text, result);
    this.#heard.set(key, known);
  }
}
