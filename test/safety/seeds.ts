import { parse } from 'yaml';
import { compileTemplate } from '../../src/render/handlebars.js';
import { samplesYaml } from '../catalog/small-catalog.js';
import { type Files, treeBelow } from './workshop.js';

/** A catalog as data: path of a file -> what it says. */
export interface Seed {
  readonly name: string;
  readonly files: Readonly<Record<string, unknown>>;
}

const bracketsCatalog = `catalog: gate
title: Gate keeper
version: 1.0.0
description: Audit log of a gate that does not exist.
product: { vendor: Example, name: Gate, versions: "1", also: [Gate Pro] }
author: { name: Example, email: gate@example.org, github: example/gate }
changes:
  - { version: 1.0.0, text: First release., link: "https://example.com/gate/1" }
sources:
  guide: { title: Gate guide, url: "https://example.com/guide", revision: "7", date: "2026-01-02" }
streams:
  audit:
    title: Audit log
    description: What went through the gate.
    frame: "{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}"
    body: { form: brackets, start: Event, may_lack_bracket: [Who], tail: { Seal: "sealed by: " } }
    nulls: ["-", nothing]
    pairs: { separator: "+", assign: ";;", secrets: [pin, "*password"] }
    time_zone: { default: UTC, origin: assumed, table: { CET: "+01:00" } }
    outcome: { from: Result, success: [ok, 1], failure: [nok, 0] }
    actor: { from: [Who, Guard], absent: [nobody], strip: ["uid="] }
    order: { actor.user: [Who, Guard] }
    unknown: { class: unknown, severity: medium }
    carriers:
      native: { title: File, path: /var/log/gate/audit.log }
      syslog: { title: Syslog }
    absent: { reason: The gate gives none. }
    differs: { serial: One side counts further. }
fields:
  Event: { type: text, role: event.key, description: Name., source: "guide:1" }
  Result: { type: text, role: outcome, enum: result, description: How it ended., source: "guide:2", printed: Reslut }
  Who: { type: text, role: actor.user, description: Who came., source: "guide:3" }
  Guard: { type: text, role: actor.user, description: Who let them in., source: "guide:3" }
  Seal: { type: text, role: none, description: The seal., source: "guide:3" }
  From: { type: host, role: source.address, description: Whence., source: "guide:3" }
  Why: { type: int, role: reason, enum: why, description: Why not., source: "guide:3" }
  Set:
    type: pairs
    role: object.attributes
    description: What was set.
    source: "guide:4"
    members:
      Scope: { role: none, description: Whose., source: "guide:4" }
      "new.user": { role: target.user, when: { Scope: users }, description: Whom., source: "guide:4" }
enums:
  result:
    description: Results.
    source: "guide:4"
    columns: [code, name]
    rows:
      - [ok, Let in]
      - [nok, Sent away]
  why:
    description: Reasons.
    source: "guide:4"
    columns: [code, name, note]
    rows:
      - [1, [Late, Too late], After ten.]
      - { code: 2, names: [Drunk, Very drunk], note: Smelled., source: "guide:4" }
      - [3, Banned]
`;

const bracketsEvents = `stream: audit
events:
  - key: PASS
    name: Passed the gate
    failure_name: Did not pass the gate
    failure_class: alarm
    text: [passed, went through]
    description: Somebody passed.
    level: Info
    subsystems: [gate]
    enabled_by_default: true
    class: authentication
    action: login
    severity: { success: informational, failure: high, unknown: medium }
    object: { category: gate, id: [Seal], name: [Set.Scope] }
    fields:
      Who: The person.
      Result: null
      Guard: { description: The guard., role: client.certificate.subject }
    also: [From, Why]
    cases:
      - name: late
        when: { Why: [1, "lat*"], Set.Scope: night }
        class: authorization
        action: rejected
        severity: low
        title: Came late
        failure_title: Came too late
        object: { category: night, id: [Seal], name: [Set.Scope] }
    aliases:
      - { name: PASSED, outcome: success, source: "guide:9" }
    source: "guide:5"
  - key: SHUT
    outcome: success
    name: Shut the gate
    text: shut
    description: The gate was shut.
    subsystems: [gate, tower]
    enabled_by_default: false
    class: configuration
    action: changed
    severity: low
    fields: { Set: What was set. }
    source: "guide:6"
  - key: KEY
    name: Got a key
    text: key
    description: Somebody got a key.
    subsystems: []
    enabled_by_default: true
    class: account
    action: created
    severity: low
    fields: { Set: What was set. }
    source: "guide:6"
`;

/** Small seeds: one that holds nearly every key of the language, and the catalog that `init` writes for each form of a body. */
export const smallSeeds: readonly Seed[] = [seed('all keys', 'gate', bracketsCatalog, bracketsEvents, samplesYaml), ...starterSeeds()];

function starterSeeds(): readonly Seed[] {
  const templates = treeBelow('templates/init', '');
  const forms = [...new Set(Object.keys(templates).map((path) => path.split('/')[1] ?? ''))];
  return forms.map((form) => {
    const read = (name: string): unknown => {
      const fill = compileTemplate(name, Buffer.from(templates[`/${form}/${name}.yaml.hbs`] ?? '').toString('utf8'));
      return parse(fill({ id: 'door', title: 'Door', option: '', schemas: 'schemas' }));
    };
    const samples = read('samples') as { readonly stream: string };
    return {
      name: `starter, ${form}`,
      files: {
        'catalogs/door/catalog.yaml': read('catalog'),
        'catalogs/door/events/events.yaml': read('events'),
        [`catalogs/door/samples/${samples.stream}/documented.yaml`]: samples,
      },
    };
  });
}

/** The catalogs that are shipped. */
export function shippedSeeds(): readonly Seed[] {
  const files = treeBelow('catalogs');
  const ids = [...new Set(Object.keys(files).map((path) => path.split('/')[1] ?? ''))];
  return ids.map((id) => {
    const own = Object.entries(files).filter(([path]) => path.startsWith(`catalogs/${id}/`));
    const read = own.map(([path, bytes]) => [path, /\.yaml$/.test(path) ? parse(Buffer.from(bytes).toString('utf8')) : undefined] as const);
    return { name: id, files: Object.fromEntries(read.filter(([, data]) => data !== undefined)) };
  });
}

function seed(name: string, id: string, catalog: string, events: string, samples: string): Seed {
  return {
    name,
    files: {
      [`catalogs/${id}/catalog.yaml`]: parse(catalog),
      [`catalogs/${id}/events/all.yaml`]: parse(events),
      [`catalogs/${id}/samples/audit/all.yaml`]: parse(samples),
    },
  };
}

/** Writes the data as YAML, every character beyond ASCII as an escape, so that the text of the file is harmless itself. */
export function written(seedFiles: Seed['files']): Files {
  return Object.fromEntries(Object.entries(seedFiles).map(([path, data]) => [path, `${escaped(JSON.stringify(data, null, 1))}\n`]));
}

function escaped(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
