import { defineCodes } from '../diagnostics/finding.js';

/** Findings about an app, a package or an archive of one as a whole, before anything reads what it says. */
export const packageCodes = defineCodes({
  'package-missing': {
    severity: 'error',
    title: 'An app or package is not there',
    cause: 'Neither a folder nor a file has the path that was given.',
    fix: 'correct the path; `addonsmith build` writes the add-ons of the catalogs into `dist-addon/`',
  },
  'package-kind': {
    severity: 'error',
    title: 'Not an app and not a package',
    cause:
      'A Splunk app is a folder that holds `default/` or `local/`, an Elastic package one that holds `manifest.yml`; either may be packed as .tgz, .tar.gz, .spl, .tar or .zip.',
    fix: 'name the folder that holds `default/` or `manifest.yml`, or the archive of one app or package',
  },
  'package-damaged': {
    severity: 'error',
    title: 'An archive is damaged',
    cause: 'The archive ends too early, a check sum is wrong, or it is packed or encrypted in a way that cannot be read.',
    fix: 'fetch or pack the archive again',
  },
  'package-limit': {
    severity: 'error',
    title: 'An app or package is too large',
    cause: 'The unpacked files are larger, or more, than any add-on needs; an archive made to fill the memory looks like this.',
    fix: 'take out of the add-on what is not part of it',
  },
  'package-path': {
    severity: 'error',
    title: 'An archive holds an unsafe path',
    cause: 'A path is absolute, leads out of the archive with `..`, or holds characters that no file name of an add-on has.',
    fix: 'pack the archive again; do not unpack this one with other tools',
  },
  'package-duplicate': {
    severity: 'error',
    title: 'An archive holds a file twice',
    cause: 'Two entries have one path; which of them counts depends on who unpacks it.',
    fix: 'pack the archive again, each file once',
  },
  'package-link': {
    severity: 'warning',
    title: 'A link that is not followed',
    cause: 'An app or package may come from anybody, and a link in it may lead to any file of the machine; it is not read.',
    fix: 'put the file itself in the place of the link',
  },
});
