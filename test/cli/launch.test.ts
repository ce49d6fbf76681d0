import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

let copy = '';
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'addonsmith-launch-'));
  cpSync(join(root, 'src/cli/launch.js'), join(copy, 'src/cli/launch.js'));
  writeFileSync(join(copy, 'package.json'), '{"type": "module"}');
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function launch(): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(copy, 'src/cli/launch.js')], { encoding: 'utf8' });
}

describe('the linked command', () => {
  it('is the one that package.json names', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: unknown };
    expect(manifest.bin).toEqual({ addonsmith: 'src/cli/launch.js' });
  });

  it('says what to do before anything is compiled', () => {
    expect(launch()).toMatchObject({ status: 1, stdout: '', stderr: 'addonsmith is not compiled yet: run `npm ci` first\n' });
  });

  it('hands over to the compiled program', () => {
    mkdirSync(join(copy, 'dist/cli'), { recursive: true });
    writeFileSync(join(copy, 'dist/cli/main.js'), "console.log('main ran');\n");
    expect(launch()).toMatchObject({ status: 0, stdout: 'main ran\n', stderr: '' });
  });
});
