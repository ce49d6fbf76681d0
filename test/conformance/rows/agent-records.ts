import { cutFile, sameLineEnds } from '../../../src/verify/agent-streams.js';
import { generatedLines } from '../../../src/verify/generated-lines.js';
import { hostileLines } from '../../../src/verify/hostile-lines.js';
import type { ProvedStream } from '../../../src/verify/sample-test.js';
import { goRegexp } from '../engines/go-programs.js';
import type { Difference, Judged, Row } from '../row.js';
import { mustRun } from '../run-command.js';
import type { Workshop } from '../workshop.js';

/** How lines are joined, as `multiline` of a `filestream` input says it. */
interface Joining {
  readonly pattern: string;
  readonly negate: boolean;
  readonly match: string;
}

/** A file of all samples of a stream, and the records that Splunk and our own reading of the agent's settings make of it. */
interface Task {
  readonly place: string;
  readonly text: string;
  readonly joining: Joining;
  readonly bySplunk: readonly string[];
  readonly byAgent: readonly string[];
}

export const agentRecords: Row = {
  id: 'agent-records',
  title: 'Records that Elastic Agent makes of lines',
  engines: [goRegexp],
  judge: async (workshop) => [
    await judgeTasks(workshop, 'samples', tasks(workshop, samplesOf)),
    await judgeTasks(workshop, 'generated lines, with hostile values too', tasks(workshop, generatedOf)),
  ],
  saboteurs: [
    {
      breaks: 'the pattern fits no line that begins a record',
      noticedAs: /LINE_BREAKER reads record 1 as /,
      judge: async (workshop) => [
        await judgeTasks(
          workshop,
          'samples',
          tasks(workshop, samplesOf).map((task) => ({ ...task, joining: { ...task.joining, pattern: `never ${task.joining.pattern}` } })),
        ),
      ],
    },
    {
      breaks: 'each line is a record, where one has several',
      noticedAs: /evaluate elastic reads record \d+ as .*\\n/,
      judge: async (workshop) => [
        await judgeTasks(
          workshop,
          'samples',
          tasks(workshop, samplesOf).map((task) => ({ ...task, joining: { ...task.joining, pattern: '^' } })),
        ),
      ],
    },
  ],
};

const SEED = 1;

function samplesOf({ samples }: ProvedStream): readonly string[] {
  return samples.map(({ raw }) => raw);
}

function generatedOf({ rendered: { catalog, stream } }: ProvedStream): readonly string[] {
  const hostile = hostileLines(catalog, stream, { cases: 1, seed: SEED });
  return [...generatedLines(catalog, stream), ...hostile].map(({ raw }) => raw);
}

function tasks(workshop: Workshop, recordsOf: (proved: ProvedStream) => readonly string[]): readonly Task[] {
  return workshop.proofs().flatMap(({ catalog, files, streams }) =>
    streams.flatMap((proved) => {
      const { rendered } = proved;
      const { stream } = rendered;
      if (files === undefined || stream.body.form === 'windows-event') return [];
      const filed = {
        dataStream: stream.dataStream,
        records: recordsOf(proved),
        breaker: () => rendered.splunkReader('').breaker(),
      };
      const cut = cutFile(files.elastic, filed);
      if (cut === undefined || cut.findings.length > 0)
        throw new Error(`${catalog.id}: ${cut?.findings[0]?.message ?? 'no input for files'}`);
      const joining = joiningOf(cut.settings);
      const { text, bySplunk, byAgent } = cut;
      return joining === undefined ? [] : [{ place: `${catalog.id} ${stream.dataStream}`, text, joining, bySplunk, byAgent }];
    }),
  );
}

/** Without a parser each line is a record, and no pattern is asked. */
function joiningOf({ parsers }: Readonly<Record<string, unknown>>): Joining | undefined {
  const [parser] = (parsers ?? []) as readonly { readonly multiline: Joining }[];
  return parser?.multiline;
}

async function judgeTasks(workshop: Workshop, what: string, all: readonly Task[]): Promise<Judged> {
  const questions = all.map(({ joining: { pattern, negate, match }, text }) => JSON.stringify({ pattern, negate, match, text }));
  const answers = await mustRun(goRegexp.program(workshop.placeOf(goRegexp)), [], { input: `${questions.join('\n')}\n` });
  const lines = answers.trim().split('\n');
  const differences = all.flatMap((task, index) => differencesOf(task, lines[index] ?? ''));
  return {
    engine: `${goRegexp.name} ${goRegexp.version}`,
    what: `records that the multi-line patterns make of a file with all ${what}`,
    cases: all.reduce((sum, { bySplunk }) => sum + bySplunk.length, 0),
    differences,
  };
}

function differencesOf({ place, bySplunk, byAgent }: Task, line: string): readonly Difference[] {
  const { records, error } = JSON.parse(line) as { readonly records?: readonly string[]; readonly error?: string };
  if (records === undefined) return [{ place, what: `the pattern is refused: ${error ?? ''}` }];
  const byGo = records.map(sameLineEnds).filter((record) => record !== '');
  return [
    ...firstDifference(byGo, bySplunk).map((what) => ({ place, what: `Splunk's LINE_BREAKER ${what}` })),
    ...firstDifference(byGo, byAgent).map((what) => ({ place, what: `evaluate elastic ${what}` })),
  ];
}

/** What follows the first difference says nothing new. */
function firstDifference(byGo: readonly string[], other: readonly string[]): readonly string[] {
  const at = byGo.findIndex((record, index) => record !== other[index]);
  if (at < 0 && byGo.length === other.length) return [];
  const which = at < 0 ? byGo.length : at;
  const shown = (records: readonly string[]): string => JSON.stringify(records[which] ?? null).slice(0, 200);
  return [`reads record ${which + 1} as ${shown(other)}, Go as ${shown(byGo)}`];
}
