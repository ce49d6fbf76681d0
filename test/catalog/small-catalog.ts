/** A catalog as small as one can be, for tests that spoil it in one place. */
export const catalogYaml = `catalog: gate
title: Gate keeper
version: 1.0.0
description: Audit log of a gate that does not exist.
product: { vendor: Example, name: Gate, versions: "1" }
author: { name: Example, github: example/gate }
changes:
  - { version: 1.0.0, text: First release., link: "https://example.com/gate/1" }
sources:
  guide: { title: Gate guide }
streams:
  audit:
    title: Audit log
    description: What went through the gate.
    frame: "{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}"
    body: { form: brackets, start: Event }
    nulls: ["-"]
    time_zone: { default: UTC, origin: assumed, table: { CET: "+01:00" } }
    outcome: { from: Result, success: [ok], failure: [nok] }
    actor: { from: [Who] }
    unknown: { class: unknown, severity: medium }
    carriers:
      native: { title: File }
    absent: { source.address: a gate has none }
fields:
  Event: { type: text, role: event.key, description: Name., source: "guide:1" }
  Result: { type: text, role: outcome, enum: result, description: How it ended., source: "guide:2" }
  Who: { type: text, role: actor.user, description: Who came., source: "guide:3" }
enums:
  result:
    description: Results.
    source: "guide:4"
    rows:
      - [ok, Let in]
      - [nok, Sent away]
`;

export const eventsYaml = `stream: audit
events:
  - key: PASS
    name: Passed the gate
    text: passed
    description: Somebody passed.
    subsystems: [gate]
    enabled_by_default: true
    class: authentication
    action: login
    severity: { success: informational, failure: high }
    fields:
      Who: The person.
      Result: null
    aliases:
      - { name: PASSED, outcome: success, source: "guide:9" }
    source: "guide:5"
`;

export const samplesYaml = `stream: audit
samples:
  - name: pass-1
    origin: documented
    source: "guide:6"
    raw: "0.main - [01/Jan/2026:10:00:00 CET] [Event=PASS][Who=anna][Result=ok] passed"
    expect:
      state: read
      event: PASS
`;

/** The small catalog as files, one of them changed. */
export function smallCatalog(
  change: { readonly file?: 'catalog' | 'events' | 'samples'; readonly from?: string; readonly to?: string } = {},
): Record<string, string> {
  const files = { catalog: catalogYaml, events: eventsYaml, samples: samplesYaml };
  const { file = 'catalog', from = '', to = '' } = change;
  if (!files[file].includes(from)) throw new Error(`the ${file} file has no ${JSON.stringify(from)}`);
  files[file] = files[file].replace(from, () => to);
  return {
    'catalogs/gate/catalog.yaml': files.catalog,
    'catalogs/gate/events/gate.yaml': files.events,
    'catalogs/gate/samples/audit/gate.yaml': files.samples,
  };
}
