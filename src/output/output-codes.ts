import { defineCodes } from '../diagnostics/finding.js';

/** Findings about the output directory. */
export const outputCodes = defineCodes({
  'output-path': {
    severity: 'error',
    title: 'A path that cannot be written everywhere',
    cause: 'A file would leave the output directory, or has a name that some systems refuse.',
    fix: 'correct the name in the catalog that the path is made of',
  },
  'output-unwritable': {
    severity: 'error',
    title: 'A name or a text that a format cannot hold',
    cause: 'Two names of the catalog become one in a rendered file, or a text cannot be written in its format.',
    fix: 'change the name or the text that the message shows',
  },
  'output-duplicate': {
    severity: 'error',
    title: 'Two files on one path',
    cause: 'Two planned files have the same path, or paths that differ in letter case only, or one is a directory of the other.',
    fix: 'give one of the two another name in its catalog',
  },
  'output-foreign': {
    severity: 'error',
    title: "A file in the way that is not the tool's",
    cause: 'At the place of a planned file stands a file that no build wrote. It is never overwritten.',
    fix: 'move or delete the file, then build again',
  },
  'output-in-the-way': {
    severity: 'error',
    title: 'Something else than a file in the way',
    cause: 'At the place of a planned file, or of one of its directories, stands a symlink, a directory or a file.',
    fix: 'move or delete it, then build again',
  },
  'output-manifest': {
    severity: 'error',
    title: 'The list of owned files cannot be read',
    cause: 'The file that lists what earlier builds wrote is damaged, often by a merge.',
    fix: 'restore the file, or delete it together with the rendered files, then build again',
  },
  'output-edited': {
    severity: 'warning',
    title: 'A file edited by hand is left where it is',
    cause: 'The build no longer makes this file, but someone changed it after the build that wrote it.',
    fix: 'delete the file if it is not needed',
  },
  'output-write': {
    severity: 'error',
    title: 'The output cannot be written',
    cause: 'The machine refused to write. What was there before is as it was.',
    fix: 'make the output directory writable, or choose another with --out',
  },
  'output-stale': {
    severity: 'error',
    title: 'The output is not what the catalogs say',
    cause: 'The committed output was not rebuilt after a change, or was edited by hand.',
    fix: 'run `addonsmith build` and commit the result',
  },
});
