import type { JavaValue } from './values.js';

/** A Java value that JavaScript has no form for. What compares, counts and prints it is what Java's own methods say. */
export abstract class JavaObject {
  /** The name that Java's getClass().getName() gives. */
  abstract readonly className: string;

  /** Object.hashCode(), as a signed number of 32 bits. What Java makes it of for values that are equal to themselves alone, no script can know. */
  hash(): number {
    return 0;
  }

  /** Object.equals(other): the value itself, unless its class says otherwise. */
  equalTo(other: JavaValue): boolean {
    return this === other;
  }

  /** Object.toString(). */
  abstract text(): string;

  /** What Elasticsearch writes into JSON where the value is no number. */
  jsonText(): string {
    return this.text();
  }

  /** Comparable.compareTo(other); undefined where Java's class cannot be compared with the other value. */
  compareTo(_other: JavaValue): number | undefined {
    return undefined;
  }
}
