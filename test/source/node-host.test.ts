import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError, joinPath } from '../../src/source/host.js';
import { memoryHost } from '../../src/source/memory-host.js';
import { nodeHost } from '../../src/source/node-host.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'addonsmith-host-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

describe.each(['node', 'memory'] as const)('the %s host', (kind) => {
  const make = () => (kind === 'node' ? nodeHost(base) : memoryHost());

  it('writes, lists in byte order, renames, removes', () => {
    const host = make();
    host.mkdir('a/b');
    for (const name of ['ä', 'b', 'B', 'a']) host.writeFile(`a/${name}.txt`, Buffer.from(name), 0o644);
    expect(host.list('a').map((entry) => `${entry.name} ${entry.kind}`)).toEqual([
      'B.txt file',
      'a.txt file',
      'b directory',
      'b.txt file',
      'ä.txt file',
    ]);
    host.rename('a/a.txt', 'a/b/c.txt');
    expect(host.stat('a/a.txt').kind).toBe('none');
    expect(host.stat('a/b/c.txt')).toEqual({ kind: 'file', mode: 0o644, size: 1 });
    expect(Buffer.from(host.readFile('a/b/c.txt') ?? []).toString()).toBe('a');
    expect(() => host.remove('a/b')).toThrow(HostError);
    host.remove('a/b/c.txt');
    host.remove('a/b');
    expect(host.stat('a/b').kind).toBe('none');
  });

  it('answers softly about what is not there', () => {
    const host = make();
    expect(host.readFile('x/y')).toBeUndefined();
    expect(host.list('x')).toEqual([]);
    expect(host.stat('x').kind).toBe('none');
    expect(() => host.remove('x')).toThrow('x: no such file or directory');
    host.mkdir('d');
    expect(host.readFile('d')).toBeUndefined();
  });
});

describe('the node host', () => {
  it('tells a symlink from what it leads to', () => {
    mkdirSync(join(base, 'd'));
    symlinkSync(join(base, 'd'), join(base, 'l'));
    expect(nodeHost(base).stat('l').kind).toBe('symlink');
    expect(
      nodeHost(base)
        .list('.')
        .map((entry) => entry.kind),
    ).toEqual(['directory', 'symlink']);
  });

  it('gives the mode that was asked for, whatever the file had', () => {
    writeFileSync(join(base, 'f'), '');
    chmodSync(join(base, 'f'), 0o600);
    nodeHost(base).writeFile('f', Buffer.from('x'), 0o644);
    expect(nodeHost(base).stat('f').mode).toBe(0o644);
  });
});

describe('joinPath', () => {
  it('folds dots and empty parts', () => {
    expect(joinPath('.', 'a', '', './b')).toBe('a/b');
    expect(joinPath('/a/', 'b')).toBe('/a/b');
    expect(joinPath('.')).toBe('.');
  });
});
