import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, unzipSync } from 'fflate';
import { unpackTar } from 'modern-tar';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveFile } from '../../src/output/archive-entries.js';
import { tarGz } from '../../src/output/tar-gz.js';
import { zip } from '../../src/output/zip.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const long = `TA-x/${'directory-with-a-long-name/'.repeat(6)}${'n'.repeat(90)}.conf`;
const files: readonly ArchiveFile[] = [
  { path: 'TA-x/default/props.conf', bytes: Buffer.from('[a]\nKV_MODE = none\n'), mode: 0o644 },
  { path: 'TA-x/bin/run', bytes: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
  { path: 'TA-x/default-x', bytes: Buffer.from('sorts between a directory and what it holds'), mode: 0o644 },
  { path: 'TA-x/README.md', bytes: Buffer.from('# ä\n'), mode: 0o644 },
  { path: long, bytes: Buffer.alloc(100_000, 0x41), mode: 0o644 },
];

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('tar.gz', () => {
  it('holds directories and files in byte order, owned by root, with one time', async () => {
    const entries = await unpackTar(gunzipSync(await tarGz(files)));
    const short = entries.filter((entry) => !entry.header.name.includes('long-name'));
    expect(short.map(({ header }) => `${header.type} ${header.mode?.toString(8)} ${header.name}`)).toEqual([
      'directory 755 TA-x/',
      'file 644 TA-x/README.md',
      'directory 755 TA-x/bin/',
      'file 755 TA-x/bin/run',
      'file 644 TA-x/default-x',
      'directory 755 TA-x/default/',
      'file 644 TA-x/default/props.conf',
    ]);
    for (const { header } of entries) {
      expect(header).toMatchObject({ uid: 0, gid: 0, uname: 'root', gname: 'root', mtime: new Date('1980-01-01T00:00:00Z') });
    }
    expect(entries.at(-1)?.header.name).toBe(long);
    expect(entries.at(-1)?.data).toHaveLength(100_000);
  });

  it('has no time and no name in its gzip header', async () => {
    expect([...(await tarGz(files)).subarray(0, 8)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  });

  it('is one that tar reads', async () => {
    const listing = execFileSync('tar', ['--list', '--gzip', '--verbose', '--numeric-owner', '--file', '-'], {
      input: await tarGz(files),
      env: { ...process.env, TZ: 'UTC' },
    }).toString();
    expect(listing).toContain('drwxr-xr-x 0/0               0 1980-01-01 00:00 TA-x/default/');
    expect(listing).toContain('-rwxr-xr-x 0/0              10 1980-01-01 00:00 TA-x/bin/run');
    expect(listing).toContain(long);
  });
});

describe('zip', () => {
  it('holds what went in, with directories', () => {
    const entries = unzipSync(zip(files));
    expect(Object.keys(entries).slice(0, 3)).toEqual(['TA-x/', 'TA-x/README.md', 'TA-x/bin/']);
    expect(Buffer.from(entries['TA-x/README.md'] ?? []).toString()).toBe('# ä\n');
    expect(entries[long]).toHaveLength(100_000);
  });
});

describe('the bytes of an archive', () => {
  let compiled = '';
  // Compiled into the package, so that the child process finds the package's dependencies.
  beforeAll(() => {
    compiled = mkdtempSync(join(root, 'node_modules', '.addonsmith-test-'));
    const program = ts.createProgram([join(root, 'src/output/tar-gz.ts'), join(root, 'src/output/zip.ts')], {
      outDir: compiled,
      rootDir: join(root, 'src'),
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      skipLibCheck: true,
      types: ['node'],
    });
    program.emit();
  });
  afterAll(() => rmSync(compiled, { recursive: true, force: true }));

  it('are the same in every time zone', async () => {
    const script = `
      import { createHash } from 'node:crypto';
      import { readFileSync } from 'node:fs';
      import { tarGz } from './output/tar-gz.js';
      import { zip } from './output/zip.js';
      const files = JSON.parse(readFileSync(0, 'utf8')).map((file) => ({ ...file, bytes: Buffer.from(file.bytes, 'base64') }));
      const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
      console.log(new Date(0).getTimezoneOffset(), sha256(await tarGz(files)), sha256(zip(files)));`;
    const input = JSON.stringify(files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes).toString('base64') })));
    const run = (zone: string): string[] =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: compiled,
        input,
        env: { ...process.env, TZ: zone },
      })
        .toString()
        .trim()
        .split(' ');
    const results = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Africa/Monrovia', 'Pacific/Kiritimati'].map(run);
    expect(new Set(results.map((result) => result[0])).size).toBe(5);
    const expected = `${sha256(await tarGz(files))} ${sha256(zip(files))}`;
    expect(results.map((result) => result.slice(1).join(' '))).toEqual(results.map(() => expected));
  });

  it('are the same whatever order the files come in', async () => {
    const reversed = [...files].reverse();
    expect(sha256(await tarGz(reversed))).toBe(sha256(await tarGz(files)));
    expect(sha256(zip(reversed))).toBe(sha256(zip(files)));
  });
});
