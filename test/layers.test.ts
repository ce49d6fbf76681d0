import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** docs/architecture.md: a folder imports from itself and from lower layers only. */
const LAYERS: Readonly<Record<string, number>> = {
  diagnostics: 0,
  source: 1,
  vocab: 2,
  pattern: 2,
  evaluate: 2,
  catalog: 3,
  rules: 4,
  render: 4,
  importers: 4,
  output: 4,
  targets: 5,
  verify: 6,
  diff: 7,
  build: 7,
  cli: 8,
  'index.ts': 8,
};

/** Folders inside a folder that do not know each other. */
const SEPARATE: readonly (readonly string[])[] = [
  ['targets/splunk', 'targets/elastic'],
  ['evaluate/splunk', 'evaluate/elastic'],
];

/** What belongs to the process; nothing below the command line asks for it. */
const PROCESS = /\bprocess\.(?:env|argv|exit|cwd|stdout|stderr|exitCode)\b|\bconsole\.\w|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function readTree(directory: string): SourceFile[] {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));
  return entries.sort().map((name) => ({ path: name.split(sep).join('/'), text: readFileSync(join(directory, name), 'utf8') }));
}

function importsOf(file: SourceFile): string[] {
  const specifiers = [...file.text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
  return specifiers.filter((specifier) => specifier.startsWith('.')).map((specifier) => posix.join(posix.dirname(file.path), specifier));
}

function faultsOf(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...importsOf(file).flatMap((target) => importFault(file.path, target)),
    ...(topOf(file.path) !== 'cli' && PROCESS.test(file.text) ? [`${file.path} asks the process, the clock or chance`] : []),
    ...(LAYERS[topOf(file.path)] === undefined ? [`${file.path} lies in no known layer`] : []),
  ]);
}

function importFault(from: string, to: string): string[] {
  const [fromTop, toTop] = [topOf(from), topOf(to)];
  if (to.startsWith('..')) return [`${from} imports ${to}, outside src`];
  const separate = SEPARATE.find((folders) =>
    folders.some((a) => from.startsWith(`${a}/`) && folders.some((b) => b !== a && to.startsWith(`${b}/`))),
  );
  if (separate !== undefined) return [`${from} imports ${to}, its neighbour`];
  if (fromTop === toTop) return [];
  const [fromLayer = -1, toLayer = Number.POSITIVE_INFINITY] = [LAYERS[fromTop], LAYERS[toTop]];
  if (toLayer < fromLayer) return [];
  return [`${from} imports ${to}, ${toLayer === fromLayer ? 'sideways' : 'up'}`];
}

function topOf(path: string): string {
  return path.split('/')[0] ?? '';
}

describe('layers', () => {
  it('lets imports of src point down only, and keeps the process out of all but the command line', () => {
    const files = readTree(join(root, 'src'));
    expect(files.length).toBeGreaterThan(20);
    expect(faultsOf(files)).toEqual([]);
  });

  it('speaks of every kind of fault in a tree that has them', () => {
    const fixture = join(root, 'test', 'fixtures', 'layers');
    expect(relative(root, fixture).split(sep)).toEqual(['test', 'fixtures', 'layers']);
    expect(faultsOf(readTree(fixture))).toEqual([
      'catalog/dynamic.ts imports targets/target.js, up',
      'diagnostics/finding.ts imports source/host.js, up',
      'output/plan.ts imports render/json.js, sideways',
      'source/clock.ts asks the process, the clock or chance',
      'targets/splunk/props-conf.ts imports targets/elastic/pipeline.js, its neighbour',
      'utils/strings.ts lies in no known layer',
      'verify/parity.ts imports ../test/parity.js, outside src',
    ]);
  });
});
