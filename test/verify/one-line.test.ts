import { describe, expect, it } from 'vitest';
import { oneLine } from '../../src/verify/one-line.js';

describe('a record in a note', () => {
  it('shows line ends, blanks and characters without a shape as escapes', () => {
    expect(oneLine('a\r\n\tb\u0007\u001b[31m\u0085\u2028c')).toBe(String.raw`a\r\n\tb\u0007\u001b[31m\u0085\u2028c`);
    expect(oneLine('\u202eevil\u2066')).toBe(String.raw`\u202eevil\u2066`);
  });

  it('leaves everything else as it stands', () => {
    const text = String.raw`{"a":"ä\n","b":"\\"} 日本 😀 »x«`;
    expect(oneLine(text)).toBe(text);
  });
});
