/** What a synthetic catalog is to be like. */
export interface SyntheticCatalog {
  readonly events: number;
  /** How many files the events are spread over; the samples likewise. */
  readonly files: number;
}

/** Takes a size and returns the files of a catalog `synthetic` under `catalogs/`: the same size gives the same files. */
export function syntheticCatalog({ events, files }: SyntheticCatalog): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: events }, (_unused, number) => number);
  const perFile = Math.ceil(events / files);
  const parts = Array.from({ length: files }, (_unused, file) => numbers.slice(file * perFile, (file + 1) * perFile));
  return {
    'catalogs/synthetic/catalog.yaml': catalogFile,
    ...Object.fromEntries(
      parts.flatMap((part, file) => [
        [`catalogs/synthetic/events/part-${file}.yaml`, `stream: audit\nevents:\n${part.map(eventText).join('')}`],
        [`catalogs/synthetic/samples/audit/part-${file}.yaml`, `stream: audit\nsamples:\n${part.map(sampleText).join('')}`],
      ]),
    ),
  };
}

const fieldNames = Array.from({ length: 80 }, (_unused, number) => `Detail${number}`);

const catalogFile = `catalog: synthetic
title: Synthetic product
version: 1.0.0
description: Audit log of a product that does not exist.
product: { vendor: Example, name: Synthetic, versions: "1" }
author: { name: Example, github: example/synthetic }
changes:
  - { version: 1.0.0, text: First release., link: "https://example.com/synthetic/1" }
sources:
  guide: { title: Guide }
streams:
  audit:
    title: Audit log
    description: What happened.
    frame: "{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}"
    body: { form: brackets, start: Event }
    nulls: ["-"]
    time_zone: { default: UTC, origin: assumed, table: { CET: "+01:00" } }
    outcome: { from: Result, success: [ok], failure: [nok] }
    actor: { from: [Who] }
    unknown: { class: unknown, severity: medium }
    carriers:
      native: { title: File }
fields:
  Event: { type: text, role: event.key, description: Name., source: "guide:1" }
  Result: { type: text, role: outcome, description: How it ended., source: "guide:2" }
  Who: { type: text, role: actor.user, description: Who came., source: "guide:3" }
  From: { type: ip, role: source.address, description: From where., source: "guide:4" }
${fieldNames.map((name, number) => `  ${name}: { type: text, role: none, description: Detail number ${number} of what was done., source: "guide:${number + 5}" }\n`).join('')}`;

const meanings = [
  ['configuration', 'changed'],
  ['certificate', 'issued'],
  ['authentication', 'login'],
  ['account', 'created'],
  ['key', 'generated'],
  ['session', 'started'],
] as const;

function eventText(number: number): string {
  const [eventClass, action] = meanings[number % meanings.length] ?? meanings[0];
  const details = [0, 1].map((which) => fieldNames[(number * 7 + which * 13) % fieldNames.length] ?? '');
  return `  - key: EVENT_${number}
    name: Thing number ${number} was done
    text: thing number ${number} was done
    description: Written when somebody did thing number ${number} or tried to do it.
    class: ${eventClass}
    action: ${action}
    severity: { success: informational, failure: medium }
    object: { name: [${details[0]}] }
    fields:
      Who: null
      From: null
      Result: null
${details.map((name) => `      ${name}: What is detailed of thing ${number}.\n`).join('')}    source: "guide:${number + 100}"
`;
}

function sampleText(number: number): string {
  return `  - name: event-${number}
    origin: synthetic
    source: "guide:${number + 100}"
    raw: "${recordOf(number)}"
    expect: { state: read, event: EVENT_${number} }
`;
}

/** A record of the event with that number, as the synthetic product writes it. */
export function recordOf(number: number): string {
  const detail = fieldNames[(number * 7) % fieldNames.length] ?? '';
  return `0.main - [01/Jan/2026:10:00:00 CET] [Event=EVENT_${number}][Who=anna][From=192.0.2.1][Result=ok][${detail}=some detail] thing number ${number} was done`;
}
