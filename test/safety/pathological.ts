/** Small or large texts that cost readers of YAML more than they should: name -> text. Each is as large as a file may be, unless told. */
const MB = 1024 * 1024;

function filled(unit: string, bytes: number): string {
  return unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
}

function numbered(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

export function pathologicalTexts(bytes = 4.9 * MB): Readonly<Record<string, string>> {
  const lines = Math.floor(bytes / 12);
  return {
    'brackets that never close': filled('[', bytes),
    'brackets that close': `a: ${'[]'.repeat(bytes / 2 - 2)}`,
    'a list of lists': `[${filled('[],', bytes)}]`,
    'braces that never close': filled('{a: ', bytes),
    'brackets that close nothing': filled(']', bytes),
    'one long plain word': filled('a', bytes),
    'one plain text of many lines': filled('a b c\n', bytes),
    'one plain text of indented lines': `k: ${filled('a b c\n  ', bytes)}`,
    'one quoted text of many lines': `k: "${filled('a b c\n  ', bytes)}"`,
    'one quoted text of escapes': `k: "${filled('\\u0041', bytes)}"`,
    'one quoted text without an end': `k: "${filled('a ', bytes)}`,
    'one block of many lines': `k: |\n${filled('  a b c\n', bytes)}`,
    'one folded block of empty lines': `k: >\n${filled('  a\n\n', bytes)}`,
    'a block that is indented more and more': `k: |\n${numbered(1000, (index) => ' '.repeat(index + 1))}`,
    'comments alone': filled('# a\n', bytes),
    'comments between keys': numbered(lines, (index) => `# c\nk${index}: 1`).slice(0, bytes),
    'empty lines': filled('\n', bytes),
    'blanks alone': filled(' ', bytes),
    'tabs alone': filled('\t', bytes),
    dashes: filled('- ', bytes),
    'dashes in lines': filled('-\n', bytes),
    'question marks': filled('? ', bytes),
    colons: filled(':\n', bytes),
    'different keys': numbered(lines, (index) => `k${index}: 1`).slice(0, bytes),
    'the same key': filled('k: 1\n', bytes),
    'different keys in braces': `{${numbered(lines, (index) => `k${index}: 1,`).slice(0, bytes)}}`,
    anchors: numbered(lines, (index) => `- &a${index} 1`).slice(0, bytes),
    'anchors and aliases': numbered(Math.floor(lines / 2), (index) => `- &a${index} 1\n- *a${index}`).slice(0, bytes),
    'aliases of one anchor': `- &a 1\n${filled('- *a\n', bytes)}`,
    'aliases without an anchor': filled('- *a\n', bytes),
    'merge keys': `- &a {x: 1}\n${filled('- <<: *a\n', bytes)}`,
    'a merge of many': `a: &a {x: 1}\nb:\n  <<: [${filled('*a, ', bytes)}]`,
    'merges of merges': numbered(40, (index) => `a${index}: &a${index}\n  <<: [${`*a${Math.max(0, index - 1)}, `.repeat(9)}]`).replace(
      '  <<: [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, ]',
      '  x: 1',
    ),
    'a long number': `k: ${filled('1', bytes)}`,
    'a long hexadecimal number': `k: 0x${filled('f', bytes)}`,
    'a number with a long exponent': `k: 1e${filled('9', bytes)}`,
    tags: filled('- !!binary a\n', bytes),
    'unknown tags': filled('- !a b\n', bytes),
    'tags with long names': `- !${filled('a', bytes)} b`,
    directives: `${filled('%TAG ! a\n', bytes)}---\n`,
    documents: filled('---\n', bytes),
    'ends of documents': filled('...\n', bytes),
    'keys as lists': filled('? [a]\n: 1\n', bytes),
    'a long key': `? ${filled('a', bytes)}\n: 1`,
    'a long implicit key': `${filled('a', bytes)}: 1`,
    quotes: filled('"', bytes),
    'quoted words': `[${filled('"a",', bytes)}]`,
    'carriage returns': filled('\r\n', bytes),
    'stars and ampersands': filled('&*', bytes),
    'exclamation marks': filled('!', bytes),
    'percent signs': filled('%', bytes),
    bars: filled('|', bytes),
    commas: filled(',', bytes),
  };
}
