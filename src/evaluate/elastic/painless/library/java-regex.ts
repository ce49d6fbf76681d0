import { compileExpression, type Expression, type Match } from '../../../regex/expression.js';
import { JavaObject } from '../../java-object.js';
import { javaReplacement, javaSplit, type ReplacementPart, replacementText } from '../../java-regex-texts.js';
import { type JavaValue, textOf } from '../../values.js';
import type { JavaLambda } from '../collections.js';
import { JavaArray } from '../java-array.js';
import { illegalArgument, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';

/** java.util.regex.Pattern. */
export class JavaPattern extends JavaObject {
  readonly className = 'java.util.regex.Pattern';
  constructor(
    readonly expression: Expression,
    /** The same from start to end, for matches(). */
    readonly anchored: () => Expression,
    /** The same at a start, for lookingAt(). */
    readonly leading: () => Expression,
    readonly flags: number,
  ) {
    super();
  }
  text(): string {
    return this.expression.source;
  }
}

/** Letters behind a regular expression and the bits of Pattern's flags (Painless language specification, regexes). */
const FLAGS: Readonly<Record<string, number>> = { c: 128, i: 2, l: 16, m: 8, s: 32, U: 256, u: 64, x: 4 };

/** A pattern, or why it cannot be had: `what` is not implemented at an offset. */
export function makePattern(source: string, flags: string): JavaPattern | { readonly what: string; readonly at: number } {
  const foreign = [...flags].find((flag) => !'imsx'.includes(flag));
  if (foreign !== undefined) return { what: `the flag ${foreign} of a regular expression`, at: 0 };
  const compiled = compileExpression(source, 'java', flags);
  if (compiled.expression === undefined) return compiled.refused;
  const bits = [...flags].reduce((sum, flag) => sum | (FLAGS[flag] ?? 0), 0);
  return new JavaPattern(compiled.expression, around(source, flags, '\\A(?:', ')\\z'), around(source, flags, '\\G(?:', ')'), bits);
}

/** The expression inside others, compiled when it is asked for. */
function around(source: string, flags: string, before: string, behind: string): () => Expression {
  let made: Expression | undefined;
  return () => {
    if (made !== undefined) return made;
    // Behind a newline, so that a comment of the expression ends.
    const end = flags.includes('x') ? `\n${behind}` : behind;
    const compiled = compileExpression(before + source + end, 'java', flags);
    if (compiled.expression === undefined) throw new Error(`${source} compiles alone but not inside a group`);
    made = compiled.expression;
    return made;
  };
}

/** java.util.regex.Matcher. */
export class JavaMatcher extends JavaObject {
  readonly className = 'java.util.regex.Matcher';
  match: Match | undefined;
  private next = 0;

  constructor(
    readonly pattern: JavaPattern,
    private input: string,
  ) {
    super();
  }
  text(): string {
    const last = this.match?.groups[0] ?? '';
    return `java.util.regex.Matcher[pattern=${this.pattern.text()} region=0,${this.input.length} lastmatch=${last}]`;
  }

  find(): boolean {
    this.match = this.next > this.input.length ? undefined : this.pattern.expression.match(this.input, this.next);
    const { match } = this;
    if (match === undefined) this.next = this.input.length + 1;
    else this.next = match.end === match.start ? match.end + 1 : match.end;
    return match !== undefined;
  }
  findFrom(start: number): boolean {
    if (start < 0 || start > this.input.length) throw thrown('IndexOutOfBoundsException', 'Illegal start index');
    this.next = start;
    return this.find();
  }
  matches(): boolean {
    return this.took(this.pattern.anchored().match(this.input));
  }
  lookingAt(): boolean {
    return this.took(this.pattern.leading().match(this.input));
  }
  private took(match: Match | undefined): boolean {
    this.match = match;
    this.next = match === undefined ? 0 : match.end === match.start ? match.end + 1 : match.end;
    return match !== undefined;
  }
  reset(input = this.input): this {
    this.input = input;
    this.next = 0;
    this.match = undefined;
    return this;
  }
  hitEnd(): boolean {
    return this.match === undefined;
  }

  group(index: number): string | null {
    const match = this.found();
    this.checkGroup(index);
    return match.groups[index] ?? null;
  }
  start(index: number): number {
    const match = this.found('No match available');
    this.checkGroup(index);
    return index === 0 ? match.start : (match.spans()[index]?.[0] ?? -1);
  }
  end(index: number): number {
    const match = this.found('No match available');
    this.checkGroup(index);
    return index === 0 ? match.end : (match.spans()[index]?.[1] ?? -1);
  }
  numberOf(name: string): number {
    const number = this.pattern.expression.names.get(name)?.[0];
    if (number === undefined) throw illegalArgument(`No group with name <${name}>`);
    return number;
  }
  private found(message = 'No match found'): Match {
    if (this.match === undefined) throw thrown('IllegalStateException', message);
    return this.match;
  }
  private checkGroup(index: number): void {
    if (index < 0 || index > this.pattern.expression.groupCount) throw thrown('IndexOutOfBoundsException', `No group ${index}`);
  }

  /** replaceAll and replaceFirst; what takes the place of a match is asked for at each. */
  replace(replacement: (matcher: JavaMatcher) => readonly ReplacementPart[], all: boolean): string {
    this.reset();
    let result = '';
    let from = 0;
    while (this.find()) {
      const match = this.found();
      result += this.input.slice(from, match.start) + replacementText(replacement(this), match);
      from = match.end;
      if (!all) break;
    }
    return result + this.input.slice(from);
  }
  replaceBy(text: string, all: boolean): string {
    let parts: readonly ReplacementPart[] | undefined;
    return this.replace(() => {
      parts ??= javaReplacement(text, this.pattern.expression);
      return parts;
    }, all);
  }
}

function sequence(text: JavaValue): string {
  if (text === null) throw thrown('NullPointerException', 'Cannot invoke "java.lang.CharSequence.length()" because "this.text" is null');
  return textOf(text);
}

/** `text =~ pattern`. */
export function finds(text: JavaValue, pattern: JavaPattern): boolean {
  return pattern.expression.test(sequence(text));
}

/** `text ==~ pattern`. */
export function matchesAll(text: JavaValue, pattern: JavaPattern): boolean {
  return pattern.anchored().test(sequence(text));
}

const pattern: ClassSpec = {
  name: 'java.util.regex.Pattern',
  is: (value) => value instanceof JavaPattern,
  members: {
    'static String quote(String)': (text: string) =>
      text.includes('\\E') ? `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E` : `\\Q${text}\\E`,
    'int flags()': (self: JavaPattern) => self.flags,
    'Matcher matcher(CharSequence)': (self: JavaPattern, text: JavaValue) => new JavaMatcher(self, sequence(text)),
    'String pattern()': (self: JavaPattern) => self.expression.source,
    'String[] split(CharSequence)': (self: JavaPattern, text: JavaValue) =>
      new JavaArray('java.lang.String', javaSplit(sequence(text), self.expression, 0)),
    'String[] split(CharSequence,int)': (self: JavaPattern, text: JavaValue, limit: number) =>
      new JavaArray('java.lang.String', javaSplit(sequence(text), self.expression, limit)),
  },
};

const matcher: ClassSpec = {
  name: 'java.util.regex.Matcher',
  is: (value) => value instanceof JavaMatcher,
  members: {
    'static String quoteReplacement(String)': (text: string) => text.replace(/[\\$]/g, '\\$&'),
    'boolean find()': (self: JavaMatcher) => self.find(),
    'boolean find(int)': (self: JavaMatcher, start: number) => self.findFrom(start),
    'boolean matches()': (self: JavaMatcher) => self.matches(),
    'boolean lookingAt()': (self: JavaMatcher) => self.lookingAt(),
    'Matcher reset()': (self: JavaMatcher) => self.reset(),
    'int groupCount()': (self: JavaMatcher) => self.pattern.expression.groupCount,
    'String group()': (self: JavaMatcher) => self.group(0),
    'String group(int)': (self: JavaMatcher, index: number) => self.group(index),
    'String namedGroup(String)': (self: JavaMatcher, name: string) => self.group(self.numberOf(name)),
    'int start()': (self: JavaMatcher) => self.start(0),
    'int start(int)': (self: JavaMatcher, index: number) => self.start(index),
    'int end()': (self: JavaMatcher) => self.end(0),
    'int end(int)': (self: JavaMatcher, index: number) => self.end(index),
    'String replaceAll(String)': (self: JavaMatcher, text: string) => self.replaceBy(text, true),
    'String replaceFirst(String)': (self: JavaMatcher, text: string) => self.replaceBy(text, false),
  },
};

/** What Elasticsearch adds to texts: replacing by a function of the match. */
export const textExtras: ClassSpec['members'] = {
  'String replaceAll(Pattern,Function)': (self: JavaValue, by: JavaPattern, make: JavaLambda) => replaced(self, by, make, true),
  'String replaceFirst(Pattern,Function)': (self: JavaValue, by: JavaPattern, make: JavaLambda) => replaced(self, by, make, false),
};

function replaced(self: JavaValue, by: JavaPattern, make: JavaLambda, all: boolean): string {
  return new JavaMatcher(by, textOf(self)).replace((found) => [textOf(make.call(found))], all);
}

/** The classes of java.util.regex. */
export const javaRegex: readonly ClassSpec[] = [pattern, matcher];
