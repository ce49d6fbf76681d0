import { defineCodes } from '../../diagnostics/finding.js';

/** Findings about pipelines and packages that are read to be run. */
export const elasticCodes = defineCodes({
  'pipeline-rejected': {
    severity: 'error',
    title: 'A pipeline that Elasticsearch does not take',
    cause: 'Elasticsearch refuses this definition when it is installed; the message is its own.',
    fix: 'correct the definition at this place',
  },
  'pipeline-unsupported': {
    severity: 'error',
    title: 'A pipeline uses what is not evaluated',
    cause: 'A processor, an option or an expression is not implemented here. What the pipeline would do cannot be said without it.',
    fix: 'run the pipeline on a real engine, or without this; `addonsmith evaluate --support` lists what is implemented',
  },
  'pipeline-absent': {
    severity: 'warning',
    title: 'A pipeline that is not there',
    cause:
      'A pipeline processor names a pipeline that is in none of the files. A document that reaches it fails, as it does on Elasticsearch.',
    fix: 'give the file of that pipeline too, or correct the name',
  },
  'pipeline-table-changes': {
    severity: 'warning',
    title: 'A document changed a table of the pipeline',
    cause:
      'A script put a list or a mapping of its parameters into the document, and something changed it there: on Elasticsearch the change stays for all documents that follow.',
    fix: 'copy the value before it is put into the document',
  },
  'pipeline-file': {
    severity: 'error',
    title: 'A file that is no pipeline',
    cause: 'A pipeline is a YAML or JSON file with one mapping that has `processors`.',
    fix: 'give the definition of a pipeline as it is put into Elasticsearch',
  },
  'package-manifest': {
    severity: 'error',
    title: 'A manifest that says nothing',
    cause: 'A manifest.yml of a package is a YAML mapping; what a member of it means has to be of the type that Fleet reads.',
    fix: 'correct the manifest',
  },
  'package-data-stream': {
    severity: 'error',
    title: 'A data stream that the package does not have',
    cause: 'A package holds its pipelines below data_stream/<name>/elasticsearch/ingest_pipeline.',
    fix: 'name one of the data streams of the package',
  },
});
