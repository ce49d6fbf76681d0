import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/finding.js';
import { loadCatalogs } from '../../src/index.js';
import { memoryHost } from '../../src/source/memory-host.js';

// Slips that people make in their first catalog, in every kind of file. Each is one finding, where it was made, with what mends it.

const folder = fileURLToPath(new URL('catalogs/', import.meta.url));
const base: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
);

/** What was written, where, in the place of what; the finding and how it is mended. A place in another file names it. */
type Slip = readonly [what: string, file: string, right: string, wrong: string, finding: string, fix: string];

const slips: readonly Slip[] = [
  ['indent less', 'gate/events/visits.yaml', '    text: bell', '   text: bell', '6:4 yaml-indent', 'align the line with its neighbours'],
  ['indent more', 'gate/events/visits.yaml', '    text: bell', '     text: bell', '6:6 yaml-indent', 'align the line with its neighbours'],
  [
    'indent less in catalog',
    'gate/catalog.yaml',
    '    title: Visits',
    '   title: Visits',
    '34:4 yaml-indent',
    'align the line with its neighbours',
  ],
  ['indent top key', 'gate/catalog.yaml', 'enums:\n', ' enums:\n', '52:2 yaml-indent', 'align the line with its neighbours'],
  [
    'indent child not indented',
    'gate/catalog.yaml',
    '  result:\n    desc',
    '  result:\n  desc',
    '54:3 yaml-indent',
    'align the line with its neighbours',
  ],
  ['tab', 'gate/events/visits.yaml', '    text: bell', '\ttext: bell', '6:1 yaml-tab', 'replace the tab by blanks'],
  ['tab after blanks', 'gate/events/visits.yaml', '    text: bell', '  \ttext: bell', '6:3 yaml-tab', 'replace the tab by blanks'],
  [
    'dup key',
    'gate/events/visits.yaml',
    '    text: bell',
    '    text: bell\n    text: ring',
    '7:5 yaml-duplicate-key',
    'remove or rename one of the two',
  ],
  [
    'unquoted colon',
    'gate/events/visits.yaml',
    '"Bell: somebody rang."',
    'Bell: somebody rang.',
    '7:18 yaml-syntax',
    'put it in quotes: "Bell: somebody rang."',
  ],
  [
    'unquoted colon in flow',
    'gate/catalog.yaml',
    'description: Which door.,',
    'description: Which: door.,',
    '43:48 yaml-syntax',
    'put it in quotes: "Which: door."',
  ],
  [
    'missing quote end',
    'gate/events/visits.yaml',
    'source: "guide:11"',
    'source: "guide:11',
    '15:13 yaml-syntax',
    'write `"` where the text ends',
  ],
  [
    'missing quote end mid',
    'gate/catalog.yaml',
    'source: "guide:1" }',
    'source: "guide:1 }',
    '37:82 yaml-syntax',
    'write `"` where the text ends',
  ],
  [
    'missing quote start',
    'gate/events/visits.yaml',
    'source: "guide:11"',
    'source: guide:11"',
    '15:13 schema-value',
    'write a source and a place in it, such as guide:15#AUTH',
  ],
  [
    'missing quote end desc',
    'gate/events/visits.yaml',
    '"Bell: somebody rang."',
    '"Bell: somebody rang.',
    '7:18 yaml-syntax',
    'write `"` where the text ends',
  ],
  ['- missing', 'gate/events/visits.yaml', '  - key: BELL', '    key: BELL', '4:5 schema-type', 'start each entry with `- `'],
  ['- without blank', 'gate/events/visits.yaml', '  - key: BELL', '  -key: BELL', '4:3 yaml-syntax', 'write `- ` with a blank'],
  [
    'list for mapping',
    'gate/catalog.yaml',
    'sources:\n  guide:',
    'sources:\n  - guide:',
    '11:3 schema-type',
    'write `key: value` for each, without `- `',
  ],
  ['mapping for list', 'gate/events/visits.yaml', 'events:\n  - key', 'events:\n    key', '4:5 schema-type', 'start each entry with `- `'],
  ['trailing comma', 'gate/catalog.yaml', 'origin: documented, table', 'origin: documented,, table', '20:51 yaml-syntax', 'remove it'],
  ['flow not closed', 'gate/catalog.yaml', '"+01:00" } }', '"+01:00" }', '20:16 yaml-syntax', 'write `}` where it ends'],
  ['list not closed', 'gate/catalog.yaml', 'nulls: ["-", "no"]', 'nulls: ["-", "no"', '18:12 yaml-syntax', 'write `]` where it ends'],
  ['brace too much', 'gate/catalog.yaml', '"+01:00" } }', '"+01:00" } } }', '20:79 yaml-syntax', 'remove it'],
  ['no blank after colon', 'gate/events/visits.yaml', 'name: Somebody', 'name:Somebody', '5:9 yaml-syntax', 'write `: ` with a blank'],
  [
    'no value',
    'gate/events/visits.yaml',
    'action: reported',
    'action:',
    '11:12 schema-value',
    'use one of: accessed, activated, added, approved, authorized, cancelled, changed, cleared, created, deactivated, deleted, disabled, disapproved, enabled, ended, enrolled, formatted, generated, granted, imported, initialized, issued, locked, login, logout, received, recovered, refreshed, registered, rejected, removed, renewed, reported, requested, required, reset, restored, retired, retrieved, revoked, role_assumed, sent, signed, skipped, started, stopped, suspended, tested, unlocked, unregistered, updated, upgraded, uploaded, verified, withdrawn',
  ],
  ['no colon', 'gate/events/visits.yaml', 'action: reported', 'action reported', '11:5 yaml-syntax', 'write `key: value`'],
  ['equals', 'gate/events/visits.yaml', 'action: reported', 'action = reported', '11:5 yaml-syntax', 'write `key: value`'],
  ['anchor unknown', 'gate/catalog.yaml', '<<: *gate', '<<: *gat', '33:9 yaml-alias', 'did you mean `*gate`?'],
  [
    'alias star text',
    'gate/events/visits.yaml',
    'name: Somebody rang',
    'name: *rang',
    '5:11 yaml-alias',
    'mark the value with `&name` before the alias, or put a text that starts with `*` in quotes',
  ],
  ['@ text', 'gate/events/visits.yaml', 'name: Somebody rang', 'name: @rang', '5:11 yaml-syntax', "put it in quotes: '@rang'"],
  ['% text', 'gate/events/visits.yaml', 'name: Somebody rang', 'name: %rang', '5:11 yaml-syntax', "put it in quotes: '%rang'"],
  ['backtick', 'gate/events/visits.yaml', 'name: Somebody rang', 'name: `rang`', '5:11 yaml-syntax', "put it in quotes: '`rang`'"],
  [
    'quote then text',
    'gate/events/visits.yaml',
    'name: Somebody rang',
    'name: "Somebody" rang',
    '5:11 yaml-syntax',
    'put all of it in quotes: \'"Somebody" rang\'',
  ],
  [
    'brace template unquoted',
    'gate/catalog.yaml',
    'frame: "{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}"',
    'frame: {pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}',
    '16:12 yaml-syntax',
    "put all of it in quotes: '{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}'",
  ],
  ['number 0x110', 'gate/catalog.yaml', 'versions: "1.10"', 'versions: 0x110', '6:51 schema-type', 'put it in quotes: "0x110"'],
  ['number 010', 'gate/catalog.yaml', 'versions: "1.10"', 'versions: 010', '6:51 schema-type', 'put it in quotes: "010"'],
  ['number 1e3', 'gate/catalog.yaml', 'versions: "1.10"', 'versions: 1e3', '6:51 schema-type', 'put it in quotes: "1e3"'],
  ['null', 'gate/catalog.yaml', 'nulls: ["-", "no"]', 'nulls: ["-", null]', '18:18 schema-type', 'put it in quotes: "null"'],
  ['tilde', 'gate/catalog.yaml', 'nulls: ["-", "no"]', 'nulls: ["-", ~]', '18:18 schema-type', 'put it in quotes: "~"'],
  [
    'code 010',
    'gate/catalog.yaml',
    '["010", Badge unknown]',
    '[010, Badge unknown]',
    '64:10 schema-number',
    'put it in quotes: "010"; or write 10 where the number is meant',
  ],
  [
    'code 0x10',
    'gate/catalog.yaml',
    '["010", Badge unknown]',
    '[0x10, Badge unknown]',
    '64:10 schema-number',
    'put it in quotes: "0x10"; or write 16 where the number is meant',
  ],
  [
    'code 1e3',
    'gate/catalog.yaml',
    '["010", Badge unknown]',
    '[1e3, Badge unknown]',
    '64:10 schema-number',
    'put it in quotes: "1e3"; or write 1000 where the number is meant',
  ],
  [
    'code 1.0',
    'gate/catalog.yaml',
    '["010", Badge unknown]',
    '[1.10, Badge unknown]',
    '64:10 schema-number',
    'put it in quotes: "1.10"; or write 1.1 where the number is meant',
  ],
  [
    'when 011',
    'gate/events/gate.yaml',
    '{ Reason: "011" }',
    '{ Reason: 011 }',
    '17:39 schema-number',
    'put it in quotes: "011"; or write 11 where the number is meant',
  ],
  ['level 6', 'gate/events/gate.yaml', 'level: "6"', 'level: 6', '31:12 schema-type', 'put it in quotes: "6"'],
  [
    'key 0x110',
    'gate/events/visits.yaml',
    'key: BELL',
    'key: 0x110',
    '4:10 schema-number',
    'put it in quotes: "0x110"; or write 272 where the number is meant',
  ],
  [
    'key yes',
    'gate/events/visits.yaml',
    'key: BELL',
    'key: yes',
    'gate/samples/visits/bell.yaml:10:14 reference-event',
    'correct the key of the event',
  ],
  [
    'bool str',
    'gate/events/visits.yaml',
    'enabled_by_default: true',
    'enabled_by_default: "true"',
    '9:25 schema-type',
    'write true or false, without quotes',
  ],
  [
    'bool yes',
    'gate/events/visits.yaml',
    'enabled_by_default: true',
    'enabled_by_default: yes',
    '9:25 schema-type',
    'write true or false, without quotes',
  ],
  [
    'version 1.0',
    'gate/catalog.yaml',
    '\nversion: 1.0.0',
    '\nversion: 1.0',
    '4:10 schema-type',
    'write a version such as 1.2.0, in quotes',
  ],
  [
    'changes version',
    'gate/catalog.yaml',
    '- { version: 1.0.0',
    '- { version: 1.0',
    '9:16 schema-type',
    'write a version such as 1.2.0, in quotes',
  ],
  ['class', 'gate/events/visits.yaml', 'class: visit', 'class: vist', '10:12 reference-class', 'did you mean `visit`?'],
  ['role', 'gate/catalog.yaml', 'role: actor.user', 'role: actor.usr', '39:28 schema-value', 'did you mean `actor.user`?'],
  ['enum', 'gate/catalog.yaml', 'enum: why', 'enum: whi', '44:45 reference-enum', 'did you mean `why`?'],
  ['field in event', 'gate/events/visits.yaml', 'Door: null', 'Dor: null', '14:7 reference-field', 'did you mean `Door`?'],
  ['field def', 'gate/catalog.yaml', '  Door: {', '  Dor: {', 'gate/events/gate.yaml:13:36 reference-field', 'did you mean `Dor`?'],
  ['stream file', 'gate/events/visits.yaml', 'stream: visits', 'stream: visit', '2:9 reference-stream', 'did you mean `visits`?'],
  ['stream key missing', 'gate/events/visits.yaml', 'stream: visits\n', '', '2:1 schema-missing', 'add `stream: ...`'],
  ['stream misspelt key', 'gate/events/visits.yaml', 'stream: visits', 'steam: visits', '2:1 schema-unknown-key', 'did you mean `stream`?'],
  ['events misspelt key', 'gate/events/visits.yaml', '\nevents:', '\nevent:', '3:1 schema-unknown-key', 'did you mean `events`?'],
  [
    'samples stream that every object has',
    'gate/samples/visits/bell.yaml',
    'stream: visits',
    'stream: constructor',
    '2:9 reference-stream',
    'correct the name of the stream',
  ],
  [
    'events stream that every object has',
    'gate/events/visits.yaml',
    'stream: visits',
    'stream: constructor',
    '2:9 reference-stream',
    'correct the name of the stream',
  ],
  ['samples stream', 'gate/samples/visits/bell.yaml', 'stream: visits', 'stream: visit', '2:9 reference-stream', 'did you mean `visits`?'],
  ['source', 'gate/events/visits.yaml', 'guide:11', 'guid:11', '15:13 reference-source', 'did you mean `guide`?'],
  ['frame brace', 'gate/catalog.yaml', '{@body}"', '{@body"', '16:72 frame-template', 'write `}` behind the name of the value'],
  ['frame brace2', 'gate/catalog.yaml', '{pid:digits}.', '{pid:digits.', '16:13 frame-template', 'write `}` behind the name of the value'],
  ['action', 'gate/events/visits.yaml', 'action: reported', 'action: report', '11:13 schema-value', 'did you mean `reported`?'],
  [
    'severity list',
    'gate/events/visits.yaml',
    'severity: informational',
    'severity: [informational]',
    '12:15 schema-type',
    'write a text or a mapping (key: value)',
  ],
  [
    'severity missing failure',
    'gate/events/gate.yaml',
    'severity: { success: informational, failure: high }',
    'severity: { success: informational }',
    '12:5 schema-missing',
    'add `failure: ...`',
  ],
  [
    'severity typo key',
    'gate/events/gate.yaml',
    'severity: { success: informational, failure: high }',
    'severity: { sucess: informational, failure: high }',
    '12:17 schema-unknown-key',
    'did you mean `success`?',
  ],
  ['subsystems str', 'gate/events/visits.yaml', 'subsystems: [bell]', 'subsystems: bell', '8:17 schema-type', 'write it as a list: [bell]'],
  [
    'fields list',
    'gate/events/visits.yaml',
    'fields:\n      Door: null',
    'fields:\n      - Door',
    '14:7 schema-type',
    'write `key: value` for each, without `- `',
  ],
  [
    'fields list flow',
    'gate/events/visits.yaml',
    'fields:\n      Door: null',
    'fields: [Door]',
    '13:13 schema-type',
    'write `key: value` for each, without `- `',
  ],
  ['type typo', 'gate/catalog.yaml', 'Door: { type: text', 'Door: { type: txt', '43:17 schema-value', 'did you mean `text`?'],
  ['type string', 'gate/catalog.yaml', 'Door: { type: text', 'Door: { type: string', '43:17 schema-value', 'did you mean `text`?'],
  ['body form typo', 'gate/catalog.yaml', 'form: brackets', 'form: bracket', '17:19 schema-value', 'did you mean `brackets`?'],
  [
    'body missing form',
    'gate/catalog.yaml',
    '{ form: brackets, start: Event }',
    '{ start: Event }',
    '17:5 schema-missing',
    'add `form: ...`',
  ],
  [
    'body key typo',
    'gate/catalog.yaml',
    '{ form: brackets, start: Event }',
    '{ form: brackets, strat: Event }',
    '17:29 schema-unknown-key',
    'did you mean `start`?',
  ],
  [
    'scope misspelt',
    'gate/events/visits.yaml',
    'stream: visits',
    'stream: visits\nscop: a',
    '3:1 schema-unknown-key',
    'did you mean `scope`?',
  ],
  ['sample event', 'gate/samples/visits/bell.yaml', 'event: BELL', 'event: BEL', '10:14 reference-event', 'did you mean `BELL`?'],
  ['sample state', 'gate/samples/visits/bell.yaml', 'state: read', 'state: reed', '9:14 schema-value', 'did you mean `read`?'],
  [
    'sample origin',
    'gate/samples/visits/bell.yaml',
    'origin: synthetic',
    'origin: made up',
    '5:13 schema-value',
    'use one of: real, documented, synthetic',
  ],
  ['vocab key', 'gate/vocabulary.yaml', 'cim_action: none', 'cim_acton: none', '6:5 schema-unknown-key', 'did you mean `cim_action`?'],
  [
    'vocab kind',
    'gate/vocabulary.yaml',
    'kind: event, category: [session]',
    'kind: events, category: [session]',
    '7:18 schema-value',
    'did you mean `event`?',
  ],
  [
    'cim none and dataset',
    'gate/vocabulary.yaml',
    'cim: { none: ringing a bell changes nothing }',
    'cim: none',
    '5:10 schema-type',
    'write a mapping (key: value)',
  ],
  [
    'two spaces list',
    'gate/catalog.yaml',
    '      - [ok, Let in]',
    '    - [ok, Let in]',
    '58:7 yaml-indent',
    'align the line with its neighbours',
  ],
  ['row one', 'gate/catalog.yaml', '[ok, Let in]', '[ok]', '57:10 schema-missing', 'separate the entries by commas: `[code, name]`'],
  [
    'row comma',
    'gate/catalog.yaml',
    '[ok, Let in]',
    '[ok Let in]',
    '57:10 schema-missing',
    'separate the entries by commas: `[code, name]`',
  ],
  ['row not list', 'gate/catalog.yaml', '- [ok, Let in]', '- ok, Let in', '57:9 schema-type', 'write it as a list: [ok, Let in]'],
  [
    'row map',
    'gate/catalog.yaml',
    '- [ok, Let in]',
    '- ok: Let in',
    '57:9 schema-unknown-key',
    'use one of: code, names, note, source, more',
  ],
  [
    'alias twice',
    'gate/events/gate.yaml',
    'name: PASSED,',
    'name: SET,',
    '15:17 event-twice',
    'remove one of the two, or tell them apart by `outcome`',
  ],
  [
    'catalog name',
    'gate/catalog.yaml',
    'catalog: gate',
    'catalog: Gate',
    '2:10 schema-value',
    'write lower case letters, digits, - and _, a letter first',
  ],
  [
    'author missing',
    'gate/catalog.yaml',
    'author: { name: Example, github: example/gate }\n',
    '',
    '2:1 schema-missing',
    'add `author: ...`',
  ],
  [
    'link http',
    'gate/catalog.yaml',
    'https://example.com',
    'http://example.com',
    '9:51 schema-value',
    'write a link that starts with https://',
  ],
  [
    'unicode quotes',
    'gate/events/visits.yaml',
    'source: "guide:11"',
    'source: “guide:11”',
    '15:13 schema-value',
    'write a source and a place in it, such as guide:15#AUTH',
  ],
  ['nbsp indent', 'gate/events/visits.yaml', '    text: bell', '    text: bell', '6:1 yaml-indent', 'replace it by blanks'],
  ['brace', 'hsm/events/keys.yaml', '{slot:int}"', '{slot:int"', '6:40 message-template', 'write `}` behind the name of the value'],
  [
    'adjacent',
    'hsm/events/keys.yaml',
    'made in slot {slot:int}',
    'made {slot:int}{what}',
    '6:42 message-template',
    'write the message as it is printed, with `{name}` or `{name:type}` for each value and text between two of them',
  ],
  ['type', 'hsm/events/keys.yaml', '{slot:int}', '{slot:itn}', '6:40 message-template', 'did you mean `int`?'],
  ['name', 'hsm/events/keys.yaml', 'key {key_name} lost', 'key {key_nam} lost', '17:17 reference-field', 'did you mean `key_name`?'],
  [
    'unquoted brace',
    'hsm/events/keys.yaml',
    '"key {key_name} lost"',
    '{key_name} lost',
    '17:11 yaml-syntax',
    "put all of it in quotes: '{key_name} lost'",
  ],
  ['trailer brace', 'hsm/catalog.yaml', '{user}" }', '{user" }', '17:53 message-template', 'write `}` behind the name of the value'],
  ['trailer name', 'hsm/catalog.yaml', '{client:address}', '{cleint:address}', '17:37 reference-field', 'did you mean `client`?'],
  ['trailer type', 'hsm/catalog.yaml', '{client:address}', '{client:adress}', '17:36 message-template', 'did you mean `address`?'],
  ['frame type', 'hsm/catalog.yaml', '{counter:hex}', '{counter:hxe}', '16:40 frame-template', 'did you mean `hex`?'],
  [
    'time letter',
    'hsm/catalog.yaml',
    'yyyy/MM',
    'YYYY/MM',
    '16:13 frame-template',
    'write the stamp as it is printed, letter for letter: `2026-03-04 23:10:05` is `yyyy-MM-dd HH:mm:ss`',
  ],
  [
    'time no year',
    'hsm/catalog.yaml',
    'yyyy/MM/dd',
    'MM/dd',
    '16:13 frame-template',
    "have the log written with the year, since what a record does not say is guessed: in rsyslog the template `RSYSLOG_FileFormat` does, and is read by `{time:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}`",
  ],
  [
    'time months for minutes',
    'hsm/catalog.yaml',
    'yyyy/MM/dd HH:mm',
    'yyyy/mm/dd HH:MM',
    '16:13 frame-template',
    'write the stamp as it is printed, letter for letter: `2026-03-04 23:10:05` is `yyyy-MM-dd HH:mm:ss`',
  ],
  [
    'comma in a text',
    'hsm/catalog.yaml',
    'description: Where the key lies.',
    'description: Where, the key lies.',
    '29:54 schema-unknown-key',
    'put the text in front of it in quotes, since it holds a comma: "one, two"',
  ],
  [
    'twice ph',
    'hsm/events/keys.yaml',
    'key {key_name} lost',
    'key {key_name} {key_name}',
    '17:27 message-template',
    'give the second value a name of its own, and a field of that name',
  ],
  [
    'only value',
    'hsm/events/keys.yaml',
    'key {key_name} lost',
    '{key_name}',
    '17:12 message-template',
    'write the message as it is printed, with `{name}` or `{name:type}` for each value and text between two of them',
  ],
  [
    'rest middle',
    'hsm/events/keys.yaml',
    'key {key_name} lost',
    'key {key_name:rest} lost',
    '17:16 message-template',
    'write the message as it is printed, with `{name}` or `{name:type}` for each value and text between two of them',
  ],
  [
    'int digit',
    'hsm/events/keys.yaml',
    'slot {slot:int}',
    'slot {slot:int}0',
    '6:40 message-template',
    'write the message as it is printed, with `{name}` or `{name:type}` for each value and text between two of them',
  ],
  ['within', 'proxy/catalog.yaml', 'within: data', 'wihtin: data', '20:7 schema-unknown-key', 'did you mean `within`?'],
  ['form', 'proxy/catalog.yaml', 'form: json', 'form: jsn', '18:13 schema-value', 'did you mean `json`?'],
  ['suffix outcome', 'proxy/catalog.yaml', 'failure }', 'failur }', '22:30 schema-value', 'did you mean `failure`?'],
  ['scope list', 'proxy/catalog.yaml', 'ui: ["*UI*"]', 'ui: "*UI*"', '25:23 schema-type', 'write it as a list: ["*UI*"]'],
  ['scope', 'proxy/events/settings.yaml', 'scope: ui', 'scope: iu', '3:8 reference-scope', 'did you mean `ui`?'],
  ['scope missing', 'proxy/events/settings.yaml', 'scope: ui\n', '', '2:1 reference-scope', 'add one of: `scope: ui`, `scope: core`'],
  ['field', 'proxy/events/settings.yaml', '{ setting: null }', '{ seting: null }', '12:15 reference-field', 'did you mean `setting`?'],
  [
    'field path',
    'proxy/catalog.yaml',
    'data.setting: {',
    'data.seting: {',
    'proxy/events/settings.yaml:11:22 reference-field',
    'did you mean `data.seting`?',
  ],
  ['object ref', 'proxy/events/settings.yaml', '[data.setting]', '[data.seting]', '11:22 reference-field', 'did you mean `data.setting`?'],
  ['case', 'proxy/catalog.yaml', 'case: ignore', 'case: ignored', '21:13 schema-value', 'did you mean `ignore`?'],
  ['key member', 'proxy/catalog.yaml', 'key: event\n', 'key: evnt\n', '19:12 reference-field', 'did you mean `event`?'],
  ['else', 'proxy/catalog.yaml', '        else: core\n', '', '23:7 schema-missing', 'add `else: ...`'],
  ['envelope body', 'proxy/catalog.yaml', 'body: message, ', '', '27:7 schema-missing', 'add `body: ...`'],
  [
    'providers',
    'cards/catalog.yaml',
    'providers: [Cards.Office]',
    'provider: [Cards.Office]',
    '16:56 schema-unknown-key',
    'did you mean `providers`?',
  ],
  [
    'providers str',
    'cards/catalog.yaml',
    'providers: [Cards.Office]',
    'providers: Cards.Office',
    '16:67 schema-type',
    'write it as a list: [Cards.Office]',
  ],
  ['channel', 'cards/catalog.yaml', 'channel: Application, ', '', '16:5 schema-missing', 'add `channel: ...`'],
  [
    'id hex',
    'cards/events/cards.yaml',
    'key: 266',
    'key: 0x10A',
    '5:10 schema-number',
    'put it in quotes: "0x10A"; or write 266 where the number is meant',
  ],
  [
    'id leading',
    'cards/events/cards.yaml',
    'key: 266',
    'key: 0266',
    '5:10 schema-number',
    'put it in quotes: "0266"; or write 266 where the number is meant',
  ],
  ['id float', 'cards/events/cards.yaml', 'key: 266', 'key: 266.5', '5:10 schema-type', 'put it in quotes: "266.5"'],
  ['id neg', 'cards/events/cards.yaml', 'key: 266', 'key: -1', '5:10 schema-value', 'write a number from 0'],
  ['printed num', 'cards/events/cards.yaml', 'printed: "0x10A"', 'printed: 0x10A', '6:14 schema-type', 'put it in quotes: "0x10A"'],
  ['level', 'cards/events/cards.yaml', 'level: Information', 'levle: Information', '10:5 schema-unknown-key', 'did you mean `level`?'],
  ['outcome typo', 'cards/events/cards.yaml', 'outcome: success', 'outcome: succes', '11:14 schema-value', 'did you mean `success`?'],
  ['outcome word', 'cards/events/cards.yaml', 'outcome: success', 'outcome: ok', '11:14 schema-value', 'did you mean `success`?'],
  [
    'no outcome',
    'cards/events/cards.yaml',
    '    outcome: success\n',
    '',
    '5:5 outcome-untold',
    'add `outcome: success`, `failure` or `unknown`',
  ],
  [
    'scope typo',
    'cards/events/cards.yaml',
    'scope: Cards.Office',
    'scope: Cards.Ofice',
    '3:8 reference-scope',
    'did you mean `Cards.Office`?',
  ],
  ['scope none', 'cards/events/cards.yaml', 'scope: Cards.Office\n', '', '2:1 reference-scope', 'add one of: `scope: Cards.Office`'],
  [
    'sample ev',
    'cards/samples/application/cards.yaml',
    '"Cards.Office:266"',
    '"266"',
    '10:14 reference-event',
    'correct the key of the event',
  ],
  [
    'sample ev2',
    'cards/samples/application/cards.yaml',
    '"Cards.Office:266"',
    '"Cards.Office:267"',
    '10:14 reference-event',
    'did you mean `Cards.Office:266`?',
  ],
  [
    'frame with windows',
    'cards/catalog.yaml',
    '    nulls: []',
    '    frame: "{x} {@body}"\n    nulls: []',
    '17:5 frame-template',
    'remove `frame`',
  ],
  [
    'before self',
    'hsm/events/keys.yaml',
    'before: [key_other]\n    class: key\n    action: created',
    'before: [key_made]\n    class: key\n    action: created',
    '29:11 message-ambiguous',
    'make one of them more exact, or write `before: [key_other]` at `key_made` so that it counts where both fit',
  ],
];

function told(files: Readonly<Record<string, string>>, id: string | undefined, own: string): readonly string[] {
  const place = ({ span, code }: Finding) => `${span?.file === own ? '' : `${span?.file}:`}${span?.line}:${span?.column} ${code}`;
  return loadCatalogs(memoryHost({ ...files }), '.', id === undefined ? [] : [id]).findings.map((each) => `${place(each)} | ${each.fix}`);
}

describe('a slip is one finding, at its place, with its mending', () => {
  it.each(slips)('%s in %s', (_, file, right, wrong, finding, fix) => {
    const text = base[file] ?? '';
    expect(text).toContain(right);
    const files = { ...base, [file]: text.replace(right, () => wrong) };
    expect(told(files, file.split('/')[0], file)).toEqual([`${finding} | ${fix}`]);
  });
});

const visits = 'gate/events/visits.yaml';
const good = base[visits] ?? '';

describe('a file as a whole', () => {
  const wholes: readonly (readonly [what: string, text: string, finding: readonly string[]])[] = [
    ['empty', '', ['1:1 schema-missing | write the catalog, or remove the file']],
    ['of comments', '# nothing\n', ['1:1 schema-missing | write the catalog, or remove the file']],
    ['of plain text', 'hello\n', ['1:1 schema-type | write a mapping (key: value)']],
    ['that is a list', '- key: BELL\n', ['1:1 schema-type | write `key: value` for each, without `- `']],
    ['with a second document', `${good}---\nstream: visits\n`, ['16:1 yaml-syntax | remove the line `---`']],
    ['with a byte order mark', `\ufeff${good}`, ['1:1 source-bom | save the file as UTF-8 without a byte order mark']],
    ['with line ends of Windows', good.replaceAll('\n', '\r\n'), []],
    [
      'with line ends of Windows and a slip',
      good.replaceAll('\n', '\r\n').replace('action: reported', 'action: repotred'),
      ['11:13 schema-value | did you mean `reported`?'],
    ],
  ];

  it.each(wholes)('%s', (_, text, finding) => {
    expect(told({ ...base, [visits]: text }, 'gate', visits)).toEqual(finding);
  });
});

describe('what YAML takes as it is meant is no finding', () => {
  const fine: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
    ['no is a text', 'gate/catalog.yaml', 'nulls: ["-", "no"]', 'nulls: ["-", no]'],
    ['a date is a text', 'gate/catalog.yaml', 'date: "2022-01-14"', 'date: 2022-01-14'],
    ['a comma at the end', 'gate/catalog.yaml', '"+01:00" } }', '"+01:00", }, }'],
    ['a code that is a word', 'gate/catalog.yaml', '[nok, Sent away]', '[no, Sent away]'],
    ['a number as text', 'cards/events/cards.yaml', 'key: 266', 'key: "266"'],
  ];

  it.each(fine)('%s', (_, file, from, to) => {
    expect(base[file]).toContain(from);
    expect(told({ ...base, [file]: (base[file] ?? '').replace(from, to) }, file.split('/')[0], file)).toEqual([]);
  });
});

describe('files that lie elsewhere', () => {
  const gate = Object.fromEntries(Object.entries(base).filter(([path]) => path.startsWith('gate/')));
  const moved = (...moves: readonly (readonly [from: string, to: string])[]) => {
    const files = { ...gate };
    for (const [from, to] of moves) {
      files[to] = files[from] ?? '';
      delete files[from];
    }
    return files;
  };

  it.each([
    [
      'a folder `event`',
      moved(['gate/events/gate.yaml', 'gate/event/gate.yaml'], [visits, 'gate/event/visits.yaml']),
      'gate/event/gate.yaml:1:1 catalog-file-unread | rename the folder `event` to `events`',
    ],
    [
      'a misspelt vocabulary',
      moved(['gate/vocabulary.yaml', 'gate/vocabluary.yaml']),
      'gate/vocabluary.yaml:1:1 catalog-file-unread | rename it to `vocabulary.yaml`',
    ],
    [
      'catalog.yml',
      moved(['gate/catalog.yaml', 'gate/catalog.yml']),
      'gate/catalog.yml:1:1 catalog-file-missing | rename `catalog.yml` to `catalog.yaml`',
    ],
    [
      'an ending that is none',
      moved([visits, 'gate/events/visits.yam']),
      'gate/events/visits.yam:1:1 catalog-file-unread | rename it to `visits.yaml`',
    ],
    [
      'samples beside the folder of their stream',
      moved(['gate/samples/visits/bell.yaml', 'gate/samples/bell.yaml']),
      'gate/samples/bell.yaml:1:1 catalog-file-unread | move it to `samples/<stream>/`',
    ],
    [
      'samples in the folder of another stream',
      moved(['gate/samples/visits/bell.yaml', 'gate/samples/audit/bell.yaml']),
      'gate/samples/audit/bell.yaml:2:9 sample-folder | move the file to `samples/visits/`, or correct `stream`',
    ],
  ])('%s', (_, files, finding) => {
    expect(told(files, undefined, '')).toEqual([finding]);
  });
});
