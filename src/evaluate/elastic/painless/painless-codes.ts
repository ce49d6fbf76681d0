import { defineCodes } from '../../../diagnostics/finding.js';

/** Findings about scripts of pipelines. */
export const painlessCodes = defineCodes({
  'painless-compile': {
    severity: 'error',
    title: 'A script that Elasticsearch does not compile',
    cause: 'The text of a script or of a condition breaks a rule of Painless. Elasticsearch refuses the whole pipeline.',
    fix: 'correct the script at the place that the message names',
  },
  'painless-refused': {
    severity: 'error',
    title: 'A script that uses what this tool does not know',
    cause: 'Elasticsearch may run the script, but it names a part of Painless that the evaluator does not implement. Nothing is guessed.',
    fix: 'see the list of what is implemented, printed by evaluate --support',
  },
});
