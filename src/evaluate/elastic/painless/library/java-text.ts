import { JavaObject } from '../../java-object.js';
import { javaTrim } from '../../java-trim.js';
import { compareText, type JavaValue, textOf } from '../../values.js';
import { itemsOf } from '../collections.js';
import { JavaArray } from '../java-array.js';
import { checkSize, illegalArgument, thrown } from '../throwable.js';
import type { ClassSpec } from './class-table.js';
import { notCast } from './java-lang.js';
import { formatText } from './text-format.js';

/** StringBuilder and StringBuffer. */
export class JavaStringBuilder extends JavaObject {
  value = '';
  constructor(readonly className: string = 'java.lang.StringBuilder') {
    super();
  }
  text(): string {
    return this.value;
  }
}

/** Locale: only what its name tells is used. */
export class JavaLocale extends JavaObject {
  readonly className = 'java.util.Locale';
  constructor(readonly tag: string) {
    super();
  }
  override equalTo(other: JavaValue): boolean {
    return other instanceof JavaLocale && other.tag === this.tag;
  }
  text(): string {
    return this.tag.replace('-', '_');
  }
}

type Text = string | JavaStringBuilder;

function textIn(self: Text): string {
  return typeof self === 'string' ? self : self.value;
}

function outOfBounds(message: string): ReturnType<typeof thrown> {
  return thrown('StringIndexOutOfBoundsException', message);
}

/** String.substring(from, to). */
export function substring(self: string, from: number, to: number): string {
  if (from < 0 || from > to || to > self.length) throw outOfBounds(`begin ${from}, end ${to}, length ${self.length}`);
  return self.substring(from, to);
}

/** CharSequence.charAt of a String. */
export function charAt(self: string, index: number): number {
  const code = self.charCodeAt(index);
  if (Number.isNaN(code)) throw outOfBounds(charAtText(self, index));
  return code;
}

// Texts of Latin-1 characters are held in another form by Java 17, whose check words its message differently.
function charAtText(text: string, index: number): string {
  return isLatin1(text) ? `String index out of range: ${index}` : `index ${index}, length ${text.length}`;
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 255) return false;
  }
  return true;
}

/** String.lastIndexOf: JavaScript's finds an empty text at a negative place, Java's nothing. */
function lastIndexOf(text: string, part: string, from: number): number {
  return from < 0 ? -1 : text.lastIndexOf(part, from);
}

function codePointAt(text: string, index: number): number {
  const code = text.codePointAt(index);
  if (index < 0 || code === undefined) throw outOfBounds(`index ${index}, length ${text.length}`);
  return code;
}

function notNull<T>(value: T | null, message: string | null = null): T {
  if (value === null) throw thrown('NullPointerException', message);
  return value;
}

function splitOnToken(text: string, token: string, limit: number): JavaArray {
  const parts = token === '' ? [text] : text.split(token);
  if (limit <= 0 || parts.length <= limit) return new JavaArray('java.lang.String', parts);
  return new JavaArray('java.lang.String', [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(token)]);
}

function decodeBase64(text: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text)) {
    throw illegalArgument(base64Fault(text));
  }
  return Buffer.from(text, 'base64').toString('utf8');
}

function base64Fault(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length === 1) return 'Input byte[] should at least have 2 bytes for base64 bytes';
  const bad = bytes.find((byte) => !/[A-Za-z0-9+/=]/.test(String.fromCharCode(byte)));
  // Java shows the byte with its sign.
  if (bad !== undefined) return `Illegal base64 character ${(bad > 127 ? bad - 256 : bad).toString(16)}`;
  return text.includes('=') ? 'Input byte array has wrong 4-byte ending unit' : 'Last unit does not have enough valid bits';
}

const charSequence: ClassSpec = {
  name: 'java.lang.CharSequence',
  is: (value) => typeof value === 'string' || value instanceof JavaStringBuilder,
  members: {
    'char charAt(int)': (self: Text, index: number) => {
      if (typeof self === 'string') return charAt(self, index);
      if (index < 0 || index >= self.value.length) throw outOfBounds(`index ${index}, length ${self.value.length}`);
      return self.value.charCodeAt(index);
    },
    'int length()': (self: Text) => (typeof self === 'string' ? self.length : self.value.length),
    'CharSequence subSequence(int,int)': (self: Text, from: number, to: number) => substring(textIn(self), from, to),
    'String toString()': (self: Text) => textIn(self),
  },
};

const string: ClassSpec = {
  name: 'java.lang.String',
  extends: ['java.lang.CharSequence', 'java.lang.Comparable'],
  is: (value) => typeof value === 'string',
  members: {
    'new()': () => '',
    'static String copyValueOf(char[])': (characters: JavaArray) => String.fromCharCode(...(characters.items as number[])),
    'static String format(String,def[])': (format: string | null, args: JavaArray) => formatText(notNull(format), args.values()),
    'static String format(Locale,String,def[])': (_: JavaLocale, format: string | null, args: JavaArray) =>
      formatText(notNull(format), args.values()),
    'static String join(CharSequence,Iterable)': (separator: Text, values: JavaValue) =>
      itemsOf(values).map(joined).join(textIn(separator)),
    'static String valueOf(def)': (value: JavaValue) => textOf(value),
    'int codePointAt(int)': (self: string, index: number) => codePointAt(self, index),
    'int compareTo(String)': (self: string, other: string | null) =>
      compareText(self, notNull(other, 'Cannot read field "value" because "anotherString" is null')),
    'int compareToIgnoreCase(String)': (self: string, other: string | null) => compareText(fold(self), fold(notNull(other))),
    'String concat(String)': (self: string, other: string | null) =>
      self + notNull(other, 'Cannot invoke "String.isEmpty()" because "str" is null'),
    'boolean contains(CharSequence)': (self: string, part: Text | null) =>
      self.includes(textIn(notNull(part, 'Cannot invoke "java.lang.CharSequence.toString()" because "s" is null'))),
    'boolean contentEquals(CharSequence)': (self: string, other: Text | null) => self === textIn(notNull(other)),
    'String decodeBase64()': (self: string) => decodeBase64(self),
    'String encodeBase64()': (self: string) => Buffer.from(self, 'utf8').toString('base64'),
    'String[] splitOnToken(String)': (self: string, token: string | null) => splitOnToken(self, notNull(token), -1),
    'String[] splitOnToken(String,int)': (self: string, token: string | null, limit: number) => splitOnToken(self, notNull(token), limit),
    'boolean endsWith(String)': (self: string, end: string | null) =>
      self.endsWith(notNull(end, 'Cannot invoke "String.length()" because "suffix" is null')),
    'boolean equalsIgnoreCase(String)': (self: string, other: string | null) => other !== null && fold(self) === fold(other),
    'int indexOf(String)': (self: string, part: string | null) =>
      self.indexOf(notNull(part, 'Cannot invoke "String.coder()" because "str" is null')),
    'int indexOf(String,int)': (self: string, part: string | null, from: number) =>
      self.indexOf(notNull(part, 'Cannot invoke "String.coder()" because "tgtStr" is null'), from),
    'boolean isEmpty()': (self: string) => self.length === 0,
    'int lastIndexOf(String)': (self: string, part: string | null) =>
      self.lastIndexOf(notNull(part, 'Cannot read field "value" because "tgtStr" is null')),
    'int lastIndexOf(String,int)': (self: string, part: string | null, from: number) => lastIndexOf(self, notNull(part), from),
    'boolean regionMatches(int,String,int,int)': (self: string, at: number, other: string, from: number, length: number) =>
      regionMatches(self, at, other, from, length),
    'boolean regionMatches(boolean,int,String,int,int)': (
      self: string,
      ignoreCase: boolean,
      at: number,
      other: string,
      from: number,
      length: number,
    ) => (ignoreCase ? regionMatches(fold(self), at, fold(other), from, length) : regionMatches(self, at, other, from, length)),
    'String replace(CharSequence,CharSequence)': (self: string, from: Text | null, to: Text | null) => replaced(self, from, to),
    'boolean startsWith(String)': (self: string, start: string | null) =>
      self.startsWith(notNull(start, 'Cannot invoke "String.length()" because "prefix" is null')),
    'boolean startsWith(String,int)': (self: string, start: string | null, from: number) =>
      from >= 0 && from <= self.length && self.startsWith(notNull(start), from),
    'String substring(int)': (self: string, from: number) => substring(self, from, self.length),
    'String substring(int,int)': (self: string, from: number, to: number) => substring(self, from, to),
    'char[] toCharArray()': (self: string) =>
      new JavaArray(
        'char',
        Array.from({ length: self.length }, (_, index) => self.charCodeAt(index)),
      ),
    'String toLowerCase()': (self: string) => self.toLowerCase(),
    'String toLowerCase(Locale)': (self: string, locale: JavaLocale | null) => inLocale(self, notNull(locale), 'lower'),
    'String toUpperCase()': (self: string) => self.toUpperCase(),
    'String toUpperCase(Locale)': (self: string, locale: JavaLocale | null) => inLocale(self, notNull(locale), 'upper'),
    'String trim()': (self: string) => javaTrim(self),
  },
};

function replaced(self: string, from: Text | null, to: Text | null): string {
  const part = textIn(notNull(from, 'Cannot invoke "java.lang.CharSequence.toString()" because "target" is null'));
  const text = textIn(notNull(to, 'Cannot invoke "java.lang.CharSequence.toString()" because "replacement" is null'));
  return self.replaceAll(part, () => text);
}

/** How String.join prints an element; only texts can be joined. */
function joined(value: JavaValue): string {
  if (value === null || typeof value === 'string' || value instanceof JavaStringBuilder) return textOf(value);
  throw thrown('ClassCastException', notCast(value, 'java.lang.CharSequence'));
}

function inLocale(text: string, locale: JavaLocale, to: 'lower' | 'upper'): string {
  const named = ['tr', 'az', 'lt'].find((language) => locale.tag === language || locale.tag.startsWith(`${language}-`));
  if (named === undefined) return to === 'lower' ? text.toLowerCase() : text.toUpperCase();
  return to === 'lower' ? text.toLocaleLowerCase(named) : text.toLocaleUpperCase(named);
}

/** equalsIgnoreCase compares character by character, first in capitals, then in small letters. */
function fold(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index++) {
    const upper = text.charAt(index).toUpperCase();
    const lower = (upper.length === 1 ? upper : text.charAt(index)).toLowerCase();
    folded += lower.length === 1 ? lower : text.charAt(index);
  }
  return folded;
}

function regionMatches(text: string, at: number, other: string, from: number, length: number): boolean {
  if (from < 0 || at < 0 || at > text.length - length || from > other.length - length) return false;
  return length <= 0 || text.substring(at, at + length) === other.substring(from, from + length);
}

function inserted(self: JavaStringBuilder, at: number, text: string): JavaStringBuilder {
  if (at < 0 || at > self.value.length) throw outOfBounds(`offset ${at}, length ${self.value.length}`);
  self.value = self.value.slice(0, at) + text + self.value.slice(at);
  return self;
}

function deleted(self: JavaStringBuilder, from: number, to: number, put = ''): JavaStringBuilder {
  const end = Math.min(to, self.value.length);
  if (from < 0 || from > end) throw outOfBounds(`start ${from}, end ${end}, length ${self.value.length}`);
  self.value = self.value.slice(0, from) + put + self.value.slice(end);
  return self;
}

function builder(name: string): ClassSpec {
  const short = name.slice(name.lastIndexOf('.') + 1);
  return {
    name,
    extends: ['java.lang.CharSequence', 'java.lang.Comparable'],
    is: (value) => value instanceof JavaStringBuilder && value.className === name,
    members: {
      'new()': () => new JavaStringBuilder(name),
      'new(CharSequence)': (text: Text | null) => inserted(new JavaStringBuilder(name), 0, textIn(notNull(text))),
      [`${short} append(def)`]: (self: JavaStringBuilder, value: JavaValue) => {
        self.value += textOf(value);
        return self;
      },
      [`${short} append(CharSequence,int,int)`]: (self: JavaStringBuilder, text: Text | null, from: number, to: number) => {
        const added = text === null ? 'null' : textIn(text);
        if (from < 0 || from > to || to > added.length)
          throw thrown('IndexOutOfBoundsException', `start ${from}, end ${to}, length ${added.length}`);
        self.value += added.slice(from, to);
        return self;
      },
      [`${short} appendCodePoint(int)`]: (self: JavaStringBuilder, code: number) => {
        self.value += String.fromCodePoint(code);
        return self;
      },
      [`${short} delete(int,int)`]: (self: JavaStringBuilder, from: number, to: number) => deleted(self, from, to),
      [`${short} deleteCharAt(int)`]: (self: JavaStringBuilder, index: number) => {
        if (index < 0 || index >= self.value.length) throw outOfBounds(`index ${index}, length ${self.value.length}`);
        return deleted(self, index, index + 1);
      },
      'int indexOf(String)': (self: JavaStringBuilder, part: string | null) => self.value.indexOf(notNull(part)),
      'int indexOf(String,int)': (self: JavaStringBuilder, part: string | null, from: number) => self.value.indexOf(notNull(part), from),
      [`${short} insert(int,def)`]: (self: JavaStringBuilder, at: number, value: JavaValue) => inserted(self, at, textOf(value)),
      'int lastIndexOf(String)': (self: JavaStringBuilder, part: string | null) => self.value.lastIndexOf(notNull(part)),
      [`${short} replace(int,int,String)`]: (self: JavaStringBuilder, from: number, to: number, text: string | null) =>
        deleted(self, from, to, notNull(text)),
      [`${short} reverse()`]: (self: JavaStringBuilder) => {
        self.value = [...self.value].reverse().join('');
        return self;
      },
      'void setCharAt(int,char)': (self: JavaStringBuilder, index: number, code: number) => {
        if (index < 0 || index >= self.value.length) throw outOfBounds(`index ${index}, length ${self.value.length}`);
        self.value = self.value.slice(0, index) + String.fromCharCode(code) + self.value.slice(index + 1);
      },
      'void setLength(int)': (self: JavaStringBuilder, length: number) => {
        if (length < 0) throw outOfBounds(`String index out of range: ${length}`);
        checkSize(length, 'a text');
        self.value = self.value.slice(0, length).padEnd(length, '\0');
      },
      'String substring(int)': (self: JavaStringBuilder, from: number) => builderPart(self, from, self.value.length),
      'String substring(int,int)': (self: JavaStringBuilder, from: number, to: number) => builderPart(self, from, to),
    },
  };
}

function builderPart(self: JavaStringBuilder, from: number, to: number): string {
  if (from < 0 || from > to || to > self.value.length) throw outOfBounds(`start ${from}, end ${to}, length ${self.value.length}`);
  return self.value.slice(from, to);
}

const locale: ClassSpec = {
  name: 'java.util.Locale',
  is: (value) => value instanceof JavaLocale,
  members: {
    'static Locale ROOT': () => new JavaLocale(''),
    'static Locale ENGLISH': () => new JavaLocale('en'),
    'static Locale US': () => new JavaLocale('en-US'),
    'static Locale UK': () => new JavaLocale('en-GB'),
    'static Locale CANADA': () => new JavaLocale('en-CA'),
    'static Locale FRENCH': () => new JavaLocale('fr'),
    'static Locale FRANCE': () => new JavaLocale('fr-FR'),
    'static Locale GERMAN': () => new JavaLocale('de'),
    'static Locale GERMANY': () => new JavaLocale('de-DE'),
    'static Locale forLanguageTag(String)': (tag: string) => new JavaLocale(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : ''),
    'String getLanguage()': (self: JavaLocale) => self.tag.split('-')[0] ?? '',
    'String toLanguageTag()': (self: JavaLocale) => self.tag || 'und',
  },
};

/** Texts: String, CharSequence, StringBuilder, StringBuffer, Locale. */
export const javaText: readonly ClassSpec[] = [
  charSequence,
  string,
  builder('java.lang.StringBuilder'),
  builder('java.lang.StringBuffer'),
  locale,
];
