import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runElasticPackage, testResults } from '../elastic-package-run.js';
import { elasticPackage } from '../engines/go-programs.js';
import { atFormatVersion, type Change, declaredFormatVersion, filesOf, packageCopy, packageFolders, replaced } from '../package-copies.js';
import type { Difference, Judged, Row, Saboteur } from '../row.js';
import type { CommandResult } from '../run-command.js';
import type { Workshop } from '../workshop.js';

/** In this order: each finds what the ones before it left. */
const COMMANDS = ['lint', 'format --fail-fast', 'format', 'build', 'check', 'test static'];
const NEWEST = '3.6.6';

export const elasticPackageRow: Row = {
  id: 'elastic-package',
  title: 'Elastic packages',
  engines: [elasticPackage],
  judge: async (workshop) => {
    const folders = packageFolders(workshop);
    const declared = [...new Set(folders.map(declaredFormatVersion))].join(', ');
    const judged: Judged[] = [await judgeAll(workshop, folders, { version: declared, commands: COMMANDS, changes: [] })];
    judged.push(await judgeAll(workshop, folders, { version: NEWEST, commands: COMMANDS, changes: [atFormatVersion(NEWEST)] }));
    return judged;
  },
  saboteurs: [
    slip(
      'the version of the manifest is not on top of the changelog (lint)',
      'lint',
      /current manifest version doesn't have changelog entry/,
      {
        file: 'changelog.yml',
        change: (text) => replaced(text, /version: .*/, "version: '0.9.0'"),
      },
    ),
    slip('a field of a type that does not exist (build)', 'build', /fields\.0\.type must be one of/, {
      file: 'fields/fields.yml',
      change: (text) => replaced(text, /type: keyword/, 'type: keywrod'),
    }),
    slip('the manifest has an unknown key (check)', 'check', /Additional property colour is not allowed/, {
      file: 'manifest.yml',
      change: (text) => `${text}colour: blue\n`,
    }),
    slip(
      'JSON that is indented by two blanks (format --fail-fast)',
      'format --fail-fast',
      /formatting the integration failed/,
      indentedByTwo(),
    ),
    slip(
      'JSON that is indented by two blanks (what format writes is another file)',
      'format',
      /sample_event\.json was written anew$/,
      indentedByTwo(),
    ),
    slip(
      'sample_event.json holds a field that no file of fields declares (test static)',
      'test static',
      /field \\?"undeclared\.field\\?" is undefined/,
      {
        file: 'sample_event.json',
        change: (text) => replaced(text, /^\{/, '{"undeclared": {"field": 1},'),
      },
    ),
    slip('a processor without a tag, which format version 3.6.6 wants (lint)', 'lint', /missing required tag/, atFormatVersion(NEWEST), {
      file: 'ingest_pipeline/default.yml',
      change: (text) => replaced(text, /^ +tag: .*\n/m, ''),
    }),
  ],
};

interface Task {
  readonly version: string;
  readonly commands: readonly string[];
  readonly changes: readonly Change[];
}

function slip(breaks: string, command: string, noticedAs: RegExp, ...changes: readonly Change[]): Saboteur {
  const judge = async (workshop: Workshop): Promise<readonly Judged[]> => [
    await judgeAll(workshop, packageFolders(workshop).slice(0, 1), { version: '', commands: [command], changes }),
  ];
  return { breaks, noticedAs, judge };
}

function indentedByTwo(): Change {
  return { file: 'sample_event.json', change: (text) => `${JSON.stringify(JSON.parse(text), undefined, 2)}\n` };
}

async function judgeAll(workshop: Workshop, folders: readonly string[], { version, commands, changes }: Task): Promise<Judged> {
  // Made by the tool itself: an empty folder, it takes for a broken one.
  const home = join(workshop.folder('elastic-package'), 'home');
  const differences: Difference[] = [];
  let cases = 0;
  for (const folder of folders) {
    const copy = packageCopy(workshop, folder, changes);
    const before = textsOf(copy);
    for (const command of commands) {
      const result = await runElasticPackage(workshop, copy, { command, home });
      const place = `${basename(folder)} ${command}`;
      cases += 1;
      differences.push(...saidBy(result).map((what) => ({ place, what })));
      if (command === 'test static') differences.push(...staticTests(result, copy).map((what) => ({ place, what })));
    }
    const after = textsOf(copy);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
    differences.push(...changed.map((path) => ({ place: `${basename(folder)} ${path}`, what: 'was written anew' })));
  }
  const what = `packages at format version ${version}: ${commands.join(', ')}`;
  return { engine: `${elasticPackage.name} ${elasticPackage.version}`, what, cases, differences };
}

/** Errors and warnings; that its two ways of validating are a preview, it says of every package. */
function saidBy({ status, stdout, stderr }: CommandResult): readonly string[] {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.replace(/^[\d/]{10} [\d:]{8} +/, ''));
  const warnings = lines.filter(
    (line) => /\bwarn(?:ing)?\b/i.test(line) && !/^Warning: validation mode '\w+' is in technical preview$/.test(line),
  );
  if (status === 0) return warnings;
  return [`exit code ${String(status)} ${lines.join(' ').trim().slice(-1500)}`];
}

/** A static test for each sample event, and all of them passed. */
function staticTests({ stdout }: CommandResult, copy: string): readonly string[] {
  const results = testResults(stdout);
  const wanted = filesOf(copy).filter((path) => basename(path) === 'sample_event.json').length;
  const failed = results.filter(({ result }) => result !== 'PASS').map(({ name, result }) => `${name}: ${result}`);
  return results.length === wanted ? failed : [...failed, `${results.length} tests ran, not ${wanted}`];
}

function textsOf(folder: string): ReadonlyMap<string, string> {
  return new Map(filesOf(folder).map((path) => [path, readFileSync(join(folder, path), 'latin1')]));
}
