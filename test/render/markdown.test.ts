import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markdownCode, markdownTable } from '../../src/render/markdown.js';

describe('markdown', () => {
  it('writes a table in which nothing ends a cell', () => {
    const table = markdownTable(
      ['Field', 'Says'],
      [
        [markdownCode('a|b'), escapeMarkdown('x | y\nz')],
        [markdownCode('`tick`'), escapeMarkdown('<b> [link](x) *no* `code` $x$ CERT_REQUEST __init__ &lt;')],
      ],
    );
    expect(table).toMatchInlineSnapshot(`
      "| Field | Says |
      | --- | --- |
      | \`a\\|b\` | x \\| y<br>z |
      | \`\` \`tick\` \`\` | &lt;b&gt; \\[link\\](x) \\*no\\* \\\`code\\\` \\$x\\$ CERT_REQUEST \\_\\_init\\_\\_ &amp;lt; |
      "
    `);
  });

  it('keeps a line that looks like a list or a heading text', () => {
    expect(escapeMarkdown('# a')).toBe('\\# a');
    expect(escapeMarkdown('1. a')).toBe('1\\. a');
    expect(escapeMarkdown('- a-b')).toBe('\\- a-b');
  });

  it('refuses a row of another width', () => {
    expect(() => markdownTable(['a'], [['x', 'y']])).toThrow();
  });
});
