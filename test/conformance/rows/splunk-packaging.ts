import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Engine } from '../engine.js';
import { appInspect3, appInspect4, ksconf, slim } from '../engines/python-tools.js';
import type { Difference, Judged, Row } from '../row.js';
import { mustRun, runCommand } from '../run-command.js';
import type { Workshop } from '../workshop.js';

/** How AppInspect is asked, and how many checks it must have run: a tag that it does not know is no error, it runs fewer. */
interface Inspection {
  readonly engine: Engine;
  readonly what: string;
  readonly options: readonly string[];
  readonly checks: number;
}

const FOUR = ['--skip-trusted-libraries-update', '--max-messages', 'all'];

function tagged(tag: string, checks: number): Inspection {
  return { engine: appInspect4, what: `tag ${tag}`, options: [...FOUR, '--included-tags', tag], checks };
}

// The semantic checks of 3.8.1 carry no tag; those called manual ask a person.
const older: Inspection = { engine: appInspect3, what: 'all checks but manual ones', options: ['--excluded-tags', 'manual'], checks: 263 };

const inspections: Readonly<Record<'private' | 'splunkbase', readonly Inspection[]>> = {
  private: [
    { engine: appInspect4, what: 'no tag', options: FOUR, checks: 252 },
    tagged('private_app', 243),
    tagged('private_classic', 243),
    tagged('private_victoria', 242),
    older,
  ],
  splunkbase: [tagged('cloud', 246), tagged('migration_victoria', 236), tagged('future', 25), tagged('packaging_standards', 12)],
};

interface Report {
  readonly summary: Readonly<Record<string, number>>;
  readonly reports: readonly {
    readonly groups: readonly {
      readonly checks: readonly { readonly name: string; readonly result: string; readonly messages: readonly Message[] }[];
    }[];
  }[];
}

interface Message {
  readonly message: string;
  readonly message_filename: string | null;
  readonly message_line: number | null;
}

export const splunkPackaging: Row = {
  id: 'splunk-packaging',
  title: 'Splunk archives',
  engines: [appInspect4, appInspect3, slim, ksconf],
  judge: async (workshop) => {
    const privates = archives(workshop.built);
    const public_ = archives(workshop.splunkbase);
    const judged: Judged[] = [];
    for (const each of inspections.private) judged.push(await inspect(workshop, each, 'private', privates));
    for (const each of inspections.splunkbase) judged.push(await inspect(workshop, each, 'splunkbase', public_));
    judged.push(await validate(workshop, apps(workshop.built)), await checkConf(workshop, apps(workshop.built)));
    return judged;
  },
  saboteurs: [
    {
      breaks: 'metadata/default.meta lets everybody write (AppInspect 4.3.1)',
      noticedAs: / failure check_meta_default_write_access /,
      judge: async (workshop) => [
        await inspect(workshop, tagged('private_app', 243), 'private', [
          await brokenArchive(workshop, 'metadata/default.meta', (text) => text.replace(/write : \[[^\]]*\]/g, 'write : [ * ]')),
        ]),
      ],
    },
    {
      breaks: 'a REPORT names a transform that is not there (AppInspect 3.8.1)',
      noticedAs: / failure check_props_conf_has_report_option_and_transforms_conf_has_matching_stanza /,
      judge: async (workshop) => [
        await inspect(workshop, older, 'private', [
          await brokenArchive(workshop, 'default/props.conf', (text) => text.replace(/^(REPORT-\S+) = .*$/m, '$1 = no_such_transform')),
        ]),
      ],
    },
    {
      breaks: 'app.manifest names a licence file that is not there (slim)',
      noticedAs: /\[ERROR\] manifest\.info\.license\.text: No such file/,
      judge: async (workshop) => [
        await validate(workshop, [
          brokenApp(workshop, 'app.manifest', (text) => text.replace('"text": "LICENSE"', '"text": "no-such-file.txt"')),
        ]),
      ],
    },
    {
      breaks: 'a line of props.conf without an equals sign (ksconf)',
      noticedAs: /Error in file default\/props\.conf:\s+Unexpected entry:\s+'junk'/,
      judge: async (workshop) => [await checkConf(workshop, [brokenApp(workshop, 'default/props.conf', (text) => `${text}\njunk\n`)])],
    },
  ],
};

async function inspect(workshop: Workshop, inspection: Inspection, profile: string, files: readonly string[]): Promise<Judged> {
  const { engine, what, options, checks } = inspection;
  const differences: Difference[] = [];
  let cases = 0;
  for (const file of files) {
    const place = basename(file);
    const output = join(workshop.folder('inspect'), 'report.json');
    const args = ['inspect', file, '--ci', ...options, '--data-format', 'json', '--output-file', output];
    const { stdout, stderr } = await runCommand(join(workshop.placeOf(engine), 'bin/splunk-appinspect'), args);
    const report = readReport(output);
    if (report === undefined) {
      differences.push({ place, what: `no report: ${`${stdout} ${stderr}`.trim().slice(-500)}` });
      continue;
    }
    const ran = Object.values(report.summary).reduce((sum, count) => sum + count, 0);
    cases += ran;
    if (ran !== checks) differences.push({ place, what: `${ran} checks ran, not ${checks}` });
    differences.push(...findingsOf(report, place));
  }
  return { engine: `${engine.name} ${engine.version}`, what: `${files.length} ${profile} archives, ${what}`, cases, differences };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

function findingsOf({ reports }: Report, archive: string): readonly Difference[] {
  const checks = reports.flatMap(({ groups }) => groups.flatMap((group) => group.checks));
  return checks
    .filter(({ result }) => result !== 'success' && result !== 'not_applicable')
    .flatMap(({ name, result, messages }) =>
      (messages.length === 0 ? [undefined] : messages).map((each) => ({
        place: [archive, each?.message_filename, each?.message_line].filter((part) => part !== null && part !== undefined).join(':'),
        what: `${result} ${name} ${(each?.message ?? '').replace(/\s+/g, ' ')}`.trim(),
      })),
    );
}

async function validate(workshop: Workshop, folders: readonly string[]): Promise<Judged> {
  const differences: Difference[] = [];
  for (const folder of folders) {
    const { status, stdout, stderr } = await runCommand(join(workshop.placeOf(slim), 'bin/slim'), ['validate', folder], {
      cwd: workshop.folder('slim'),
    });
    const said = `${stdout}\n${stderr}`.split('\n').filter((line) => /\b(?:WARNING|ERROR|FATAL)\b/.test(line));
    if (status !== 0 && said.length === 0) said.push(`exit code ${String(status)} ${stderr.slice(-500)}`);
    differences.push(...said.map((what) => ({ place: basename(folder), what: what.replace(folder, '').trim() })));
  }
  return { engine: `${slim.name} ${slim.version}`, what: 'apps', cases: folders.length, differences };
}

async function checkConf(workshop: Workshop, folders: readonly string[]): Promise<Judged> {
  const differences: Difference[] = [];
  let cases = 0;
  for (const folder of folders) {
    const files = [...filesIn(join(folder, 'default'), '.conf'), ...filesIn(join(folder, 'metadata'), '.meta')];
    cases += files.length;
    const { status, stdout, stderr } = await runCommand(join(workshop.placeOf(ksconf), 'bin/ksconf'), ['check', ...files]);
    if (status !== 0) differences.push({ place: basename(folder), what: `${stdout} ${stderr}`.replaceAll(`${folder}/`, '').trim() });
  }
  return { engine: `${ksconf.name} ${ksconf.version}`, what: 'conf files', cases, differences };
}

function archives(folder: string): readonly string[] {
  return filesIn(join(folder, 'splunk'), '.tgz');
}

function apps(folder: string): readonly string[] {
  return filesIn(join(folder, 'splunk'), '').filter((path) => !path.endsWith('.tgz'));
}

function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** A copy of an app in which one file says something else. */
function brokenApp(workshop: Workshop, file: string, change: (text: string) => string): string {
  const app = join(workshop.built, 'splunk/TA-dogtag');
  const copy = join(workshop.folder('app'), basename(app));
  cpSync(app, copy, { recursive: true });
  const path = join(copy, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return copy;
}

async function brokenArchive(workshop: Workshop, file: string, change: (text: string) => string): Promise<string> {
  const folder = brokenApp(workshop, file, change);
  const archive = `${folder}-1.0.0.tgz`;
  await mustRun('tar', ['--owner=0', '--group=0', '-czf', archive, '-C', dirname(folder), basename(folder)]);
  return archive;
}
