import { type Finding, finding } from '../../diagnostics/finding.js';
import { decodeForeignText, startOf } from '../../source/source-text.js';
import { type PathStep, parseYaml, type SourceDocument } from '../../source/yaml-document.js';
import type { PipelineDefinition } from './compile-pipeline.js';
import { ConfigPlace } from './config-place.js';
import { elasticCodes } from './elastic-codes.js';
import { fromPlain, JavaDouble, JavaMap, type JavaValue, JsonFault, readJson } from './values.js';

/** Bytes of a file that holds the definition of a pipeline, and the name that findings call it by. */
export interface PipelineBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PipelineFileResult {
  readonly pipeline: PipelineDefinition | undefined;
  readonly findings: readonly Finding[];
}

/** Reads the definition of a pipeline from YAML or JSON; `pipelineName` is the name that other pipelines call it by. */
export function readPipelineFile(file: PipelineBytes, pipelineName: string): PipelineFileResult {
  const { text, findings: faults } = decodeForeignText(file.name, file.bytes);
  if (text === undefined) return { pipeline: undefined, findings: faults };
  const isJson = /^\s*\{/.test(text);
  // Tabs may stand between the parts of JSON, not of YAML; a blank in their place moves nothing.
  const { document, findings } = parseYaml(file.name, isJson ? text.replaceAll('\t', ' ') : text);
  if (document === undefined) return { pipeline: undefined, findings };
  const definition = isJson ? readJson(text, { duplicates: 'fail', maps: 'linked' }) : javaValue(document, [], document.data);
  if (definition instanceof JsonFault) {
    const span = document.spanOfRange(definition.at, definition.at + 1);
    return { pipeline: undefined, findings: [...findings, finding(elasticCodes['pipeline-file'], { message: definition.message, span })] };
  }
  if (!(definition instanceof JavaMap)) {
    const message = 'the file holds no mapping';
    return { pipeline: undefined, findings: [...findings, finding(elasticCodes['pipeline-file'], { message, span: startOf(file.name) })] };
  }
  return { pipeline: { name: pipelineName, definition, place: new ConfigPlace(document) }, findings };
}

/** Values of YAML as Java's: `1.0` is a Double though JavaScript knows no difference to 1. */
function javaValue(document: SourceDocument, path: PathStep[], value: unknown): JavaValue {
  if (Array.isArray(value)) return value.map((each, index) => nested(document, path, index, each));
  if (value === null || typeof value !== 'object') {
    const isWhole = typeof value === 'number' && Number.isInteger(value);
    return isWhole && /[.eE]/.test(decimalText(document, path)) ? new JavaDouble(value) : fromPlain(value);
  }
  return JavaMap.of(
    Object.entries(value).map(([key, each]) => [key, nested(document, path, key, each)] as const),
    'linked',
  );
}

function nested(document: SourceDocument, path: PathStep[], step: PathStep, value: unknown): JavaValue {
  path.push(step);
  const made = javaValue(document, path, value);
  path.pop();
  return made;
}

function decimalText(document: SourceDocument, path: readonly PathStep[]): string {
  const text = document.scalarText(path) ?? '';
  return /^0[xXoO]/.test(text) ? '' : text;
}
