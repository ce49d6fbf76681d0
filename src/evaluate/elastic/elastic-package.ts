import { type Finding, finding, hasErrors } from '../../diagnostics/finding.js';
import type { PackageFiles } from '../../source/package-files.js';
import { decodeForeignText, startOf } from '../../source/source-text.js';
import { parseYaml, type SourceDocument } from '../../source/yaml-document.js';
import type { PipelineDefinition } from './compile-pipeline.js';
import { elasticCodes } from './elastic-codes.js';
import { type Opened, type OpenOptions, openDefinitions } from './elastic-reader.js';
import { readPipelineFile } from './pipeline-file.js';
import { JavaMap, type JavaValue } from './values.js';

const DATA_STREAM = /^data_stream\/([^/]+)\/(?:manifest\.yml$|elasticsearch\/ingest_pipeline\/)/;
const PIPELINE = /^elasticsearch\/ingest_pipeline\/([^/]+)\.(?:yml|json)$/;

export type { ElasticReader, ElasticResult, Opened, OpenOptions } from './elastic-reader.js';

/** The data streams of a package, in order of their names. */
export function dataStreamsOf(files: PackageFiles): readonly string[] {
  const names = [...files.files.keys()].flatMap((path) => DATA_STREAM.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/**
 * Takes the files of an Elastic package and one of its data streams, and returns a reader that runs the pipeline that Fleet would install
 * for it: `ingest_pipeline` of its manifest, else `default`. `{{ IngestPipeline "name" }}` means another file of the folder. Without a
 * data stream the only one of the package is meant; an input package has its pipelines at its own root.
 */
export function openElasticPackage(files: PackageFiles, dataStream: string | undefined, options: OpenOptions = {}): Opened {
  const folder = folderOf(files, dataStream);
  if ('finding' in folder) return { findings: [folder.finding], reader: undefined };
  const findings: Finding[] = [];
  const manifest = manifestOf(files, 'manifest.yml', findings);
  const stream = folder.path === '' ? manifest : manifestOf(files, `${folder.path}manifest.yml`, findings);
  const first = firstPipeline(stream, findings);
  const definitions: PipelineDefinition[] = [];
  for (const [path, bytes] of files.files) {
    const name = path.startsWith(folder.path) ? PIPELINE.exec(path.slice(folder.path.length))?.[1] : undefined;
    if (name === undefined) continue;
    const { pipeline, findings: found } = readPipelineFile({ name: `${files.name}/${path}`, bytes }, name);
    findings.push(...found);
    if (pipeline !== undefined) definitions.push({ ...pipeline, definition: named(pipeline.definition) });
  }
  if (!definitions.some(({ name }) => name === first) && !hasErrors(findings)) {
    const message = `the package has no pipeline ${folder.path}elasticsearch/ingest_pipeline/${first}.yml`;
    findings.push(finding(elasticCodes['package-data-stream'], { message, span: startOf(`${files.name}/manifest.yml`) }));
  }
  if (hasErrors(findings)) return { findings, reader: undefined };
  const ordered = [...definitions].sort((a, b) => Number(b.name === first) - Number(a.name === first));
  const opened = openDefinitions(ordered, {
    ...options,
    index: options.index ?? indexOf(files, folder.path, manifest?.data, stream?.data),
  });
  return { findings: [...findings, ...opened.findings], reader: opened.reader };
}

type Folder = { readonly path: string } | { readonly finding: Finding };

function folderOf(files: PackageFiles, dataStream: string | undefined): Folder {
  const known = dataStreamsOf(files);
  const only = known.length === 1 ? known[0] : undefined;
  const name = dataStream ?? only;
  if (name === undefined && [...files.files.keys()].some((path) => PIPELINE.test(path))) return { path: '' };
  if (name !== undefined && known.includes(name)) return { path: `data_stream/${name}/` };
  const what = name === undefined ? 'no data stream is named' : `there is no data stream \`${name}\``;
  const has = known.length === 0 ? 'the package has none' : `the package has ${known.map((each) => `\`${each}\``).join(', ')}`;
  const span = startOf(`${files.name}/manifest.yml`);
  return { finding: finding(elasticCodes['package-data-stream'], { message: `${what}; ${has}`, span }) };
}

/** `ingest_pipeline` of the manifest of a data stream; `default` where it says nothing. */
function firstPipeline(manifest: SourceDocument | undefined, findings: Finding[]): string {
  for (const path of [['elasticsearch', 'ingest_pipeline', 'name'], ['ingest_pipeline']]) {
    const name = path.reduce(member, manifest?.data);
    if (typeof name === 'string') return name;
    if (name === undefined || name === null || manifest === undefined) continue;
    const message = `\`${path.join('.')}\` is the name of a pipeline, a text`;
    findings.push(finding(elasticCodes['package-manifest'], { message, span: manifest.span(path) }));
  }
  return 'default';
}

/** `<type>-<package>.<data stream>-default`, the index that the agent writes to. */
function indexOf(files: PackageFiles, folder: string, manifest: unknown, stream: unknown): string {
  const name = folder.split('/')[1] ?? '';
  const dataset = member(stream, 'dataset') ?? `${String(member(manifest, 'name') ?? files.name)}.${name}`;
  return `${String(member(stream, 'type') ?? 'logs')}-${String(dataset)}-default`;
}

function manifestOf(files: PackageFiles, path: string, findings: Finding[]): SourceDocument | undefined {
  const bytes = files.files.get(path);
  if (bytes === undefined) return undefined;
  const file = `${files.name}/${path}`;
  const { text, findings: faults } = decodeForeignText(file, bytes);
  const { document, findings: found } = text === undefined ? { document: undefined, findings: faults } : parseYaml(file, text);
  findings.push(...found);
  const isMapping = typeof document?.data === 'object' && document.data !== null && !Array.isArray(document.data);
  if (document !== undefined && !isMapping)
    findings.push(finding(elasticCodes['package-manifest'], { message: 'the manifest holds no mapping', span: startOf(file) }));
  return document;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

const FLEET_NAME = /\{\{\s*IngestPipeline\s+["']([^"']+)["']\s*\}\}/g;

/** Fleet writes the name of the installed pipeline where a package names one of its files. */
function named(definition: JavaMap): JavaMap {
  const visit = (value: JavaValue): JavaValue => {
    if (typeof value === 'string') return value.replace(FLEET_NAME, (_, name: string) => name);
    if (Array.isArray(value)) return value.map(visit);
    if (!(value instanceof JavaMap)) return value;
    return JavaMap.of([...value].map(([key, each]) => [key, visit(each)] as const));
  };
  return visit(definition) as JavaMap;
}
