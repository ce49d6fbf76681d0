import { describe, expect, it } from 'vitest';
import { HostError } from '../../src/source/host.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { decodeSourceText, readSourceText } from '../../src/source/source-text.js';

function codeAndPlace(bytes: Uint8Array): string[] {
  return decodeSourceText('a.yaml', bytes).findings.map((each) => `${each.code} ${each.span?.line}:${each.span?.column}`);
}

describe('source text', () => {
  it('reads UTF-8', () => {
    expect(decodeSourceText('a.yaml', Buffer.from('ä: "日本"\n'))).toEqual({ text: 'ä: "日本"\n', findings: [] });
  });

  it('points at the first byte that is no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('a: ä\nb: '), Buffer.from([0xe4]), Buffer.from('rger\n')]);
    expect(codeAndPlace(bytes)).toEqual(['source-encoding 2:4']);
    expect(decodeSourceText('a.yaml', bytes).text).toBeUndefined();
    expect(codeAndPlace(Buffer.from([0x61, 0xe4]))).toEqual(['source-encoding 1:2']);
    expect(codeAndPlace(Buffer.from([0xe4]))).toEqual(['source-encoding 1:1']);
  });

  it('recognises UTF-16', () => {
    const { findings } = decodeSourceText('a.yaml', Buffer.from('\ufeffa: 1', 'utf16le'));
    expect(findings[0]?.notes).toEqual(['the file looks like UTF-16']);
  });

  it('points at a NUL, and drops a byte order mark with a warning', () => {
    expect(codeAndPlace(Buffer.from('a: 1\nb: \0\n'))).toEqual(['source-nul 2:4']);
    const marked = decodeSourceText('a.yaml', Buffer.from('\ufeffa: 1'));
    expect(marked.text).toBe('a: 1');
    expect(marked.findings.map((each) => `${each.severity} ${each.code}`)).toEqual(['warning source-bom']);
  });

  it('refuses more than 5 MB, a file that is missing and one that cannot be read', () => {
    expect(codeAndPlace(Buffer.alloc(5 * 1024 * 1024 + 1, 0x20))).toEqual(['source-too-large 1:1']);
    expect(readSourceText(memoryHost(), 'b.yaml').findings.map((each) => each.code)).toEqual(['source-missing']);
    const host = memoryHost();
    const refusing = {
      ...host,
      readFile: (path: string) => {
        throw new HostError(path, 'permission denied');
      },
    };
    expect(readSourceText(refusing, 'b.yaml').findings.map((each) => each.message)).toEqual(['cannot read: permission denied']);
  });
});
