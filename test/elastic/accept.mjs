// Puts every sample before a real ingest engine and writes what it answers beside the samples, for a person to read and to commit:
//   node test/elastic/accept.mjs <catalog> <judge command...>
// The command is `sh test/conformance/judges/judge.sh .engines/elasticsearch-8.19.13`, once `npm run conformance` has put the engine there;
// another will do that takes one request a line ({"pipelines", "pipeline", "docs"}) and answers one body of `_ingest/pipeline/_simulate` a line.
// Build first: the pipeline is read from dist-addon/pipelines, or from the folder that ADDON names.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadCatalogs } from '../../dist/catalog/load.js';
import { renderJson } from '../../dist/render/json.js';
import { nodeHost } from '../../dist/source/node-host.js';

const [id, command, ...args] = process.argv.slice(2);
if (id === undefined || command === undefined) throw new Error('usage: node test/elastic/accept.mjs <catalog> <judge command...>');
// The host that writes each catalog's records, and the file it writes them to.
const writers = {
  'dinamo-hsm': { host: 'collector', path: '/var/log/dinamo/hsmlogs.txt' },
  dogtag: { host: 'pki', path: '/var/log/pki/pki-tomcat/tps/signedAudit/tps_audit' },
};

const [catalog] = loadCatalogs(nodeHost('.'), 'catalogs', [id]).catalogs;
if (catalog === undefined) throw new Error(`the catalog ${id} has errors`);

for (const stream of catalog.streams) {
  const folder = `catalogs/${id}/accepted/${stream.id}`;
  mkdirSync(folder, { recursive: true });
  // elastic-package takes any error.message for a failed test, so what must fail is tested elsewhere.
  const fails = ['unparsed', 'foreign'];
  const samples = catalog.samples.filter((sample) => sample.stream === stream.id && !fails.includes(sample.expect.state));
  for (const origin of ['documented', 'synthetic']) {
    const events = samples
      .filter((sample) => sample.origin === origin)
      .map((sample) => ({ ...(sample.winlog ?? { message: sample.raw }), tags: sample.tags }));
    if (events.length === 0) continue;
    write(`${folder}/test-${origin}.json`, { events });
    write(`${folder}/test-${origin}.json-expected.json`, { expected: ask(stream, events) });
  }
  const first =
    samples.find((sample) => sample.origin === 'documented' && sample.expect.time !== undefined) ??
    samples.find((sample) => sample.expect.time !== undefined);
  if (first !== undefined) write(`${folder}/sample_event.json`, ask(stream, [asShipped(stream, first)])[0]);
}

function ask(stream, events) {
  const name = `${id.replaceAll('-', '_')}-${stream.dataStream}`;
  const pipeline = JSON.parse(readFileSync(`${process.env.ADDON ?? 'dist-addon'}/pipelines/${name}.json`, 'utf8'));
  const request = {
    pipelines: { [name]: pipeline },
    pipeline: name,
    docs: events.map((event) => ({ _source: event })),
    now: '2026-01-01T00:00:00Z',
  };
  const answer = spawnSync(command, args, { input: `${JSON.stringify(request)}\n`, encoding: 'utf8', maxBuffer: 1 << 30 });
  const body = JSON.parse(answer.stdout.split('\n')[0]);
  if (body.docs === undefined) throw new Error(JSON.stringify(body).slice(0, 2000));
  return body.docs.map((each) => each.doc._source);
}

// A document as the agent sends it: its winlog input where the sample says what that sends, else its filestream input.
function asShipped(stream, { raw, winlog }) {
  const dataset = `${id.replaceAll('-', '_')}.${stream.dataStream}`;
  const { host, path } = writers[id] ?? {};
  const agent = {
    ephemeral_id: '6d3d1b2e-9a53-4b1e-8d5f-0a3b1c2d4e5f',
    id: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
    name: host ?? winlog?.winlog?.computer_name,
    type: 'filebeat',
    version: '8.19.0',
  };
  const event = { agent_id_status: 'verified', dataset, ingested: '2026-01-01T00:00:10Z', module: id.replaceAll('-', '_') };
  const record =
    winlog === undefined
      ? { input: { type: 'filestream' }, log: { file: { path }, offset: 0 }, message: raw }
      : { ...winlog, input: { type: 'winlog' } };
  return {
    '@timestamp': '2026-01-01T00:00:00.000Z',
    ...record,
    agent,
    data_stream: { dataset, namespace: 'default', type: 'logs' },
    elastic_agent: { id: agent.id, snapshot: false, version: agent.version },
    event: { ...record.event, ...event },
    tags: ['preserve_original_event', `${dataset.replace('.', '-')}`],
  };
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function write(path, value) {
  writeFileSync(path, renderJson(sorted(value)));
}
