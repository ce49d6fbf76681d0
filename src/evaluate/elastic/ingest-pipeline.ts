import { hasErrors } from '../../diagnostics/finding.js';
import { type Opened, type OpenOptions, openDefinitions } from './elastic-reader.js';
import { type PipelineBytes, readPipelineFile } from './pipeline-file.js';

/**
 * Takes files that each hold the definition of one pipeline, in YAML or JSON, and returns a reader that runs the first. Other pipelines are
 * called by the names of their files without folder and ending. Findings: what is no pipeline, what Elasticsearch would refuse, what is
 * not evaluated. Specification: https://www.elastic.co/docs/reference/enrich-processor, checked against Elasticsearch 8.19.13.
 */
export function openPipelines(files: readonly PipelineBytes[], options: OpenOptions = {}): Opened {
  const read = files.map((file) => readPipelineFile(file, baseName(file.name)));
  const findings = read.flatMap((each) => each.findings);
  if (hasErrors(findings)) return { findings, reader: undefined };
  const opened = openDefinitions(
    read.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline])),
    options,
  );
  return { findings: [...findings, ...opened.findings], reader: opened.reader };
}

function baseName(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return name.replace(/\.(?:ya?ml|json)$/, '');
}
