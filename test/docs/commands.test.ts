import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCompiledProgram } from '../package/compiled-program.js';

// Runs what the documents say can be run, and compares what they show. `UPDATE_DOCS=1` writes the outputs of today into them.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Block {
  /** What stands behind the three backticks: language, `run`, `shown` or `network`, and perhaps a word more. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    info: match[1] ?? '',
    text: match[2] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

let home = '';

/** The program compiled from the sources of today, and an `npx` that runs it. */
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'addonsmith-docs-'));
  const program = join(home, 'program');
  copyCompiledProgram(program);
  copyFileSync(join(root, 'package.json'), join(program, 'package.json'));
  for (const name of ['node_modules', 'templates', 'catalogs']) symlinkSync(join(root, name), join(program, name));
  mkdirSync(join(home, 'bin'));
  // Runs of a second: to optimize code for them costs more than it gains.
  const node = `'${process.execPath}' --no-opt`;
  writeFileSync(join(home, 'bin/npx'), `#!/bin/sh\nshift\nexec ${node} '${program}/dist/cli/main.js' "$@"\n`, {
    mode: 0o755,
  });
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A folder as a reader has it after `git clone`, with nothing built yet. */
function clone(document: string): string {
  const folder = join(home, document.replaceAll('/', '-'));
  cpSync(join(root, 'catalogs'), join(folder, 'catalogs'), { recursive: true });
  return folder;
}

/** Without waiting in the process itself, so that documents run beside each other. */
function run(folder: string, block: Block): Promise<string> {
  const env = { ...process.env, PATH: `${join(home, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
  return new Promise((resolve, reject) => {
    execFile('sh', ['-e', '-c', block.text], { cwd: folder, env, encoding: 'utf8', maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`line ${block.line}: exit code ${error.code}\n${stdout}${stderr}`));
    }).stdin?.end();
  });
}

/** Runs the blocks of a document one after the other; returns each output that the document shows, with the output of today. */
async function outputs(document: string, blocks: readonly Block[]): Promise<readonly { readonly block: Block; readonly now: string }[]> {
  const folder = clone(document);
  const shown: { readonly block: Block; readonly now: string }[] = [];
  let last = '';
  for (const block of blocks) {
    const [language = '', mode = '', word = ''] = block.info.split(' ');
    if (language === 'sh' && mode === 'run') last = await run(folder, block);
    else if (mode === 'run') {
      mkdirSync(dirname(join(folder, word)), { recursive: true });
      writeFileSync(join(folder, word), block.text);
    } else if (mode === 'shown' && word === 'output') shown.push({ block, now: last });
  }
  return shown;
}

function update(path: string, markdown: string, shown: readonly { readonly block: Block; readonly now: string }[]): void {
  const fence = (block: Block, text: string) => `\`\`\`${block.info}\n${text}\`\`\``;
  const lines = markdown.split('\n');
  for (const { block, now } of [...shown].reverse()) {
    const height = fence(block, block.text).split('\n').length;
    lines.splice(block.line - 1, height, ...fence(block, now).split('\n'));
  }
  writeFileSync(path, lines.join('\n'));
}

describe.concurrent.each(documents)('%s', (document) => {
  const markdown = readFileSync(join(root, document), 'utf8');
  const blocks = blocksOf(markdown);

  it('says of each code block whether it is run, shown or needs the network', () => {
    expect(blocks.filter(({ info }) => !/^[a-z]+ (?:run|shown|network)(?: \S+)?$/.test(info))).toEqual([]);
  });

  it('links only to what is there', () => {
    const links = [...markdown.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    // What `build` writes is there after the first build.
    const written = links.filter((link) => !link.startsWith('dist-addon/'));
    const missing = written.filter((link) => !existsSync(join(root, dirname(document), link)));
    expect(missing).toEqual([]);
  });

  it('runs what it says can be run, and shows what comes out', { timeout: 180_000 }, async () => {
    const shown = await outputs(document, blocks);
    if (process.env.UPDATE_DOCS === '1') update(join(root, document), markdown, shown);
    else expect(shown.map(({ now }) => now)).toEqual(shown.map(({ block }) => block.text));
  });

  it('quotes what stands in the file that it names', () => {
    for (const { info, text } of blocks) {
      const [language, mode, path = ''] = info.split(' ');
      if (language !== 'yaml' || mode !== 'shown' || path === '') continue;
      expect(readFileSync(join(root, path), 'utf8')).toContain(text);
    }
  });
});
