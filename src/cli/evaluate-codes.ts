import { defineCodes } from '../diagnostics/finding.js';

/** Findings about records that are given to an evaluator, and about what a record made it do. */
export const evaluateCodes = defineCodes({
  'record-budget': {
    severity: 'error',
    title: 'An expression over its budget',
    cause:
      'A regular expression or script did not come to an end with a record in the time it was given; most often a repeat inside a repeat. Splunk and Elasticsearch have limits of their own and would give up too, or hang.',
    fix: 'write the expression without a repeat inside a repeat, or give more time with `--budget`',
  },
  'record-too-large': {
    severity: 'error',
    title: 'A record larger than any product writes',
    cause: 'A record is longer than 16 million characters; most often the input is cut into records in another way than it was told.',
    fix: 'say with `--events-from` how records stand in the input',
  },
  'record-form': {
    severity: 'error',
    title: 'No record where one should be',
    cause: 'With `--events-from json` or `xml`, or `--json`, the input holds text that is none of it, or ends in the middle of a value.',
    fix: 'correct the input, or say with `--events-from` how records stand in it',
  },
  'record-encoding': {
    severity: 'warning',
    title: 'Input that is no UTF-8',
    cause:
      'The input holds bytes that are no UTF-8 text; each is read as the character U+FFFD, and what is read of such a record may be wrong.',
    fix: 'convert the input to UTF-8, for example with `iconv -t UTF-8`',
  },
});
