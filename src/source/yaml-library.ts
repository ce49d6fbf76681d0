import { createRequire } from 'node:module';
import type { Alias, Document, LineCounter, Node, Pair, ParsedNode, Scalar, YAMLMap, YAMLParseError, YAMLSeq } from 'yaml';

export type { Alias, Document, LineCounter, Node, Pair, YAMLError, YAMLMap, YAMLParseError } from 'yaml';

type Library = typeof import('yaml');

// Loaded when it is first called: a catalog without mistakes is read without it, and loading it takes longer than reading one. Its files for
// Node are CommonJS, which loads without waiting.
const fromPackage = createRequire(import.meta.url);
let loaded: Library | undefined;

// Asked for each node of a tree, and `require` looks for the file each time.
function library(): Library {
  loaded ??= fromPackage('yaml') as Library;
  return loaded;
}

export const isAlias = (node: unknown): node is Alias => library().isAlias(node);
export const isCollection = (node: unknown): node is YAMLMap | YAMLSeq => library().isCollection(node);
export const isMap = (node: unknown): node is YAMLMap => library().isMap(node);
export const isNode = (node: unknown): node is Node => library().isNode(node);
export const isPair = (node: unknown): node is Pair => library().isPair(node);
export const isScalar = (node: unknown): node is Scalar => library().isScalar(node);
export const isSeq = (node: unknown): node is YAMLSeq => library().isSeq(node);

export function parseDocument(...args: Parameters<Library['parseDocument']>): Document.Parsed<ParsedNode> {
  return library().parseDocument(...args) as Document.Parsed<ParsedNode>;
}

export function lineCounter(): LineCounter {
  return new (library().LineCounter)();
}

export function parseError(...args: ConstructorParameters<Library['YAMLParseError']>): YAMLParseError {
  return new (library().YAMLParseError)(...args);
}

/** The words and marks of a text, one after the other. */
export function lexemes(text: string): Iterable<string> {
  return new (library().Lexer)().lex(text);
}
