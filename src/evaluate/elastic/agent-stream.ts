import { type Finding, finding, hasErrors, type Span } from '../../diagnostics/finding.js';
import { LineStarts } from '../../source/line-starts.js';
import type { PackageFiles } from '../../source/package-files.js';
import { decodeSourceText, startOf } from '../../source/source-text.js';
import { type PathStep, parseYaml, type SourceDocument } from '../../source/yaml-document.js';
import { agentCodes } from './agent-codes.js';
import { FleetTemplate, type FleetValue, fleetHelpers, type TemplateFault } from './fleet-template.js';

/** A variable of a manifest: what Fleet asks for when the integration is added to a policy. */
export interface AgentVariable {
  readonly name: string;
  readonly type: string;
  readonly multi: boolean;
  /** What Fleet fills in where nobody says anything else. */
  readonly default: unknown;
  /** Values of a variable that offers a choice. */
  readonly options: readonly unknown[];
  readonly span: Span;
}

/** An input of a data stream: its template and the variables that it is filled in with. */
export interface AgentStream {
  readonly dataStream: string;
  readonly input: string;
  /** Path of the template as findings say it. */
  readonly file: string;
  readonly variables: readonly AgentVariable[];
  /** What is wrong with the template whatever the values are. */
  readonly findings: readonly Finding[];
  /** Fills in the template with the defaults and the values given here, by name of the variable, and reads it as YAML. */
  fill(values?: Readonly<Record<string, unknown>>): FilledStream;
}

export interface FilledStream {
  /** What Elastic Agent is told; undefined where Fleet would refuse. */
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads the inputs of an integration package: `streams` of the data streams' manifests, their templates under `agent/stream`, and the
 * variables of package, input and stream. Takes the package; reports what keeps Fleet from adding it to a policy.
 * package-spec, spec/integration/data_stream/manifest.spec.yml; Kibana, services/epm/agent/agent.ts.
 */
export function openAgentStreams(files: PackageFiles): { readonly streams: readonly AgentStream[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const read = (path: string): SourceDocument | undefined => {
    const bytes = files.files.get(path);
    if (bytes === undefined) return undefined;
    const file = `${files.name}/${path}`;
    const { text = '', findings: unreadable } = decodeSourceText(file, bytes);
    const { document, findings: faults } = hasErrors(unreadable) ? { document: undefined, findings: [] } : parseYaml(file, text);
    findings.push(...unreadable, ...faults);
    return document;
  };
  const manifest = read('manifest.yml');
  const inputs = policyInputs(manifest);
  const shared = variablesAt(manifest, ['vars']);
  const streams = dataStreamsOf(files).flatMap((dataStream) => {
    const own = read(`data_stream/${dataStream}/manifest.yml`);
    return listAt(own, ['streams']).map((_stream, index) => {
      const path = ['streams', index];
      const input = String(valueAt(own, [...path, 'input']) ?? '');
      const ofInput = inputs.get(input) ?? [];
      const named = valueAt(own, [...path, 'template_path']);
      const place = own?.span(path) ?? startOf(`${files.name}/data_stream/${dataStream}/manifest.yml`);
      const variables = latest([...shared, ...ofInput, ...variablesAt(own, [...path, 'vars'])]);
      return streamOf({ files, dataStream, input, named: typeof named === 'string' ? named : 'stream.yml.hbs', place, variables });
    });
  });
  return { streams, findings };
}

interface StreamParts {
  readonly files: PackageFiles;
  readonly dataStream: string;
  readonly input: string;
  readonly named: string;
  readonly place: Span;
  readonly variables: readonly AgentVariable[];
}

function streamOf({ files, dataStream, input, named, place, variables }: StreamParts): AgentStream {
  const path = templatePath(files, dataStream, named);
  const file = `${files.name}/${path ?? `data_stream/${dataStream}/agent/stream/${named}`}`;
  const common = { dataStream, input, file, variables };
  const bytes = path === undefined ? undefined : files.files.get(path);
  if (bytes === undefined) {
    const missing = finding(agentCodes['agent-template'], { message: `there is no ${file}`, span: place, fix: 'add the template' });
    return { ...common, findings: [missing], fill: () => ({ settings: undefined, findings: [missing] }) };
  }
  const source = new TextDecoder().decode(bytes);
  const template = new FleetTemplate(source);
  return {
    ...common,
    findings: namesUnknown(template, source, file, variables),
    fill: (values = {}) => {
      const { settings, fault } = template.fill(valuesOf(variables, values));
      return fault === undefined ? { settings, findings: [] } : { settings, findings: [faultFinding(source, file, fault)] };
    },
  };
}

// The registry takes any template whose path ends so.
function templatePath(files: PackageFiles, dataStream: string, named: string): string | undefined {
  const folder = `data_stream/${dataStream}/agent/stream/`;
  return [...files.files.keys()].filter((path) => path.startsWith(folder) && path.endsWith(named)).sort((a, b) => a.length - b.length)[0];
}

function valuesOf(variables: readonly AgentVariable[], values: Readonly<Record<string, unknown>>): Readonly<Record<string, FleetValue>> {
  const given = (each: AgentVariable) => (Object.hasOwn(values, each.name) ? values[each.name] : each.default);
  return Object.fromEntries(variables.map((each) => [each.name, { type: each.type, value: given(each) }]));
}

function faultFinding(source: string, file: string, { kind, message, line }: TemplateFault): Finding {
  const span = lineSpan(source, file, line ?? 1);
  return finding(agentCodes[kind === 'yaml' ? 'agent-yaml' : 'agent-template'], { message, span });
}

function namesUnknown(template: FleetTemplate, source: string, file: string, variables: readonly AgentVariable[]): readonly Finding[] {
  const { names, fault } = template.names();
  if (fault !== undefined) return [faultFinding(source, file, fault)];
  const declared = new Set(variables.map((each) => each.name));
  const isKnown = (name: string) =>
    [...declared].some((each) => each === name || each.startsWith(`${name}.`) || name.startsWith(`${each}.`));
  return names.flatMap(({ kind, name, line, column }) => {
    const span = placeSpan(source, file, line, column, name.length);
    if (kind === 'helper')
      return fleetHelpers.includes(name) ? [] : [finding(agentCodes['agent-template'], { message: `Fleet has no helper "${name}"`, span })];
    return isKnown(name) ? [] : [finding(agentCodes['agent-variable'], { message: `no manifest declares the variable "${name}"`, span })];
  });
}

function dataStreamsOf(files: PackageFiles): readonly string[] {
  const names = [...files.files.keys()].flatMap((path) => /^data_stream\/([^/]+)\/manifest\.yml$/.exec(path)?.[1] ?? []);
  return names.sort();
}

/** Variables of the inputs of all policy templates, by the input's type. */
function policyInputs(manifest: SourceDocument | undefined): ReadonlyMap<string, readonly AgentVariable[]> {
  const inputs = new Map<string, readonly AgentVariable[]>();
  listAt(manifest, ['policy_templates']).forEach((_template, at) => {
    const above = variablesAt(manifest, ['policy_templates', at, 'vars']);
    listAt(manifest, ['policy_templates', at, 'inputs']).forEach((_input, index) => {
      const path = ['policy_templates', at, 'inputs', index];
      const type = String(valueAt(manifest, [...path, 'type']) ?? '');
      inputs.set(type, [...(inputs.get(type) ?? []), ...above, ...variablesAt(manifest, [...path, 'vars'])]);
    });
  });
  return inputs;
}

function variablesAt(document: SourceDocument | undefined, path: readonly PathStep[]): readonly AgentVariable[] {
  if (document === undefined) return [];
  return listAt(document, path).flatMap((_variable, index) => {
    const at = (key: string) => valueAt(document, [...path, index, key]);
    const name = at('name');
    if (typeof name !== 'string') return [];
    const multi = at('multi') === true;
    return [
      {
        name,
        type: String(at('type') ?? 'text'),
        multi,
        default: at('default') ?? (multi ? [] : undefined),
        options: listAt(document, [...path, index, 'options']).map((_option, which) =>
          valueAt(document, [...path, index, 'options', which, 'value']),
        ),
        span: document.span([...path, index, 'name']),
      },
    ];
  });
}

/** Of variables with one name the last: what a stream declares comes before what its input and its package do. */
function latest(variables: readonly AgentVariable[]): readonly AgentVariable[] {
  return [...new Map(variables.map((each) => [each.name, each])).values()];
}

function listAt(document: SourceDocument | undefined, path: readonly PathStep[]): readonly unknown[] {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value : [];
}

function valueAt(document: SourceDocument | undefined, path: readonly PathStep[]): unknown {
  let value: unknown = document?.data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<PathStep, unknown>>)[step];
  }
  return value;
}

function lineSpan(source: string, file: string, line: number): Span {
  const text = source.split('\n')[line - 1] ?? '';
  return placeSpan(source, file, line, 1 + text.length - text.trimStart().length, text.trim().length);
}

function placeSpan(source: string, file: string, line: number, column: number, length: number): Span {
  const before = source
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
  const start = Math.min(before + column - 1, source.length);
  return new LineStarts(source).span(file, start, Math.min(start + length, source.length));
}
