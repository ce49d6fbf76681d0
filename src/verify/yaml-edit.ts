import { memoryHost } from '../source/memory-host.js';
import { type PathStep, readYaml, type SourceDocument, valueAt } from '../source/yaml-document.js';

/** A value that an edit writes. */
export type EditValue = string | readonly EditValue[] | { readonly [name: string]: EditValue };

/**
 * A YAML file in which single values are set and removed. Everything else stays as it is written: comments, quotes, order, layout.
 * Mappings in block form get a line, those in flow form a member.
 */
export class YamlEdit {
  readonly #file: string;
  #text: string;
  #document: SourceDocument;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#document = parsed(file, text);
  }

  get text(): string {
    return this.#text;
  }

  get document(): SourceDocument {
    return this.#document;
  }

  /** Sets a value, adding what of its path is missing. */
  set(path: readonly PathStep[], value: EditValue): void {
    if (this.#has(path)) this.#replace(path, flow(value));
    else this.#add(path, value);
  }

  /** Removes a member of a mapping, and the mapping where it was the last one. */
  remove(path: readonly PathStep[]): void {
    if (!this.#has(path)) return;
    const parent = path.slice(0, -1);
    const members = Object.keys(this.#at(parent) as object);
    if (members.length === 1) {
      if (typeof parent.at(-1) === 'string' && parent.length > 1) this.remove(parent);
      else this.#replace(parent, '{}');
      return;
    }
    if (this.#isFlow(parent)) this.#removeFlow(path, members);
    else this.#removeLines(path);
  }

  #add(path: readonly PathStep[], value: EditValue): void {
    const parent = path.slice(0, -1);
    const name = String(path.at(-1));
    if (!this.#has(parent)) {
      this.#add(parent, { [name]: value });
      return;
    }
    const members = Object.keys(this.#at(parent) as object);
    const last = members.at(-1);
    if (last === undefined) this.#replace(parent, `{ ${scalar(name)}: ${flow(value)} }`);
    else if (this.#isFlow(parent)) this.#insert(this.#end([...parent, last]), `, ${scalar(name)}: ${flow(value)}`);
    else this.#addLine([...parent, last], `${scalar(name)}: ${flow(value)}`);
  }

  /** Adds a line behind a member of a block mapping. */
  #addLine(last: readonly PathStep[], line: string): void {
    const indent = ' '.repeat(this.#document.span(last, 'key').column - 1);
    const end = this.#lineEnd(this.#end(last));
    this.#insert(end, `\n${indent}${line}`);
  }

  #removeLines(path: readonly PathStep[]): void {
    const { start, column } = this.#document.span(path, 'key');
    const end = this.#lineEnd(this.#end(path));
    const from = start - (column - 1);
    // The first member of a list's item shares its line with the dash.
    const isWhole = this.#text.slice(from, start).trim() === '';
    if (isWhole) this.#write(this.#text.slice(0, from) + this.#text.slice(Math.min(end + 1, this.#text.length)));
    else this.#write(this.#text.slice(0, start) + this.#text.slice(end + 1).trimStart());
  }

  #removeFlow(path: readonly PathStep[], members: readonly string[]): void {
    const parent = path.slice(0, -1);
    const index = members.indexOf(String(path.at(-1)));
    const { start } = this.#document.span(path, 'key');
    const next = members[index + 1];
    const before = members[index - 1];
    if (next !== undefined) this.#write(this.#text.slice(0, start) + this.#text.slice(this.#document.span([...parent, next], 'key').start));
    else if (before !== undefined) this.#write(this.#text.slice(0, this.#end([...parent, before])) + this.#text.slice(this.#end(path)));
  }

  #replace(path: readonly PathStep[], text: string): void {
    const { start } = this.#document.span(path);
    this.#write(this.#text.slice(0, start) + text + this.#text.slice(this.#end(path)));
  }

  #insert(at: number, text: string): void {
    this.#write(this.#text.slice(0, at) + text + this.#text.slice(at));
  }

  #write(text: string): void {
    this.#document = parsed(this.#file, text);
    this.#text = text;
  }

  /** Where a value ends: what a parser counts to a block value beside its last character is left out. */
  #end(path: readonly PathStep[]): number {
    const { start, end } = this.#document.span(path);
    return start + this.#text.slice(start, end).trimEnd().length;
  }

  #lineEnd(from: number): number {
    const at = this.#text.indexOf('\n', from);
    return at < 0 ? this.#text.length : at;
  }

  #isFlow(path: readonly PathStep[]): boolean {
    const value = this.#at(path);
    if (Object.keys(value as object).length === 0) return true;
    // A member of a flow mapping stands behind its brace.
    return this.#text[this.#document.span(path).start] === '{';
  }

  #has(path: readonly PathStep[]): boolean {
    return this.#at(path) !== undefined;
  }

  #at(path: readonly PathStep[]): unknown {
    return valueAt(this.#document.data, path);
  }
}

function parsed(file: string, text: string): SourceDocument {
  const { document } = readYaml(memoryHost({ [file]: text }), file);
  if (document === undefined) throw new Error(`an edit of ${file} left no YAML`);
  return document;
}

function flow(value: EditValue): string {
  if (typeof value === 'string') return scalar(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  const members = Object.entries(value).map(([name, each]) => `${scalar(name)}: ${flow(each)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
}

// Words that no reader of YAML takes for anything but text stay bare; JSON's strings are YAML's.
function scalar(text: string): string {
  const isWord = /^[A-Za-z][A-Za-z0-9_.-]*(?: [A-Za-z0-9_.-]+)*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return isWord ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
