import type { SupportRow } from '../evaluate/support.js';
import { escapeMarkdown, markdownCode, markdownTable } from '../render/markdown.js';

const STATES = ['implemented', 'partial', 'refused'] as const;

const SIDES: Readonly<Record<SupportRow['side'], string>> = { splunk: 'Splunk', elastic: 'Elasticsearch' };

/** The rows of one area of one side, by name. */
interface Area {
  readonly title: string;
  readonly rows: readonly SupportRow[];
}

function areasOf(rows: readonly SupportRow[]): readonly Area[] {
  const areas = new Map<string, SupportRow[]>();
  for (const side of Object.keys(SIDES)) {
    for (const row of rows.filter((each) => each.side === side)) {
      const title = `${SIDES[row.side]}: ${row.area}`;
      areas.set(title, [...(areas.get(title) ?? []), row]);
    }
  }
  return [...areas].map(([title, own]) => ({ title, rows: [...own].sort((a, b) => (a.name < b.name ? -1 : 1)) }));
}

function counted(rows: readonly SupportRow[]): string {
  const counts = STATES.map((state) => ({ state, count: rows.filter((row) => row.state === state).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
}

/** Renders what the evaluators have for a person at a terminal. */
export function supportText(rows: readonly SupportRow[]): string {
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const stateWidth = Math.max(...STATES.map((state) => state.length));
  const areas = areasOf(rows).map(({ title, rows: own }) => {
    const lines = own.map(({ name, state, note }) => `  ${name.padEnd(nameWidth)}  ${state.padEnd(stateWidth)}  ${note ?? ''}`.trimEnd());
    return `${title} (${counted(own)})\n${lines.join('\n')}\n`;
  });
  return areas.join('\n');
}

/** Renders it for a program. */
export function supportJson(rows: readonly SupportRow[]): string {
  const all = areasOf(rows).flatMap((area) => area.rows);
  return `${JSON.stringify({ support: all.map(({ side, area, name, state, note }) => ({ side, area, name, state, note })) }, null, 2)}\n`;
}

/** Renders the page of documentation: docs/support.md. */
export function supportPage(rows: readonly SupportRow[]): string {
  const areas = areasOf(rows);
  const summary = markdownTable(
    ['Area', 'Has'],
    areas.map(({ title, rows: own }) => [escapeMarkdown(title), counted(own)]),
  );
  const sections = areas.map(({ title, rows: own }) => {
    const table = markdownTable(
      ['Name', 'State', 'What is missing, or what no document decides'],
      own.map(({ name, state, note }) => [markdownCode(name), state, escapeMarkdown(note ?? '')]),
    );
    return `## ${escapeMarkdown(title)}\n\n${table}`;
  });
  return `${PREAMBLE}\n${summary}\n${sections.join('\n')}`;
}

const PREAMBLE = `# What the evaluators have

What of Splunk and Elasticsearch \`addonsmith evaluate\`, \`test\`, \`parity\` and \`explain\` read as the real engine does. *Partial* says what is missing;
what is missing, and what is *refused*, is told by name and place when an add-on uses it, and never guessed. This page is made by
\`addonsmith evaluate --support --format markdown\` from the tables that the evaluators work by.
`;
