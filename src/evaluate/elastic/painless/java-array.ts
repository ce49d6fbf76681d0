import { JavaObject } from '../java-object.js';
import { classNameOf, type JavaValue } from '../values.js';
import { box, unbox } from './boxing.js';
import { PainlessRefusal } from './throwable.js';
import { elementOf, isPrimitive, OBJECT, type Type } from './types.js';

const LETTERS: Readonly<Record<string, string>> = {
  boolean: 'Z',
  byte: 'B',
  short: 'S',
  char: 'C',
  int: 'I',
  long: 'J',
  float: 'F',
  double: 'D',
};

/** A Java array. Its items are held as the code of scripts holds values of their type. */
export class JavaArray extends JavaObject {
  readonly items: unknown[];

  constructor(
    /** The type of the items. */
    readonly element: Type,
    items: readonly unknown[],
  ) {
    super();
    this.items = [...items];
  }

  static ofSize(element: Type, size: number): JavaArray {
    return new JavaArray(element, new Array(size).fill(emptyValue(element)));
  }

  get className(): string {
    const { element } = this;
    const letter = LETTERS[element];
    if (letter !== undefined) return `[${letter}`;
    if (element.endsWith('[]')) return `[${new JavaArray(elementOf(element), []).className}`;
    return `[L${element === 'def' ? 'java.lang.Object' : element};`;
  }
  text(): string {
    return `${this.className}@0`;
  }

  /** An item as a value. */
  at(index: number): JavaValue {
    return box(this.items[index], this.element);
  }

  values(): JavaValue[] {
    return this.items.map((_, index) => this.at(index));
  }

  set(index: number, value: JavaValue): void {
    this.items[index] = isPrimitive(this.element) ? unbox(value, this.element) : this.checked(value);
  }

  /** A value that may stand in an array of objects. */
  private checked(value: JavaValue): JavaValue {
    const { element } = this;
    if (value === null || element === 'def' || element === OBJECT || classNameOf(value) === element) return value;
    throw new PainlessRefusal(`storing a ${classNameOf(value)} in an array of ${element}`);
  }
}

/** What a variable or an item of a type holds before anything is put there. */
export function emptyValue(type: Type): unknown {
  if (type === 'boolean') return false;
  if (type === 'long') return 0n;
  return LETTERS[type] === undefined ? null : 0;
}
