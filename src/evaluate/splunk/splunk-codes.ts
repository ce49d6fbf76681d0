import { defineCodes } from '../../diagnostics/finding.js';

/** Findings about Splunk's configuration files, when they are read to be applied to records. */
export const splunkCodes = defineCodes({
  'splunk-conf-line': {
    severity: 'warning',
    title: 'A line of a .conf file that Splunk does not read',
    cause: 'The line is neither a comment, a stanza nor a setting, or only looks as if it went on in the next one.',
    fix: 'correct the line',
  },
  'splunk-conf-encoding': {
    severity: 'warning',
    title: 'A comment of an app is not UTF-8',
    cause: 'A comment of the file holds bytes that are no UTF-8 text. Its settings hold none, so that nothing else is changed by it.',
    fix: 'save the file as UTF-8',
  },
  'splunk-refused': {
    severity: 'error',
    title: 'A setting that cannot be evaluated',
    cause:
      'The evaluator does not implement what the setting asks for, or no document says what Splunk does with it. It never guesses, so what the setting makes is missing.',
    fix: 'see `addonsmith evaluate --support`; write the setting in a form that is implemented',
  },
  'splunk-wrong': {
    severity: 'error',
    title: 'A setting that Splunk cannot use',
    cause:
      'The setting is not of the form that its specification asks for: an expression that does not parse, a group that the regular expression does not have, a stanza without its closing bracket, event types that ask for each other in a circle.',
    fix: 'correct the setting',
  },
  'splunk-lookup-file': {
    severity: 'error',
    title: 'A lookup file that cannot be read',
    cause:
      'The file that a lookup names is in none of the apps, or is no table: a quote that is not closed, a row with more or fewer cells than the header. What the lookup writes cannot be said.',
    fix: 'correct the file, or add it; give the app that has it as a further --app',
  },
  'splunk-missing': {
    severity: 'warning',
    title: 'A setting names something that is not there',
    cause: 'A stanza of transforms.conf or a column of a lookup that a setting names does not exist. Splunk goes on without it.',
    fix: 'correct the name, or add what is missing; give the app that has it as a further --app',
  },
  'splunk-undecided': {
    severity: 'warning',
    title: 'What Splunk does here is not documented',
    cause: 'No document decides the case. The reading that was taken is told; a real Splunk may do otherwise.',
    fix: 'write the setting so that the case cannot occur',
  },
  'splunk-unknown-setting': {
    severity: 'warning',
    title: 'A setting that the evaluator does not know',
    cause:
      'The key is none of those that the specification of its file has for records; most often it is misspelt. It changes nothing here.',
    fix: 'correct the key, or remove the setting',
  },
  'splunk-layers': {
    severity: 'warning',
    title: 'Two apps have the same setting',
    cause: 'Which app wins depends on the app in which a search runs; the order of other apps is known at second hand only.',
    fix: 'give the settings names of their own, with the name of the app in them',
  },
  'splunk-eventtype': {
    severity: 'warning',
    title: 'An eventtype that cannot be decided',
    cause:
      'The search asks for something that the record itself does not hold, that is not implemented, or that Splunk does not allow in an eventtype.',
    fix: 'see `addonsmith evaluate --support`; records for which it matters say so',
  },
});
