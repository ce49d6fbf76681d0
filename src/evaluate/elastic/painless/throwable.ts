import { JavaObject } from '../java-object.js';

/** A Java exception or error: what scripts throw and catch, and what Java's methods throw. */
export class JavaThrowable extends JavaObject {
  /** The offset in the script of the place that made it; -1 until it is known. */
  at = -1;
  /** Lines of Java's stack above the script's own, where the script is not what threw. */
  frames: readonly string[] = [];

  constructor(
    readonly className: string,
    readonly message: string | null,
    readonly cause: JavaThrowable | null = null,
  ) {
    super();
  }
  text(): string {
    return this.message === null ? this.className : `${this.className}: ${this.message}`;
  }
}

/** Something that Elasticsearch's Painless has and this tool has not; ends the evaluation with a finding, not with a result. */
export class PainlessRefusal extends Error {
  /** The offset in the script. */
  at = -1;
  constructor(readonly what: string) {
    super(`${what} is not implemented`);
  }
}

const MOST_ITEMS = 10_000_000;

/** Refuses what would fill the memory: a list, a text or a number that a script makes in one step. */
export function checkSize(count: number, what: string): void {
  if (count > MOST_ITEMS) throw new PainlessRefusal(`${what} of more than ${MOST_ITEMS} items`);
}

/** Makes the exception of a class of java.lang. */
export function thrown(simpleName: string, message: string | null = null): JavaThrowable {
  return new JavaThrowable(`java.lang.${simpleName}`, message);
}

export function illegalArgument(message: string): JavaThrowable {
  return thrown('IllegalArgumentException', message);
}

/** How Elasticsearch names the class of an exception: null_pointer_exception. */
export function exceptionType(className: string): string {
  const simple = className.slice(className.lastIndexOf('.') + 1).replace(/^.*\$/, '');
  const plain = simple.startsWith('Elasticsearch') ? simple.slice('Elasticsearch'.length) : simple;
  return plain.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? letter.toLowerCase() : `_${letter.toLowerCase()}`));
}
