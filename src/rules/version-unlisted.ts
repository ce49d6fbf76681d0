import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** The newest entry of the changes describes the catalog's version. */
export const versionUnlisted = nameRule({
  code: 'version-unlisted',
  severity: 'error',
  title: 'The version is not the first of the changes',
  cause: 'The newest entry under `changes` describes the version of the catalog.',
  fix: 'add an entry for the version at the top of `changes`',
  example: { file: 'gate/catalog.yaml', bad: '\nversion: 1.1.0', good: '\nversion: 1.0.0' },
  *check({ catalog, at }) {
    if (catalog.changes[0]?.version === catalog.version) return;
    yield { message: `version ${catalog.version} is not described under \`changes\``, span: spanOf(at('version')) };
  },
});
