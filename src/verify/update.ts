import type { Stream } from '../catalog/model.js';
import type { Finding } from '../diagnostics/finding.js';
import { type Host, joinPath } from '../source/host.js';
import { acceptedFiles, elasticResult, splunkResult } from './accepted-results.js';
import { updatedExpectations } from './expectation-update.js';
import type { ProofPlaces, SampleTest } from './sample-test.js';

/** What `--update` writes: files, and the changes in words. */
export interface UpdatePlan {
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly text: string;
  /** What cannot be written, because the sides do not agree about it. */
  readonly findings: readonly Finding[];
}

/** Takes the test of a catalog and returns what has to be written so that it passes: expectations, and all results as accepted. */
export function updatePlan(host: Host, places: ProofPlaces, test: SampleTest): UpdatePlan {
  const expectations = updatedExpectations(host, test);
  const results = test.catalog.streams.map((stream) => acceptedChanges(host, places, test, stream));
  const changed = [...expectations.files, ...results.flatMap((each) => each.files)];
  return {
    files: changed.map(({ path, text }) => ({ path, bytes: Buffer.from(text, 'utf8') })),
    text: [expectations.text, ...results.map((each) => each.text)].join(''),
    findings: expectations.findings,
  };
}

interface ChangedFiles {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly text: string;
}

function acceptedChanges(host: Host, places: ProofPlaces, { catalog, trials }: SampleTest, stream: Stream): ChangedFiles {
  const results = trials.flatMap(({ sample, splunk, elastic }) => {
    if (sample.stream !== stream.id || splunk === undefined || elastic === undefined) return [];
    return [[sample.name, { splunk: splunkResult(splunk), elastic: elasticResult(elastic) }] as const];
  });
  const folder = joinPath(places.catalogs, catalog.id, 'accepted', stream.id);
  const files = [...acceptedFiles(catalog, stream, new Map(results))].flatMap(([name, text]) => {
    const path = joinPath(folder, name);
    const before = host.readFile(path);
    const there = before === undefined ? undefined : Buffer.from(before).toString('utf8');
    return there === text ? [] : [{ path, text, there }];
  });
  return { files, text: files.map(({ path, text, there }) => `${path}\n${changedLines(there, text)}`).join('') };
}

const MOST_LINES = 40;

/** The lines that go and the lines that come, as a listing for a person: where many change, the first of them. */
function changedLines(before: string | undefined, after: string): string {
  if (before === undefined) return `  + ${after.split('\n').length - 1} lines, a new file\n`;
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  const lines = [
    ...old.slice(start, old.length - end).map((line) => `  - ${line.trim()}\n`),
    ...fresh.slice(start, fresh.length - end).map((line) => `  + ${line.trim()}\n`),
  ];
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? `  and ${lines.length - shown.length} more lines\n` : '';
  return `  from line ${start + 1}\n${shown.join('')}${more}`;
}
