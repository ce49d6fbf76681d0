import { markdownTable } from '../../src/render/markdown.js';
import type { Verdict } from './verdict.js';

const INTRODUCTION = `# Conformance: what the real engines say

Written by \`npm run conformance\`, which puts everything that Addonsmith makes, and everything that its evaluators claim, before the engines
that decide: Splunk's and Elastic's own judges, Elasticsearch, OpenSearch, PCRE2, Java and Go. How it is run, and what it needs, is in
[the README](../README.md#develop).

A *case* is one question to the engine: a check, a record, an expression. A *difference* is a finding of the engine, or an answer other than
ours; one that stays is *known* and has its reason [below](#known-differences). Each row also breaks something on purpose, and fails where
the engine stays silent then.

`;

/** The committed report, whose texts are Markdown: a table of what was judged, the differences that stay, the slips that each row was shown to notice. */
export function conformanceReport(verdicts: readonly Verdict[]): string {
  return `${INTRODUCTION}${judgedTable(verdicts)}
## Known differences

${knownTable(verdicts)}
## Broken on purpose

Each of these was made in a copy and noticed by its row.

${saboteurTable(verdicts)}`;
}

function judgedTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.flatMap(({ judged }) =>
    judged.map(({ engine, what, cases, differences, known }) => [
      engine,
      what,
      grouped(cases),
      grouped(differences.length),
      grouped(known.length),
    ]),
  );
  return markdownTable(['Engine', 'Judged', 'Cases', 'Differences', 'Known'], rows);
}

function knownTable(verdicts: readonly Verdict[]): string {
  const counts = new Map<string, { readonly engine: string; readonly reason: string; count: number }>();
  for (const { engine, known } of verdicts.flatMap(({ judged }) => judged)) {
    for (const { reason } of known) {
      const entry = counts.get(`${engine} ${reason}`) ?? { engine, reason, count: 0 };
      entry.count += 1;
      counts.set(`${engine} ${reason}`, entry);
    }
  }
  if (counts.size === 0) return 'None.\n';
  const rows = [...counts.values()].map(({ engine, reason, count }) => [engine, grouped(count), reason]);
  return markdownTable(['Engine', 'Seen', 'Why it stays'], rows);
}

function saboteurTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.flatMap(({ row }) => row.saboteurs.map(({ breaks }) => [row.title, breaks]));
  return markdownTable(['Row', 'What was broken'], rows);
}

/** 12345 -> 12,345 */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
