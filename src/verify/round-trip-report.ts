import type { HazardCount, RoundTripReport } from './round-trip.js';

/** Takes reports and returns them as lines for people: what is proved of each stream, and what became of each hazard. */
export function roundTripText(reports: readonly RoundTripReport[]): string {
  return reports.map(streamText).join('\n');
}

function streamText(report: RoundTripReport): string {
  const { hazards } = report;
  const width = Math.max(...hazards.map((each) => each.hazard.length));
  const table = hazards.filter((each) => each.lines > 0).map((each) => `  ${each.hazard.padEnd(width)}  ${hazardText(each)}`);
  return `${[
    `${report.catalog} ${report.stream}`,
    `  events: ${report.proved} of ${report.events} proved; ${counted(report.pairs)} pairs, ${report.shadowed} mixed up`,
    `  lines: ${counted(report.whole)} of ${counted(report.lines)} read by both sides as they were written`,
    ...table,
    `  mixtures: ${counted(report.mixed)}, ${counted(report.mixedLost)} lost something that is not declared`,
  ].join('\n')}\n`;
}

function hazardText({ lines, kept, lostAlike, apart, declared }: HazardCount): string {
  const whole = `${counted(kept)} of ${counted(lines)} kept`;
  if (kept === lines) return whole;
  const lost = [
    ...(lostAlike > 0 ? [`${counted(lostAlike)} lost alike`] : []),
    ...(apart > 0 ? [`${counted(apart)} read differently`] : []),
  ];
  return `${whole}, ${lost.join(', ')}: ${declared ?? 'not declared'}`;
}

function counted(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Takes reports and returns what a program reads: the counts without the findings, which are told apart. */
export function roundTripJson(reports: readonly RoundTripReport[]): readonly unknown[] {
  return reports.map((report) => ({
    catalog: report.catalog,
    stream: report.stream,
    events: report.events,
    proved: report.proved,
    lines: report.lines,
    whole: report.whole,
    pairs: report.pairs,
    shadowed: report.shadowed,
    mixed: report.mixed,
    mixed_lost: report.mixedLost,
    hazards: report.hazards.map(hazardJson),
  }));
}

function hazardJson({ hazard, lines, kept, lostAlike, apart, declared, example }: HazardCount): unknown {
  const shown = example && { event: example.line.event, place: example.line.place, raw: example.line.raw, lost: example.losses };
  return { hazard, lines, kept, lost_alike: lostAlike, apart, declared: declared ?? null, example: shown ?? null };
}
