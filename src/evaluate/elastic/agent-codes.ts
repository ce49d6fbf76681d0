import { defineCodes } from '../../diagnostics/finding.js';

/** Findings about the templates that Fleet fills in for Elastic Agent. */
export const agentCodes = defineCodes({
  'agent-template': {
    severity: 'error',
    title: 'A template of Elastic Agent that Fleet cannot fill in',
    cause:
      'The template is not there, is no Handlebars, or calls a helper that Fleet does not have: adding the integration to a policy fails.',
    fix: 'correct the template at this place',
  },
  'agent-variable': {
    severity: 'warning',
    title: 'A template names a variable that no manifest declares',
    cause: 'Fleet fills in nothing where it does not know the name, and says nothing about it.',
    fix: 'declare the variable in the manifest of the data stream, or correct the name',
  },
  'agent-yaml': {
    severity: 'error',
    title: 'A template of Elastic Agent that is no YAML once it is filled in',
    cause: 'Fleet reads the filled in template as YAML: adding the integration to a policy, or changing this variable, fails.',
    fix: 'indent, quote or escape what the template writes at this place',
  },
  'agent-lines': {
    severity: 'error',
    title: 'Settings of lines that Elastic Agent refuses, or that are not read here',
    cause: 'How Elastic Agent joins lines to records cannot be told: the settings are wrong, or are of a kind that is not implemented.',
    fix: 'join lines by `type: pattern` with `pattern`, `negate` and `match`',
  },
});
