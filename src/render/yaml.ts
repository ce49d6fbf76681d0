import { Document, isScalar, Scalar, type Tags, visit } from 'yaml';

export interface YamlOptions {
  /** Stands on top of the file, each line behind `# `. */
  readonly comment?: string;
  /** Opens the file with `---`, which ingest pipelines must have. */
  readonly documentStart?: boolean;
}

/**
 * Takes a value of plain objects, lists, strings, numbers, booleans and null, returns YAML that any reader takes for the same value:
 * two spaces, indented lists, no anchors, no folded lines; text of several lines as a literal block; text that YAML 1.1 or 1.2 could take
 * for a number, a date, a boolean or null in quotes, also where it is a key. `elastic-package format` leaves the result alone.
 */
export function renderYaml(value: unknown, options: YamlOptions = {}): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    keepUndefined: false,
    compat: 'yaml-1.1',
    customTags: withOwnDoubleQuotes,
  });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string') node.type = style(node.value);
    },
    Pair(_key, pair) {
      if (isScalar(pair.key) && typeof pair.key.value === 'string' && /[\r\n]/.test(pair.key.value)) {
        throw new Error(`key of several lines: ${JSON.stringify(pair.key.value)}`);
      }
    },
  });
  const body = document.toString({
    indent: 2,
    indentSeq: true,
    lineWidth: 0,
    minContentWidth: 0,
    singleQuote: true,
    blockQuote: 'literal',
  });
  return `${options.documentStart ? '---\n' : ''}${heading(options.comment)}${body}`;
}

function heading(comment: string | undefined): string {
  if (comment === undefined) return '';
  return `${comment
    .split(/\r\n|[\r\n]/)
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')}\n`;
}

// What starts like a number, a date or a document in some YAML; the words that YAML 1.1 takes for booleans, null and merging.
const mistakable = /^$|^---|^[.]{3}|^[-+]?[.]?\d|^(?:y|n|yes|no|on|off|true|false|null|[-+]?[.]?(?:inf|nan)|~|=|<<)$/i;
// Characters that YAML writers agree on: no control characters, tabs, line separators; none beyond the basic plane.
const ordinary = /^[\n\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
// A literal block cannot begin with a blank, and other writers do not keep blanks at the end of its lines.
const unfitForBlock = /^[ \n]|[ ]\n|[ ]$/;

function style(text: string): Scalar.Type {
  if (!ordinary.test(text)) return Scalar.QUOTE_DOUBLE;
  if (text.includes('\n')) return unfitForBlock.test(text) ? Scalar.QUOTE_DOUBLE : Scalar.BLOCK_LITERAL;
  return mistakable.test(text) ? Scalar.QUOTE_SINGLE : Scalar.PLAIN;
}

// The library's tag for text, but double quotes are written in our way.
function withOwnDoubleQuotes(tags: Tags): Tags {
  return tags.map((tag) => {
    if (typeof tag === 'string' || tag.collection !== undefined || tag.tag !== 'tag:yaml.org,2002:str') return tag;
    return {
      ...tag,
      stringify: (item, context, onComment, onChompKeep) => {
        if (item.type === Scalar.QUOTE_DOUBLE) return doubleQuoted(String(item.value));
        return tag.stringify?.(item, context, onComment, onChompKeep) ?? '';
      },
    };
  });
}

// Escapes as the YAML writer of `elastic-package format` writes them; the one of `yaml` folds at newlines and chooses others.
const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function doubleQuoted(text: string): string {
  const escaped = [...text].map((each) => {
    const known = escapes[each];
    if (known !== undefined) return known;
    return ordinary.test(each) ? each : numericEscape(each.codePointAt(0) ?? 0);
  });
  return `"${escaped.join('')}"`;
}

function numericEscape(codePoint: number): string {
  const digits = codePoint.toString(16).toUpperCase();
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
