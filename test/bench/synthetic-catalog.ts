/** What a synthetic catalog is to be like. */
export interface SyntheticCatalog {
  readonly form: Form;
  readonly events: number;
  /** How many files the events are spread over; the samples likewise. */
  readonly files: number;
}

export const forms = ['brackets', 'json', 'windows-event', 'text'] as const;
export type Form = (typeof forms)[number];

/** What differs between the forms of a body. */
interface Shape {
  /** Settings of the stream. */
  readonly stream: string;
  /** The fields that every catalog of the form has. */
  readonly fields: string;
  /** What an event has beside its meaning. */
  readonly event: (number: number) => string;
  readonly record: (number: number) => string;
}

/** Takes a size and returns the files of a catalog `synthetic` under `catalogs/`: the same size gives the same files. */
export function syntheticCatalog({ form, events, files }: SyntheticCatalog): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: events }, (_unused, number) => number);
  const perFile = Math.ceil(events / files);
  const parts = Array.from({ length: files }, (_unused, file) => numbers.slice(file * perFile, (file + 1) * perFile));
  const scope = form === 'windows-event' ? 'scope: Synthetic\n' : '';
  return {
    'catalogs/synthetic/catalog.yaml': catalogText(form),
    ...Object.fromEntries(
      parts.flatMap((part, file) => [
        [
          `catalogs/synthetic/events/part-${file}.yaml`,
          `stream: audit\n${scope}events:\n${part.map((number) => eventText(form, number)).join('')}`,
        ],
        [
          `catalogs/synthetic/samples/audit/part-${file}.yaml`,
          `stream: audit\nsamples:\n${part.map((number) => sampleText(form, number)).join('')}`,
        ],
      ]),
    ),
  };
}

/** A record of the event with that number, as the synthetic product writes it. */
export function recordOf(form: Form, number: number): string {
  return shapes[form].record(number);
}

const detailNames = Array.from({ length: 80 }, (_unused, number) => `Detail${number}`);

function detailsOf(number: number): readonly string[] {
  return [0, 1].map((which) => detailNames[(number * 7 + which * 13) % detailNames.length] ?? '');
}

function fieldLines(number: number, names: readonly string[]): string {
  const common = names.map((name) => `      ${name}: null\n`).join('');
  return `    fields:\n${common}${detailsOf(number)
    .map((name) => `      ${name}: What is detailed of thing ${number}.\n`)
    .join('')}`;
}

const person = '  Who: { type: text, role: actor.user, description: Who came., source: "guide:3" }\n';

const shapes: Readonly<Record<Form, Shape>> = {
  brackets: {
    stream: `    frame: "{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}"
    body: { form: brackets, start: Event }
    outcome: { from: Result, success: [ok], failure: [nok] }
    actor: { from: [Who] }
`,
    fields: `  Event: { type: text, role: event.key, description: Name., source: "guide:1" }
  Result: { type: text, role: outcome, description: How it ended., source: "guide:2" }
${person}  From: { type: ip, role: source.address, description: From where., source: "guide:4" }
`,
    event: (number) =>
      `    key: EVENT_${number}\n    object: { name: [${detailsOf(number)[0]}] }\n    text: thing number ${number} was done\n${fieldLines(number, ['Who', 'From', 'Result'])}`,
    record: (number) =>
      `0.main - [01/Jan/2026:10:00:00 CET] [Event=EVENT_${number}][Who=anna][From=192.0.2.1][Result=ok][${detailsOf(number)[0]}=some detail] thing number ${number} was done`,
  },
  json: {
    stream: `    frame: "{time:yyyy-MM-dd HH:mm:ss} {@body}"
    body: { form: json, key: event, within: data }
    actor: { from: [user] }
`,
    fields: `  event: { type: text, role: event.key, description: Name., source: "guide:1" }
  user: { type: text, role: actor.user, description: Who came., source: "guide:3" }
${detailNames.map((name, number) => `  data.${name}: { type: text, role: none, description: Detail number ${number} of what was done., source: "guide:${number + 5}" }\n`).join('')}`,
    event: (number) => `    key: Event number ${number}\n    outcome: success\n${fieldLines(number, [])}`,
    record: (number) =>
      `2026-01-01 10:00:00 ${JSON.stringify({ event: `Event number ${number}`, user: 'anna', data: { [detailsOf(number)[0] ?? '']: 'some detail' } })}`,
  },
  'windows-event': {
    stream: `    body: { form: windows-event, channel: Application, providers: [Synthetic] }
`,
    fields: person,
    event: (number) =>
      `    key: ${number + 1}\n    outcome: success\n    level: Information\n    text: "Thing number ${number} was done by {Who}"\n`,
    record: (number) =>
      `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Synthetic'/><EventID Qualifiers='0'>${number + 1}</EventID><Level>4</Level><TimeCreated SystemTime='2026-01-01T10:00:00.000000000Z'/><Channel>Application</Channel><Computer>a.example.com</Computer></System><EventData><Data>Thing number ${number} was done by anna</Data></EventData></Event>`,
  },
  text: {
    stream: `    frame: "{time:yyyy-MM-dd HH:mm:ss} {@body}"
    body: { form: text }
    actor: { from: [Who] }
`,
    fields: `${person}  From: { type: address, role: source.address, description: From where., source: "guide:4" }
`,
    event: (number) =>
      `    key: event_${number}\n    outcome: success\n    text: "thing number ${number} was done by {Who} from {From:address}"\n`,
    record: (number) => `2026-01-01 10:00:00 thing number ${number} was done by anna from 192.0.2.1`,
  },
};

function catalogText(form: Form): string {
  const { stream, fields } = shapes[form];
  const details = detailNames.map(
    (name, number) =>
      `  ${name}: { type: text, role: none, description: Detail number ${number} of what was done., source: "guide:${number + 5}" }\n`,
  );
  return `catalog: synthetic
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
${stream}    nulls: ["-"]
    time_zone: { default: UTC, origin: assumed${form === 'brackets' ? ', table: { CET: "+01:00" }' : ''} }
    unknown: { class: unknown, severity: medium }
    carriers:
      native: { title: File }
fields:
${fields}${form === 'brackets' ? details.join('') : ''}`;
}

const meanings = [
  ['configuration', 'changed'],
  ['certificate', 'issued'],
  ['authentication', 'login'],
  ['account', 'created'],
  ['key', 'generated'],
  ['session', 'started'],
] as const;

function eventText(form: Form, number: number): string {
  const [eventClass, action] = meanings[number % meanings.length] ?? meanings[0];
  return `  - name: Thing number ${number} was done
    description: Written when somebody did thing number ${number} or tried to do it.
    class: ${eventClass}
    action: ${action}
    severity: { success: informational, failure: medium }
${shapes[form].event(number)}    source: "guide:${number + 100}"
`;
}

function sampleText(form: Form, number: number): string {
  const keys: Readonly<Record<Form, string>> = {
    brackets: `EVENT_${number}`,
    json: `Event number ${number}`,
    'windows-event': `Synthetic:${number + 1}`,
    text: `event_${number}`,
  };
  return `  - name: event-${number}
    origin: synthetic
    source: "guide:${number + 100}"
    raw: ${JSON.stringify(recordOf(form, number))}
    expect: { state: read, event: "${keys[form]}" }
`;
}
