import { defineCodes } from '../diagnostics/finding.js';

/** What is found when rendered add-ons are held against catalogs, samples and each other. */
export const proofCodes = defineCodes({
  'proof-not-built': {
    severity: 'error',
    title: 'An add-on that is not built',
    cause: 'The proof reads what was rendered, and there is nothing of this catalog in the output directory.',
    fix: 'run `addonsmith build`, or name the output directory with `--from`',
  },
  'proof-fact': {
    severity: 'error',
    title: 'A fact that is not read as the sample expects',
    cause: 'A rendered add-on reads another value from the record than its sample states, none at all, or one that must not be there.',
    fix: 'correct the catalog and build again; where what is read is right, correct the expectation, or let `addonsmith test --update` do it',
  },
  'proof-mark': {
    severity: 'error',
    title: 'A record that is marked or classed otherwise than its class says',
    cause:
      'Event types and tags on Splunk, and `event.kind`, `event.category` and `event.type` on Elastic, follow from the class of the event.',
    fix: 'correct the rendered file by building again; where the class is wrong, correct the catalog',
  },
  'proof-record': {
    severity: 'error',
    title: 'A record that does not stay one record',
    cause: 'The rendered add-on cuts the record in two, joins it with its neighbour, drops it, or cannot take it at all.',
    fix: 'correct the frame of the stream, or the record of the sample',
  },
  'proof-accepted': {
    severity: 'error',
    title: 'A result that is not the accepted one',
    cause: 'What a side makes of a sample, whole, was accepted once and stands in `accepted/`; now it is another.',
    fix: 'correct the catalog and build again; where the new result is right, accept it with `addonsmith test --update`',
  },
  'proof-not-accepted': {
    severity: 'info',
    title: 'A sample without an accepted result',
    cause: 'Only what its expectation states is proved of such a sample, and not what else the add-ons make of it.',
    fix: 'read what `addonsmith test --update --dry-run` shows, and accept it with `--update`',
  },
  'proof-accepted-file': {
    severity: 'error',
    title: 'A file of accepted results that cannot be read',
    cause: 'The file is no JSON, or not of the form in which results are accepted.',
    fix: 'restore the file, or remove it and run `addonsmith test --update`',
  },
  'proof-budget': {
    severity: 'error',
    title: 'An expression that runs away',
    cause: 'A record keeps an expression of the rendered add-on busy for longer than any record may.',
    fix: 'correct what the expression is made of in the catalog, and build again',
  },
  'proof-external-line': {
    severity: 'error',
    title: 'A real line that is not the one that is meant',
    cause: 'A line that may not be copied is known by its file, its number and its SHA-256; the line there is another.',
    fix: 'get the file again, or correct the number and the SHA-256',
  },
  'proof-undeclared': {
    severity: 'error',
    title: 'A fact that the two sides state differently',
    cause: 'Splunk and Elastic state different values of one fact of one record, or only one states it, and the catalog does not say why.',
    fix: 'correct the catalog so that both read it alike; where they cannot, say why under `differs` of the stream',
  },
  'proof-never-differs': {
    severity: 'warning',
    title: 'A declared difference that never occurs',
    cause: 'The stream declares that the sides state a fact differently, and they agree on it in every sample and every generated line.',
    fix: 'remove it from `differs`, or add the sample that shows it',
  },
  'proof-coverage': {
    severity: 'error',
    title: 'Too few events are shown by a sample',
    cause: 'Fewer of the documented events than `--min` asks for are reached by a sample that both add-ons read.',
    fix: 'add samples for the events that are listed',
  },
});
