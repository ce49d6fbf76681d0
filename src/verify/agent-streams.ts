import { type Finding, finding, hasErrors, type Span } from '../diagnostics/finding.js';
import { agentLines } from '../evaluate/elastic/agent-lines.js';
import { type AgentStream, type AgentVariable, openAgentStreams } from '../evaluate/elastic/agent-stream.js';
import type { PackageFiles } from '../source/package-files.js';
import { startOf } from '../source/source-text.js';
import { agentStreamCodes } from './agent-stream-codes.js';

/** What cuts a text into records as Splunk does; `SplunkReader.breaker()` makes one. */
export interface Breaker {
  push(chunk: string): readonly string[];
  end(): readonly string[];
}

/** Records of a stream as they stand in a file, and what Splunk makes of that file. */
export interface FiledRecords {
  readonly dataStream: string;
  readonly records: readonly string[];
  breaker(): Breaker;
}

/**
 * Takes a package and returns what keeps Fleet from filling in its agents' templates: with all variables as the manifests have them, and
 * with each variable set in turn to what users set such a variable to.
 */
export function agentTemplateFindings(files: PackageFiles): readonly Finding[] {
  const { streams, findings } = openAgentStreams(files);
  return [...findings, ...streams.flatMap(streamFindings)];
}

/** What is wrong with a template as it stands would be told again for each value. */
function streamFindings(stream: AgentStream): readonly Finding[] {
  if (hasErrors(stream.findings)) return stream.findings;
  const { findings } = stream.fill();
  return [...stream.findings, ...(hasErrors(findings) ? findings : stream.variables.flatMap((each) => setFindings(stream, each)))];
}

function setFindings(stream: AgentStream, variable: AgentVariable): readonly Finding[] {
  for (const value of valuesFor(variable)) {
    const { findings } = stream.fill({ [variable.name]: value });
    if (findings.length > 0)
      return findings.map((each) => ({ ...each, message: `${each.message} (${variable.name} is ${JSON.stringify(value)})` }));
  }
  return [];
}

/** What users set a variable of that type to: texts that mean something else in YAML where they are not quoted. */
function valuesFor({ type, multi, options }: AgentVariable): readonly unknown[] {
  if (options.length > 0) return options;
  if (type === 'bool') return [true, false];
  if (type === 'integer') return [0, 65_535];
  if (type === 'yaml') return ['', '- add_tags:\n    tags: ["a: b"]\n', 'key: value\n'];
  const texts = ["it's: #1", '{a} & *'];
  return multi ? [[], texts] : ['', ...texts];
}

/** A file that holds records one after the other, and what is made of it. */
export interface CutFile {
  readonly text: string;
  /** What Elastic Agent is told where nobody sets anything. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly bySplunk: readonly string[];
  readonly byAgent: readonly string[];
  /** Where the way that Elastic Agent cuts is written. */
  readonly place: Span;
  readonly findings: readonly Finding[];
}

/**
 * Takes a package, and records of one of its data streams; returns the file that holds them, cut as Splunk and as the `filestream` input,
 * filled in with the defaults, cut it. Undefined where the data stream has no such input. Line ends inside of a record are taken as the same,
 * whatever characters they are: Elastic Agent writes each as a newline.
 */
export function cutFile(files: PackageFiles, { dataStream, records, breaker }: FiledRecords): CutFile | undefined {
  const stream = openAgentStreams(files).streams.find((each) => each.dataStream === dataStream && each.input === 'filestream');
  const settings = stream?.fill().settings;
  if (stream === undefined || settings === undefined) return undefined;
  const place = stream.variables.find((each) => each.name === 'multiline_pattern')?.span ?? startOf(stream.file);
  const { findings, records: cut } = agentLines(settings, place);
  const text = `${records.join('\n')}\n`;
  const splunk = breaker();
  // Neither keeps a record without any character.
  const bySplunk = [...splunk.push(text), ...splunk.end()].map(sameLineEnds).filter((record) => record !== '');
  return { text, settings, bySplunk, byAgent: cut(text).map(sameLineEnds), place, findings };
}

/** Returns a finding where Elastic Agent cuts the file that holds records into others than Splunk does. */
export function agentRecordFindings(files: PackageFiles, filed: FiledRecords): readonly Finding[] {
  const cut = cutFile(files, filed);
  if (cut === undefined || cut.findings.length > 0) return cut?.findings ?? [];
  const { bySplunk, byAgent, place } = cut;
  const at = bySplunk.findIndex((record, index) => record !== byAgent[index]);
  if (at < 0 && bySplunk.length === byAgent.length) return [];
  const which = at < 0 ? bySplunk.length : at;
  const message = `record ${which + 1} of ${filed.records.length}: Splunk reads ${shown(bySplunk[which])}, Elastic Agent ${shown(byAgent[which])}`;
  return [finding(agentStreamCodes['agent-records'], { message, span: place })];
}

/** A record without line ends behind it, with those inside of it written as newlines. */
export function sameLineEnds(record: string): string {
  return record.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
}

function shown(record: string | undefined): string {
  if (record === undefined) return 'nothing';
  return JSON.stringify(record.length > 120 ? `${record.slice(0, 120)}…` : record);
}
