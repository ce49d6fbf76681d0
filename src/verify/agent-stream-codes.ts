import { defineCodes } from '../diagnostics/finding.js';

/** Findings about what Elastic Agent makes of files, held against what Splunk makes of them. */
export const agentStreamCodes = defineCodes({
  'agent-records': {
    severity: 'error',
    title: 'Elastic Agent and Splunk cut a file into different records',
    cause: 'The pattern that joins lines in Elastic Agent and LINE_BREAKER in Splunk say different things of where a record begins.',
    fix: 'build again; where the difference stays, the frame of the stream needs a beginning that both can read',
  },
});
