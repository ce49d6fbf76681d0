import { basename } from 'node:path';
import { packageSpec } from '../engines/go-programs.js';
import {
  atFormatVersion,
  type Change,
  declaredFormatVersion,
  packageCopy,
  packageFolders,
  packageZips,
  replaced,
  zipCopy,
} from '../package-copies.js';
import type { Judged, Row } from '../row.js';
import { mustRun } from '../run-command.js';
import type { Workshop } from '../workshop.js';

const NEWEST = '3.6.6';

/** How the validator is asked: it knows more of what is in a folder of sources, and other things of what is installed. */
type Mode = 'source' | 'build';

export const packageSpecRow: Row = {
  id: 'package-spec',
  title: 'Elastic packages as they are installed',
  engines: [packageSpec],
  judge: async (workshop) => {
    const declared = [...new Set(packageFolders(workshop).map(declaredFormatVersion))].join(', ');
    return [
      await validate(workshop, 'source', declared, folders(workshop, [])),
      await validate(workshop, 'build', declared, packageZips(workshop)),
      await validate(workshop, 'source', NEWEST, folders(workshop, [atFormatVersion(NEWEST)])),
      await validate(workshop, 'build', NEWEST, zips(workshop, [atFormatVersion(NEWEST)])),
    ];
  },
  saboteurs: [
    {
      breaks: 'a data stream without the field @timestamp (source)',
      noticedAs: /expected field "@timestamp" with type "date" not found/,
      judge: async (workshop) => [
        await validate(
          workshop,
          'source',
          '',
          folders(workshop, [
            { file: 'fields/base-fields.yml', change: (text) => replaced(text, /^- name: '@timestamp'$/m, "- name: '@timestump'") },
          ]),
        ),
      ],
    },
    {
      breaks: 'a category that does not exist (zip)',
      noticedAs: /field categories\.0: categories\.0 must be one of/,
      judge: async (workshop) => [
        await validate(
          workshop,
          'build',
          '',
          zips(workshop, [{ file: 'manifest.yml', change: (text) => replaced(text, /^(categories:\n +- ).*$/m, '$1gardening') }]),
        ),
      ],
    },
  ],
};

function folders(workshop: Workshop, changes: readonly Change[]): readonly string[] {
  return packageFolders(workshop).map((folder) => packageCopy(workshop, folder, changes));
}

function zips(workshop: Workshop, changes: readonly Change[]): readonly string[] {
  return packageZips(workshop).map((path) => zipCopy(workshop, path, changes));
}

async function validate(workshop: Workshop, mode: Mode, version: string, paths: readonly string[]): Promise<Judged> {
  const answers = await mustRun(packageSpec.program(workshop.placeOf(packageSpec)), [mode, ...paths]);
  const read = answers
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly path: string; readonly findings: readonly string[] });
  return {
    engine: `${packageSpec.name} ${packageSpec.version}`,
    what: `${mode === 'source' ? 'folders' : 'zips'} at format version ${version}`,
    cases: read.length,
    differences: read.flatMap(({ path, findings }) => findings.map((what) => ({ place: basename(path), what: what.replaceAll(path, '') }))),
  };
}
