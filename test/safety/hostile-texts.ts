import fc from 'fast-check';

/** Texts that mean something in one of the formats that are written, each a whole attack or half of one. */
export const hostileTexts: readonly string[] = [
  // conf: a stanza, a key, a continued line, a comment, a variable
  'x\n[evil]\nkey = 1',
  'x\n[evil]',
  '[evil]',
  '# evil',
  'x\\',
  'x\\\\',
  'x\\\n\\',
  '$SPLUNK_HOME/bin %COMSPEC% $1 $& \\1 $$ %s %{x}',
  'key = value',
  // regular expressions and eval strings
  'a"b',
  'a\\"b',
  'a",null(),"b',
  "a'b'c",
  '(?<evil>.*)|.*',
  '[^a-z](.+)+$',
  '\\E\\Q.*\\n\\t\\d',
  // templates
  '{{ctx.password}} {{{_ingest.timestamp}}} {{#evil}}x{{/evil}} {{> partial}} {{../up}}',
  '${env:HOME} <% evil %> #{evil}',
  "'; ctx.evil = 1; //",
  '*/ evil(); /*',
  // YAML
  'x: y',
  '- x',
  '&a x',
  '*a',
  '!!binary x',
  '---',
  '...',
  '? x',
  '"',
  "'",
  '| x\n  y',
  '{a: b}',
  '%YAML 1.1',
  '0x110',
  'null',
  '2026-01-01',
  // CSV
  '=1+1',
  '=cmd|" /C calc"!A0',
  '+1',
  '-1',
  '@SUM(1)',
  'a,b\nc,d',
  'a","b',
  // Markdown and HTML
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- evil',
  '&lt;b&gt; &#60;b&#62; &amp',
  '[evil](javascript:alert(1))',
  '![evil](https://evil.example/x.png)',
  '<javascript:alert(1)>',
  '[evil]: https://evil.example',
  'https://evil.example/ www.evil.example evil@evil.example ftp://evil.example',
  '| a | b |\n|---|---|\n| c | d |',
  'a | b',
  'a\\|b \\\\| c',
  '# evil',
  '## evil',
  'evil\n====',
  'evil\n----',
  '- - -',
  '```\nevil\n```',
  '~~~ evil',
  '`` ` ``` evil',
  '`',
  '*evil* _evil_ **evil** ~~evil~~',
  '> evil',
  '1. evil',
  '1) evil\n2) evil',
  '\tevil',
  '    evil',
  '- [ ] evil',
  '[^1]: evil',
  '$$evil$$',
  'a  \nb',
  // paths
  '../../evil',
  '/etc/passwd',
  'C:\\evil',
  'con',
  'a\u00a0b',
  '__proto__',
  'constructor',
  'é́\u{1f600}',
  'x'.repeat(10_000),
];

/** Characters that are seen by no reader, or that end or turn around what is seen: no text of a catalog may hold one. */
export const unseenCharacters: readonly string[] = [
  ...['\0', '\u0001', '\u0007', '\b', '\v', '\f', '\r', '\u001b', '\u007f', '\u0085', '\u009b'],
  ...['\u061c', '\u200b', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202e', '\u2060', '\u2066', '\u2067', '\u2069'],
  ...['\ufeff', '\ufff9', '\ufffe', '\uffff', '\ud800', '\udfff', '\u{e0001}', '\u{e0041}', '\u{1fffe}'],
];

const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts.filter((each) => each.length < 100)) },
  { weight: 3, arbitrary: fc.constantFrom(...'\\"\'`[](){}<>|#=+-@%$&*!?:;,. \n\t~_^/'.split('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 3 }) },
);

/** Any text made of such pieces. */
export const hostileText = fc.array(pieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
