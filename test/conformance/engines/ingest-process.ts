import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { JavaMap, type JavaValue, JsonFault, printJson, readJson } from '../../../src/evaluate/elastic/values.js';
import type { IngestEngine } from './ingest-judge.js';

/** A question to an ingest engine; JSON stands as text, because JSON.parse would change numbers and the order of members. */
export interface IngestRequest {
  /** Definitions by their names; they stay for later questions. */
  readonly pipelines?: Readonly<Record<string, string>>;
  /** None: the definitions alone are judged. */
  readonly pipeline?: string;
  readonly docs?: readonly string[];
}

/** What an engine made of one document: its fields, or its error, as JSON text; "dropped" where nothing is left. */
export type IngestAnswer = 'dropped' | { readonly source: string } | { readonly error: string };

/** The answers in the order of the documents; `put` is the refusal of a definition. */
export type IngestAnswers = readonly IngestAnswer[] | { readonly put: string };

const NOW = '2026-01-01T00:00:00Z';

/** A running engine; questions are answered in their order. */
export class IngestProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void }[] = [];
  #said = '';

  constructor(engine: IngestEngine, place: string) {
    const [command, ...args] = engine.command(place);
    this.#child = spawn(command, args);
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#said = `${this.#said}${chunk.toString('utf8')}`.slice(-3000);
    });
    createInterface({ input: this.#child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) =>
      this.#waiting.shift()?.resolve(line),
    );
    const ended = (): void => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${engine.name} ${engine.version} ended\n${this.#said}`));
    };
    this.#child.on('error', ended);
    this.#child.on('close', ended);
    this.#child.stdin.on('error', ended);
  }

  async ask({ pipelines, pipeline, docs = [] }: IngestRequest): Promise<IngestAnswers> {
    const members = [`"now":"${NOW}"`];
    if (pipelines !== undefined) {
      const definitions = Object.entries(pipelines).map(([name, definition]) => `${JSON.stringify(name)}:${definition}`);
      members.push(`"pipelines":{${definitions.join(',')}}`);
    }
    if (pipeline !== undefined) members.push(`"pipeline":${JSON.stringify(pipeline)}`);
    members.push(`"docs":[${docs.map((doc) => `{"_source":${doc}}`).join(',')}]`);
    const line = await new Promise<string>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`{${members.join(',')}}\n`);
    });
    return readAnswers(line);
  }

  close(): void {
    this.#child.stdin.end();
  }
}

function readAnswers(line: string): IngestAnswers {
  const answer = readJson(line, { maps: 'linked' });
  if (answer instanceof JsonFault || !(answer instanceof JavaMap)) throw new Error(`no answer of an ingest engine: ${line.slice(0, 1000)}`);
  const docs = answer.get('docs');
  if (Array.isArray(docs)) return docs.map(answerOf);
  return answer.has('error') ? { put: printJson(answer.get('error')) } : [];
}

function answerOf(each: JavaValue): IngestAnswer {
  if (!(each instanceof JavaMap)) return 'dropped';
  if (each.has('error')) return { error: printJson(each.get('error')) };
  const doc = each.get('doc');
  if (!(doc instanceof JavaMap)) return 'dropped';
  return { source: printJson(doc.get('_source')) };
}
