import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import { compileExpression } from '../regex/expression.js';
import { agentCodes } from './agent-codes.js';

/** How Elastic Agent makes records of the lines of a file. */
export interface AgentLines {
  readonly findings: readonly Finding[];
  /** Cuts the text of a whole file into records: lines end at `\n` or `\r\n`, and empty records are not sent. */
  records(text: string): readonly string[];
}

/** Lines that Elastic Agent joins by a pattern to one record. */
interface Joining {
  /** Whether a line belongs to the record that the line before it belongs to. */
  readonly continues: (last: string, current: string) => boolean;
  readonly ends: ((line: string) => boolean) | undefined;
  readonly maxLines: number;
  readonly separator: string;
}

/** Beats' defaults: libbeat/reader/multiline/pattern.go, filebeat/input/filestream/config.go. */
const defaultMaxLines = 500;
const defaultMaxBytes = 10 * 1024 * 1024;

/**
 * Takes the settings of a `filestream` input as Elastic Agent is told them and the place to blame, returns what cuts a file into records.
 * Only `parsers: [multiline: type: pattern]` joins lines; all else that would is refused.
 * Specification: https://www.elastic.co/docs/reference/beats/filebeat/multiline-examples; libbeat/reader/multiline.
 */
export function agentLines(settings: Readonly<Record<string, unknown>>, place: Span): AgentLines {
  const refuse = (message: string): AgentLines => ({
    findings: [finding(agentCodes['agent-lines'], { message, span: place })],
    records: () => [],
  });
  const parsers: unknown = settings.parsers ?? [];
  if (!Array.isArray(parsers)) return refuse('`parsers` is no list');
  const [parser, ...more] = parsers as readonly unknown[];
  if (more.length > 0) return refuse('more than one parser is not read here');
  if (parser === undefined) return { findings: [], records: (text) => linesOf(text).filter((line) => line !== '') };
  const [name, options] = isObject(parser) ? (Object.entries(parser)[0] ?? []) : [];
  if (name !== 'multiline' || !isObject(options)) return refuse(`the parser ${name ?? String(parser)} is not read here`);
  const joining = joiningOf(options);
  if (typeof joining === 'string') return refuse(joining);
  const maxBytes = typeof settings.message_max_bytes === 'number' ? settings.message_max_bytes : defaultMaxBytes;
  return { findings: [], records: (text) => joined(linesOf(text), joining, maxBytes) };
}

/** Options of a multiline parser, and what each may be. All others are refused: they might change what a record is. */
const optionKinds: Readonly<Record<string, 'text' | 'boolean' | 'number' | 'any'>> = {
  type: 'text',
  pattern: 'text',
  negate: 'boolean',
  match: 'text',
  max_lines: 'number',
  flush_pattern: 'text',
  skip_newline: 'boolean',
  timeout: 'any',
};

function joiningOf(options: Readonly<Record<string, unknown>>): Joining | string {
  for (const [key, value] of Object.entries(options)) {
    const kind = optionKinds[key];
    if (kind === undefined) return `multiline has no option "${key}" that is read here`;
    if (kind !== 'any' && typeof value !== (kind === 'text' ? 'string' : kind)) return `multiline: ${key} is no ${kind}`;
  }
  if (!['', 'pattern'].includes(String(options.type ?? ''))) return `multiline: the type ${String(options.type)} is not read here`;
  if (options.match !== 'after' && options.match !== 'before') return `unknown matcher type: ${String(options.match ?? '')}`;
  if (options.pattern === undefined) return 'multiline.pattern cannot be empty when pattern based matching is selected';
  const test = tester('pattern', String(options.pattern));
  const ends = options.flush_pattern === undefined ? undefined : tester('flush_pattern', String(options.flush_pattern));
  if (typeof test === 'string') return test;
  if (typeof ends === 'string') return ends;
  const { match } = options;
  const isNegated = options.negate === true;
  return {
    continues: (last, current) => test(match === 'after' ? current : last) !== isNegated,
    ends,
    maxLines: Number(options.max_lines ?? defaultMaxLines),
    separator: options.skip_newline === true ? '' : '\n',
  };
}

function tester(key: string, pattern: string): ((line: string) => boolean) | string {
  const { expression, refused } = compileExpression(pattern, 're2');
  if (expression === undefined) return `multiline: ${key} holds ${refused.what} at character ${refused.at + 1}`;
  return (line) => expression.test(line);
}

/** A line ends at a newline, with or without a carriage return; what stands behind the last newline is one too. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function joined(lines: readonly string[], joining: Joining, maxBytes: number): readonly string[] {
  const records: OpenRecord[] = [];
  let open: OpenRecord | undefined;
  for (const line of lines) {
    const isFirst = open === undefined;
    if (open !== undefined && joining.ends?.(line) !== true && !joining.continues(open.last, line)) {
      records.push(open);
      open = undefined;
    }
    open ??= new OpenRecord(joining, maxBytes);
    open.add(line);
    // The line that begins a record is not asked whether it ends one, unless it was read while another was open.
    if (isFirst || joining.ends?.(line) !== true) continue;
    records.push(open);
    open = undefined;
  }
  if (open !== undefined) records.push(open);
  // What was several lines is sent even where all of them are empty: it carries the mark of that.
  return records.filter(({ text, lines }) => text !== '' || lines > 1).map(({ text }) => text);
}

/** A record that lines are added to, up to the limits of the parser: what is more is not kept. */
class OpenRecord {
  readonly #joining: Joining;
  readonly #maxBytes: number;
  lines = 0;
  #bytes = 0;
  text = '';
  last = '';

  constructor(joining: Joining, maxBytes: number) {
    this.#joining = joining;
    this.#maxBytes = maxBytes;
  }

  add(line: string): void {
    this.last = line;
    const { maxLines, separator } = this.#joining;
    const before = this.text === '' ? '' : separator;
    const space = this.#maxBytes - this.#bytes - before.length;
    if ((maxLines > 0 && this.lines >= maxLines) || (this.#maxBytes > 0 && space <= 0)) return;
    const added = before + (this.#maxBytes > 0 ? upTo(line, space) : line);
    this.text += added;
    this.#bytes += Buffer.byteLength(added);
    this.lines++;
  }
}

function upTo(line: string, bytes: number): string {
  if (line.length * 3 <= bytes) return line;
  const encoded = Buffer.from(line);
  return encoded.length <= bytes ? line : encoded.subarray(0, bytes).toString();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
