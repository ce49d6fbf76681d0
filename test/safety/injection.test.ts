import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.js';
import { pathFault } from '../../src/output/paths.js';
import { parseYaml } from '../../src/source/yaml-document.js';
import { hostileText, hostileTexts, unseenCharacters } from './hostile-texts.js';
import { type Position, positionsOf, replacedAt, replacedEverywhere } from './positions.js';
import { structureOf } from './rendered.js';
import { type Seed, smallSeeds, written } from './seeds.js';
import { machine, misbehaviour, type Run, run } from './workshop.js';

vi.mock('../../src/targets/splunk/icons.js', () => import('./icons-drawn-once.js'));

/** Where a text is put: at one place, or wherever the same text stands, so that what is defined is still what is used. */
type Reach = 'here' | 'everywhere';

interface Checked extends Run {
  readonly faults: readonly string[];
}

async function checked(seed: Seed): Promise<Checked> {
  const host = machine(written(seed.files));
  const before = host.files();
  const result = await run(host, 'check', '--catalogs', 'catalogs');
  return { ...result, faults: misbehaviour(host, before, result) };
}

function put(seed: Seed, position: Position, reach: Reach, text: string): Seed {
  return reach === 'here' ? replacedAt(seed, position, text) : replacedEverywhere(seed, position.text, text);
}

type Structures = Readonly<Record<string, string>>;

// A word of letters alone is a name like `harmless`, and stands in names of files and keys where that would.
function structures({ planned }: Run, text: string): Structures {
  const plainly = (from: string) => (/^[a-z_]+$/.test(text) ? from.replaceAll(text, 'harmless') : from);
  return Object.fromEntries([...planned].map(([path, bytes]) => [plainly(path), plainly(structureOf(path, bytes).join('\n'))]));
}

const baselines = new Map<string, Promise<Checked>>();

// `*` at the end of a value that is looked for says that it is a beginning.
async function baseline(seed: Seed, position: Position, reach: Reach, text: string): Promise<Run> {
  const harmless = text.endsWith('*') ? 'harmless*' : 'harmless';
  const at = (word: string) => {
    const key = JSON.stringify([seed.name, position, reach, word]);
    const known = baselines.get(key) ?? checked(word === '' ? seed : put(seed, position, reach, word));
    baselines.set(key, known);
    return known;
  };
  const replaced = await at(harmless);
  return replaced.code === 0 ? replaced : await at('');
}

/** What goes wrong when a text stands at a place, in words; undefined where the text is refused as it should be, or does no harm. */
async function harm(seed: Seed, position: Position, reach: Reach, text: string): Promise<string | undefined> {
  const changed = put(seed, position, reach, text);
  const result = await checked(changed);
  if (result.faults.length > 0) return result.faults.join('; ');
  if (result.code !== 0)
    return reach === 'here' && isFarFromIt(changed, position, result.findings, text) ? 'the finding stands elsewhere' : undefined;
  for (const path of result.planned.keys()) if (pathFault(path) !== undefined) return `${path} ${pathFault(path)}`;
  try {
    const wanted = structures(await baseline(seed, position, reach, text), text);
    const found = structures(result, text);
    for (const path of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
      if (found[path] !== wanted[path]) return `${path}: ${firstDifference(found[path], wanted[path])}`;
    }
  } catch (error) {
    return String(error);
  }
  return undefined;
}

function firstDifference(found = 'no file', wanted = 'no file'): string {
  const [a, b] = [found.split('\n'), wanted.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return `${a[at]?.slice(0, 300)} instead of ${b[at]?.slice(0, 300)}`;
}

/** A text that cannot stand anywhere is reported where it stands; one that nothing refers to any more, where it is referred to. */
function isFarFromIt(seed: Seed, { file, path, which }: Position, findings: readonly Finding[], text: string): boolean {
  const own = findings.filter(({ code, severity }) => severity === 'error' && /^(?:schema-value|text-|schema-unknown-key)/.test(code));
  if (own.length === 0) return false;
  const document = parseYaml(file, String(written(seed.files)[file])).document;
  if (document === undefined) return true;
  const changedPath = which === 'key' ? [...path.slice(0, -1), text] : path;
  const { line } = document.span(changedPath, which);
  return !own.some(({ span }) => span?.file === file && (span.line === line || which === 'key'));
}

const seed = smallSeeds;

/** A line of all that means something in the middle of a line in any of the formats. */
const dense =
  '"; evil(", \\" \' $1 \\1 %s (?<a>.*)|) {{ctx.a}} {{{b}}} <script>alert(1)</script> &lt; [a](javascript:b) ![c](d) https://e.f www.g.h i@j.k `l` ``m``` *n* __o__ \\| z |\\';

/** Texts that between them hold all that means something at the start, in the middle or at the end of a line in any of the formats. */
const telling: readonly string[] = [
  dense,
  'x\n[evil]\nkey = "1"\\',
  '\\',
  '# [evil] - x: "y" \\| z |',
  '=cmd|"/C calc"!A0',
  '---',
  '__proto__',
  'null',
  ...['\u202e', '\ud800'].map((each) => `a${each}b`),
];

// Every text at every place takes minutes: THOROUGH=1 does it, otherwise the places take turns.
const thorough = process.env.THOROUGH === '1';

/** Keys of the language below which the author chooses the names. */
const named =
  /\.(streams|sources|fields|enums|members|carriers|absent|differs|order|table|values|suffixes|frame|facts|when|tail|pairs|classes)\.[^.]+/g;

/** Each place of a catalog's language that holds a text or a chosen name: of many events the first that has it. */
function placesOf(from: Seed): readonly Position[] {
  const all = positionsOf(from);
  if (thorough) return all;
  const places = new Map<string, Position>();
  for (const position of all) {
    const kind = position.file.split('/')[2] ?? '';
    const path = position.path.map((step) => (typeof step === 'number' ? '*' : step.replaceAll('.', '_'))).join('.');
    const place = `${kind} .${path} ${position.which}`.replaceAll(named, '.$1.*');
    if (!places.has(place)) places.set(place, position);
  }
  return [...places.values()];
}

function textsFor(number: number, { which }: Position): readonly string[] {
  if (thorough) return telling;
  const turn = telling[number % telling.length] ?? dense;
  // A key is most often the language's own, and what is not one is refused, whatever it is.
  return which === 'key' || number % 3 > 0 ? [which === 'key' ? turn : dense] : [dense, turn];
}

describe.each(seed.map((each) => [each.name, each] as const))('any text of a catalog of form %s', (_name, each) => {
  it('is harmless to begin with', async () => {
    const { code, faults, findings } = await checked(each);
    expect([code, faults, findings.filter(({ severity }) => severity === 'error')]).toEqual([0, [], []]);
  });

  it('is refused where it stands, or changes nothing but itself in what is written', async () => {
    const failures: string[] = [];
    for (const [number, position] of placesOf(each).entries()) {
      const texts = textsFor(number, position);
      for (const text of texts) {
        const found = await harm(each, position, 'here', text);
        if (found !== undefined)
          failures.push(`${position.file} ${position.path.join('.')} (${position.which}) = ${JSON.stringify(text)}: ${found}`);
      }
    }
    expect(failures).toEqual([]);
  }, 1_200_000);

  it('is as harmless where it stands in more places than one, whatever it is made of', async () => {
    const everywhere = positionsOf(each).filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everywhere), fc.oneof(hostileText, fc.constantFrom(...hostileTexts)), async (position, text) => {
        expect(await harm(each, position, 'everywhere', text)).toBeUndefined();
      }),
      { seed: 4, numRuns: thorough ? 1000 : 50 },
    );
  }, 1_200_000);
});

describe('a character that nobody sees', () => {
  it.each(unseenCharacters.map((each) => [each.codePointAt(0)?.toString(16) ?? '', each] as const))(
    'U+%s is refused, in the file and made by an escape',
    async (_number, character) => {
      const [first] = smallSeeds;
      if (first === undefined) throw new Error('no seed');
      const title: Position = { file: 'catalogs/gate/catalog.yaml', path: ['title'], which: 'value', text: '' };
      const escaped = await checked(replacedAt(first, title, `a${character}b`));
      expect(escaped.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContain('text-character');
      if (/\p{Surrogate}/u.test(character)) return;
      const files = { ...written(first.files) };
      files[title.file] = String(files[title.file]).replace('Gate keeper', `Gate${character}keeper`);
      const raw = await run(machine(files), 'check', '--catalogs', 'catalogs');
      const [error, ...others] = raw.findings.filter(({ severity }) => severity === 'error');
      expect([error?.code, error?.span?.line, others]).toEqual([character === '\0' ? 'source-nul' : 'source-character', 3, []]);
    },
  );
});
