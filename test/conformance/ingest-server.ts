import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JavaMap, JsonFault, printJson, readJson } from '../../src/evaluate/elastic/values.js';
import type { IngestAnswer, IngestProcess } from './engines/ingest-process.js';

/** What `elastic-package test pipeline` asks of a node of Elasticsearch, answered by an engine without a node. */
export interface IngestServer {
  readonly address: string;
  /** How many documents went through the engine. */
  readonly documents: () => number;
  readonly close: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Serves on a free port of this machine alone. Takes a running engine and the version that it says. */
export async function serveIngest(engine: IngestProcess, version: string): Promise<IngestServer> {
  const pipelines = new Map<string, string>();
  let documents = 0;
  const answer = async (method: string, path: string, body: string): Promise<Reply> => {
    if (path === '/') return ok(`{"name":"judge","version":{"number":"${version}","build_flavor":"default"}}`);
    if (path === '/_cluster/health') return ok('{"status":"green"}');
    const [, name = '', simulate] = /^\/_ingest\/pipeline\/([^/]+)(\/_simulate)?$/.exec(path) ?? [];
    if (name === '') return { status: 404, body: `{"error":"${method} ${path} is not served"}` };
    if (simulate !== undefined) {
      const docs = sources(body);
      documents += docs.length;
      const answers = await engine.ask({ pipeline: name, docs });
      return 'put' in answers ? refused(answers.put) : ok(`{"docs":[${answers.map(simulated).join(',')}]}`);
    }
    if (method === 'PUT') {
      // A request to the engine is one line; inside of a text JSON writes a line end otherwise.
      const definition = body.replaceAll('\n', ' ');
      const answers = await engine.ask({ pipelines: { [name]: definition } });
      if ('put' in answers) return refused(answers.put);
      pipelines.set(name, definition);
      return ok('{"acknowledged":true}');
    }
    if (method === 'DELETE') return pipelines.delete(name) ? ok('{"acknowledged":true}') : { status: 404, body: '{}' };
    const known = pipelines.get(name);
    return known === undefined ? { status: 404, body: '{}' } : ok(`{${JSON.stringify(name)}:${known}}`);
  };
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(request.method ?? '', new URL(request.url ?? '/', 'http://localhost').pathname, body))
      .catch((error: unknown): Reply => ({ status: 500, body: JSON.stringify({ error: String(error) }) }))
      .then(({ status, body }) => {
        // Elastic's client talks to nothing else.
        response.writeHead(status, { 'Content-Type': 'application/json', 'X-Elastic-Product': 'Elasticsearch' }).end(body);
      });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, documents: () => documents, close: async () => await closed(server) };
}

function ok(body: string): Reply {
  return { status: 200, body };
}

function refused(error: string): Reply {
  return { status: 400, body: `{"error":${error},"status":400}` };
}

/** The documents' own texts: what JSON.parse reads, it prints otherwise. */
function sources(body: string): readonly string[] {
  const read = readJson(body, { maps: 'linked' });
  const docs = read instanceof JavaMap && !(read instanceof JsonFault) ? read.get('docs') : undefined;
  if (!Array.isArray(docs)) throw new Error('a request without documents');
  return docs.map((each) => (each instanceof JavaMap ? printJson(each.get('_source')) : '{}'));
}

function simulated(answer: IngestAnswer): string {
  if (answer === 'dropped') return 'null';
  return 'error' in answer ? `{"error":${answer.error}}` : `{"doc":{"_source":${answer.source}}}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
