import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Catalog, EventDefinition, Stream } from '../../src/catalog/model.js';
import { type AgentInput, agentInputs, agentStream } from '../../src/targets/elastic/agent-stream.js';
import { logoPath, logoSvg, packageLicense } from '../../src/targets/elastic/build-assets.js';
import { changelog } from '../../src/targets/elastic/changelog.js';
import { dataStreamManifest } from '../../src/targets/elastic/data-stream-manifest.js';
import { packageManifest } from '../../src/targets/elastic/manifest.js';
import { datasetName, packageName } from '../../src/targets/elastic/package-name.js';
import { appConf, appId, appLabel, buildNumber } from '../../src/targets/splunk/app-conf.js';
import { appManifest } from '../../src/targets/splunk/app-manifest.js';
import { defaultMeta } from '../../src/targets/splunk/default-meta.js';
import { appIcons } from '../../src/targets/splunk/icons.js';
import { inputsConfExample } from '../../src/targets/splunk/inputs-conf-example.js';
import { licenseText } from '../../src/targets/splunk/license.js';
import { classes } from '../../src/vocab/classes.js';

const repository = new URL('../../', import.meta.url);
const templates = (name: string): string => readFileSync(new URL(`templates/${name}`, repository), 'utf8');

const event: EventDefinition = {
  stream: 'audit',
  key: 'LOGIN',
  aliases: [],
  name: 'login',
  texts: [],
  description: 'A user logs in',
  subsystems: [],
  enabledByDefault: true,
  onlyFailed: false,
  before: [],
  class: 'authentication',
  action: 'login',
  severity: { success: 'informational', failure: 'medium', unknown: 'medium' },
  failureClass: 'alarm',
  object: { id: [], name: [] },
  fields: [],
  cases: [{ name: 'issued', when: {}, class: 'certificate' }],
  source: 'doc:1',
  span: { file: 'c.yaml', start: 0, end: 1, line: 1, column: 1, endLine: 1, endColumn: 2 },
};

const stream: Stream = {
  id: 'audit',
  title: 'Audit log',
  description: 'What users did',
  sourcetype: 'small:audit',
  dataStream: 'audit',
  frames: ['{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}'],
  body: { form: 'brackets', start: 'AuditEvent', mayLackBracket: [], tail: [] },
  nulls: [],
  pairs: { separator: '+', assign: ';;', secrets: ['pin'] },
  timeZone: { table: { IST: '+05:30', UTC: '+00:00' }, default: '+00:00', origin: 'assumed' },
  outcome: { from: 'Outcome', success: ['Success'], failure: ['Failure'] },
  actor: { from: [], absent: [], strip: [] },
  order: {},
  unknown: { class: 'unknown', severity: 'medium' },
  carriers: [
    { id: 'file', title: 'Native file', path: '/var/log/small/*/audit' },
    { id: 'syslog', title: 'Inside syslog' },
  ],
  absent: {},
  differs: {},
  cannotKeep: {},
  differsSpans: {},
};

const catalog: Catalog = {
  id: 'small-ca',
  title: 'Small CA',
  version: '1.2.3',
  description: 'Reads the audit log of\nSmall CA.',
  product: { vendor: 'Small', name: 'Small CA', versions: '1.x', also: [] },
  author: { name: 'Ann Author', email: 'ann@example.com', github: 'ann' },
  changes: [
    { version: '1.0.0', text: 'First release.', link: 'https://github.com/ann/small/pull/1' },
    { version: '1.10.0-beta1', text: 'Tokens.', link: 'https://github.com/ann/small/pull/4' },
    { version: '1.2.3', text: 'Reads the\nreasons.', link: 'https://github.com/ann/small/pull/2' },
    { version: '1.2.3', text: 'no: yes', link: 'https://github.com/ann/small/pull/3' },
  ],
  sources: [],
  streams: [stream],
  fields: [],
  enumerations: [],
  events: [event],
  classes,
  samples: [],
};

describe('the packaging of a Splunk add-on', () => {
  it('says who the app is in app.conf', () => {
    expect(appConf(catalog, 'private')).toMatchInlineSnapshot(`
      "# Small CA Add-on 1.2.3

      [install]
      is_configured = false
      state = enabled
      build = 1002003

      [launcher]
      author = Ann Author
      version = 1.2.3
      description = Reads the audit log of Small CA.

      [id]
      name = TA-small-ca
      version = 1.2.3

      [package]
      id = TA-small-ca
      check_for_updates = false

      [ui]
      is_visible = false
      label = Small CA Add-on
      "
    `);
    expect(appConf(catalog, 'splunkbase')).toBe(
      appConf(catalog, 'private').replace('check_for_updates = false', 'check_for_updates = true'),
    );
  });

  it('keeps label and description inside their limits', () => {
    const long = { ...catalog, title: 'Very long title '.repeat(10), description: 'many words '.repeat(40) };
    expect(appLabel(long).length).toBeLessThanOrEqual(80);
    expect(appLabel({ ...catalog, title: '' }).length).toBeGreaterThanOrEqual(5);
    expect(/^description = (.*)$/m.exec(appConf(long, 'private'))?.[1]?.length).toBeLessThanOrEqual(200);
  });

  it('derives the build number from the version', () => {
    expect([buildNumber('1.2.3'), buildNumber('1.10.0'), buildNumber('2.0.0-beta1')]).toEqual([1_002_003, 1_010_000, 2_000_000]);
  });

  it('describes the app in app.manifest, with the data models that its events reach', () => {
    expect(appManifest(catalog)).toMatchInlineSnapshot(`
      "{
          "schemaVersion": "2.0.0",
          "info": {
              "title": "Small CA Add-on",
              "id": {
                  "group": null,
                  "name": "TA-small-ca",
                  "version": "1.2.3"
              },
              "author": [
                  {
                      "name": "Ann Author",
                      "email": "ann@example.com",
                      "company": null
                  }
              ],
              "releaseDate": null,
              "description": "Reads the audit log of Small CA.",
              "classification": {
                  "intendedAudience": "IT Professionals",
                  "categories": [
                      "Security, Fraud & Compliance"
                  ],
                  "developmentStatus": "Production/Stable"
              },
              "commonInformationModels": {
                  "Alerts": ">=4.20.0",
                  "Authentication": ">=4.20.0",
                  "Change": ">=4.20.0"
              },
              "license": {
                  "name": "Apache-2.0",
                  "text": "LICENSE",
                  "uri": "https://www.apache.org/licenses/LICENSE-2.0"
              },
              "privacyPolicy": {
                  "name": null,
                  "text": null,
                  "uri": null
              },
              "releaseNotes": {
                  "name": "README",
                  "text": "README.md",
                  "uri": null
              }
          },
          "dependencies": null,
          "tasks": null,
          "inputGroups": null,
          "incompatibleApps": null,
          "platformRequirements": null,
          "supportedDeployments": [
              "_standalone",
              "_distributed",
              "_search_head_clustering"
          ],
          "targetWorkloads": [
              "_search_heads",
              "_indexers"
          ]
      }
      "
    `);
  });

  it('lets every app use what it knows, and administrators change it', () => {
    expect(defaultMeta()).toMatchInlineSnapshot(`
      "[]
      access = read : [ * ], write : [ admin, sc_admin ]
      # Fields, event types and tags must hold in searches of other apps too.
      export = system
      "
    `);
  });

  it('gives inputs to copy', () => {
    expect(inputsConfExample(catalog)).toMatchInlineSnapshot(`
      "# Inputs for Small CA Add-on.
      # Copy what you need to local/inputs.conf on the forwarder, set the path and your index, then set disabled to 0.
      # Install the add-on on the forwarder too: it holds the rules that keep a record of several lines whole.

      # Audit log: the file that the product writes, and its older parts.
      # Splunk knows a rolled or packed file by its beginning and does not read it twice. A record may hold several lines; the source type breaks only before the next record.
      [monitor:///var/log/small/*/audit*]
      disabled = 1
      sourcetype = small:audit
      # Audit logs of one server begin alike: 256 characters, the default, may not tell two files apart.
      initCrcLength = 1024
      # Without this setting records go to the default index.
      #index = main

      # Audit log over syslog, TCP.
      # Better: a syslog server that writes files, and a monitor:// input on them; records then survive a restart of Splunk.
      [tcp://5514]
      disabled = 1
      sourcetype = small:audit
      connection_host = ip
      #index = main

      # Audit log over syslog, UDP. A datagram cuts long records, and lost ones are not noticed: use TCP where you can.
      [udp://5514]
      disabled = 1
      sourcetype = small:audit
      connection_host = ip
      # Keep the record as it was sent: no time and host put in front.
      no_appending_timestamp = true
      #index = main
      "
    `);
    const fileOnly = { ...stream, carriers: stream.carriers.slice(0, 1) };
    expect(inputsConfExample({ ...catalog, streams: [fileOnly] })).not.toMatch(/\[(?:tcp|udp):/);
  });

  it('draws icons of the sizes that Splunk asks for', () => {
    const sizes = appIcons(catalog).map(({ path, bytes }) => [
      path,
      new DataView(bytes.buffer).getUint32(16),
      new DataView(bytes.buffer).getUint32(20),
    ]);
    expect(sizes).toEqual([
      ['static/appIcon.png', 36, 36],
      ['static/appIcon_2x.png', 72, 72],
      ['static/appIconAlt.png', 36, 36],
      ['static/appIconAlt_2x.png', 72, 72],
    ]);
  });

  it('is under the licence of the repository', () => {
    expect(licenseText(templates)).toBe(readFileSync(new URL('LICENSE', repository), 'utf8'));
    expect(packageLicense(templates)).toBe(licenseText(templates));
    expect(appId(catalog)).toBe('TA-small-ca');
  });
});

const frameStart = String.raw`^\d+\.[^\[]+ - \['"`;

describe('the packaging of an Elastic integration', () => {
  it('names the package, its data set and its logo', () => {
    expect([packageName(catalog), datasetName(catalog, stream), logoPath(catalog)]).toEqual([
      'small_ca',
      'small_ca.audit',
      'img/small_ca.svg',
    ]);
    expect(logoSvg(catalog)).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" role="img">
        <title>Small CA</title>
        <rect width="32" height="32" rx="6" fill="#8a4b1d"/>
        <path d="M16 5C19 7.4 22.2 8.2 25.5 8.2C25.5 17.6 22.6 23.8 16 27.2C9.4 23.8 6.5 17.6 6.5 8.2C9.8 8.2 13 7.4 16 5Z" fill="#ffffff"/>
        <circle cx="16" cy="13.6" r="3" fill="#8a4b1d"/>
        <path d="M15 14.6L17 14.6L18.4 21L13.6 21Z" fill="#8a4b1d"/>
      </svg>
      "
    `);
  });

  it('says in manifest.yml who the package is', () => {
    expect(packageManifest(catalog)).toMatchInlineSnapshot(`
      "format_version: '3.0.4'
      name: small_ca
      title: Small CA
      version: '1.2.3'
      source:
        license: Apache-2.0
      description: Reads the audit log of Small CA.
      type: integration
      categories:
        - security
        - authentication
      conditions:
        kibana:
          version: ^8.13.0 || ^9.0.0
        elastic:
          subscription: basic
      icons:
        - src: /img/small_ca.svg
          title: Small CA
          size: '32x32'
          type: image/svg+xml
      policy_templates:
        - name: small_ca
          title: Small CA logs
          description: Collect and read the logs of Small CA.
          inputs:
            - type: filestream
              title: Small CA logs from files
              description: 'Collecting records from the files that the product writes (input: filestream).'
            - type: tcp
              title: Small CA logs from syslog over TCP
              description: 'Receiving records over TCP, with or without TLS (input: tcp).'
            - type: udp
              title: Small CA logs from syslog over UDP
              description: 'Receiving records over UDP (input: udp).'
      owner:
        github: ann
        type: community
      "
    `);
  });

  it('lists versions in changelog.yml, the newest on top', () => {
    expect(changelog(catalog)).toMatchInlineSnapshot(`
      "# newer versions go on top
      - version: '1.10.0-beta1'
        changes:
          - description: Tokens.
            type: enhancement
            link: https://github.com/ann/small/pull/4
      - version: '1.2.3'
        changes:
          - description: Reads the reasons.
            type: enhancement
            link: https://github.com/ann/small/pull/2
          - description: 'no: yes'
            type: enhancement
            link: https://github.com/ann/small/pull/3
      - version: '1.0.0'
        changes:
          - description: First release.
            type: enhancement
            link: https://github.com/ann/small/pull/1
      "
    `);
  });

  it('asks the administrator about each input in the manifest of the data stream', () => {
    expect(dataStreamManifest(catalog, stream, frameStart)).toMatchInlineSnapshot(`
      "title: Audit log
      type: logs
      streams:
        - input: filestream
          template_path: filestream.yml.hbs
          title: Audit log (files)
          description: Collect the records of Audit log from files.
          enabled: true
          vars:
            - name: paths
              type: text
              title: Paths
              description: 'Files to read; \`*\` stands for any characters of a name. Let a path also match the names that a file gets when it is rolled: the agent then finishes it under its new name and reads nothing twice.'
              multi: true
              required: true
              show_user: true
              default:
                - /var/log/small/*/audit*
            - name: exclude_files
              type: text
              title: Exclude files
              description: Regular expressions of files that are left out. Packed copies of old files would be read a second time. Add \`\\.[0-9]+$\` where old files are copied instead of renamed.
              multi: true
              required: false
              show_user: false
              default:
                - \\.(gz|bz2|xz|zip|Z)$
            - name: fingerprint
              type: bool
              title: Identify files by their beginning
              description: 'Off: a file is known by its number in the file system, whatever it is renamed to. On: by its first 1024 bytes, for network shares and containers, where that number may change; a file is then not read before it has as many bytes.'
              required: false
              show_user: false
              default: false
            - name: ignore_older
              type: text
              title: Ignore older than
              description: 'Files that were not written to for this time are left out, such as \`72h\`. Empty: all files are read.'
              required: false
              show_user: false
            - name: multiline_pattern
              type: text
              title: Beginning of a record
              description: Regular expression that matches the first line of each record; lines that it does not match belong to the record before.
              required: true
              show_user: false
              default: ^\\d+\\.[^\\[]+ - \\['"
            - name: tz_offset
              type: text
              title: Time zone
              description: "Used where a record's zone is none of those that are read (IST, UTC). A name (\`Europe/Amsterdam\`) or an offset (\`+02:00\`). Empty: the zone of the agent's host. The default is assumed: no document of the product states it."
              required: false
              show_user: true
              default: '+00:00'
            - name: preserve_original_event
              type: bool
              title: Preserve original event
              description: Keep the record as the product wrote it, in the field \`event.original\`.
              required: true
              show_user: true
              default: false
            - name: mask_secrets
              type: bool
              title: Mask secrets in the original event
              description: Secrets are always masked in the fields that are read from a record. Switch this on to mask them in \`event.original\` too. It is off because a changed record no longer fits the signature of a signed log.
              required: true
              show_user: false
              secret: false
              default: false
            - name: tags
              type: text
              title: Tags
              description: Tags of each document. With \`forwarded\` the host of the agent is not written into it.
              multi: true
              required: true
              show_user: false
              default:
                - small_ca-audit
            - name: processors
              type: yaml
              title: Processors
              description: Processors that run in the agent before a record is read; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data).
              required: false
              show_user: false
        - input: tcp
          template_path: tcp.yml.hbs
          title: Audit log (syslog over TCP)
          description: Collect the records of Audit log from syslog over TCP.
          enabled: false
          vars:
            - name: listen_address
              type: text
              title: Listen address
              description: Address on which the agent waits for TCP. Use \`0.0.0.0\` for all addresses of the host.
              required: true
              show_user: true
              default: localhost
            - name: listen_port
              type: integer
              title: Listen port
              description: TCP port on which the agent waits.
              required: true
              show_user: true
              default: 9514
            - name: framing
              type: select
              title: Framing
              description: How the sender separates records. Only octet counting (RFC 6587) keeps a record of several lines whole.
              required: true
              show_user: true
              default: delimiter
              options:
                - text: A newline after each record
                  value: delimiter
                - text: Octet counting (RFC 6587)
                  value: rfc6587
            - name: max_message_size
              type: text
              title: Largest record
              description: Longest record that is taken; what is longer is cut.
              required: false
              show_user: false
              default: '20MiB'
            - name: ssl
              type: yaml
              title: SSL configuration
              description: 'Key, certificate and trusted authorities of the listener; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl). Empty: no TLS.'
              required: false
              show_user: false
              default: |
                #certificate: /etc/pki/tls/certs/agent.pem
                #key: /etc/pki/tls/private/agent.key
                #client_authentication: none
            - name: tz_offset
              type: text
              title: Time zone
              description: "Used where a record's zone is none of those that are read (IST, UTC). A name (\`Europe/Amsterdam\`) or an offset (\`+02:00\`). Empty: the zone of the agent's host. The default is assumed: no document of the product states it."
              required: false
              show_user: true
              default: '+00:00'
            - name: preserve_original_event
              type: bool
              title: Preserve original event
              description: Keep the record as the product wrote it, in the field \`event.original\`.
              required: true
              show_user: true
              default: false
            - name: mask_secrets
              type: bool
              title: Mask secrets in the original event
              description: Secrets are always masked in the fields that are read from a record. Switch this on to mask them in \`event.original\` too. It is off because a changed record no longer fits the signature of a signed log.
              required: true
              show_user: false
              secret: false
              default: false
            - name: tags
              type: text
              title: Tags
              description: Tags of each document. With \`forwarded\` the host of the agent is not written into it.
              multi: true
              required: true
              show_user: false
              default:
                - forwarded
                - small_ca-audit
            - name: processors
              type: yaml
              title: Processors
              description: Processors that run in the agent before a record is read; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data).
              required: false
              show_user: false
        - input: udp
          template_path: udp.yml.hbs
          title: Audit log (syslog over UDP)
          description: Collect the records of Audit log from syslog over UDP.
          enabled: false
          vars:
            - name: listen_address
              type: text
              title: Listen address
              description: Address on which the agent waits for UDP. Use \`0.0.0.0\` for all addresses of the host.
              required: true
              show_user: true
              default: localhost
            - name: listen_port
              type: integer
              title: Listen port
              description: UDP port on which the agent waits.
              required: true
              show_user: true
              default: 9514
            - name: max_message_size
              type: text
              title: Largest record
              description: Longest record that is taken; what is longer is cut.
              required: false
              show_user: false
              default: '64KiB'
            - name: read_buffer
              type: text
              title: Read buffer
              description: 'Size of the receive buffer of the socket, such as \`1MiB\`; more survives a burst. Empty: as the operating system has it.'
              required: false
              show_user: false
            - name: tz_offset
              type: text
              title: Time zone
              description: "Used where a record's zone is none of those that are read (IST, UTC). A name (\`Europe/Amsterdam\`) or an offset (\`+02:00\`). Empty: the zone of the agent's host. The default is assumed: no document of the product states it."
              required: false
              show_user: true
              default: '+00:00'
            - name: preserve_original_event
              type: bool
              title: Preserve original event
              description: Keep the record as the product wrote it, in the field \`event.original\`.
              required: true
              show_user: true
              default: false
            - name: mask_secrets
              type: bool
              title: Mask secrets in the original event
              description: Secrets are always masked in the fields that are read from a record. Switch this on to mask them in \`event.original\` too. It is off because a changed record no longer fits the signature of a signed log.
              required: true
              show_user: false
              secret: false
              default: false
            - name: tags
              type: text
              title: Tags
              description: Tags of each document. With \`forwarded\` the host of the agent is not written into it.
              multi: true
              required: true
              show_user: false
              default:
                - forwarded
                - small_ca-audit
            - name: processors
              type: yaml
              title: Processors
              description: Processors that run in the agent before a record is read; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data).
              required: false
              show_user: false
      "
    `);
  });

  it('offers to mask secrets only where the catalog names some', () => {
    const names = (secrets: readonly string[]) => {
      const masked: Stream = { ...stream, pairs: { ...stream.pairs, secrets } };
      return dataStreamManifest({ ...catalog, streams: [masked] }, masked, '^\\d').match(/name: mask_secrets/g)?.length ?? 0;
    };
    expect([names(['pin']), names([])]).toEqual([3, 0]);
  });

  it('offers no network input where no carrier is syslog', () => {
    expect(agentInputs({ ...stream, carriers: [] })).toEqual(['filestream']);
    expect(dataStreamManifest(catalog, { ...stream, carriers: [] }, frameStart)).not.toContain('udp');
  });

  it('gives the agent valid settings for filestream with the default answers', () => {
    expect(renderAsFleet('filestream', {})).toMatchInlineSnapshot(`
      {
        "file_identity.native": null,
        "parsers": [
          {
            "multiline": {
              "match": "after",
              "max_lines": 5000,
              "negate": true,
              "pattern": "^\\d+\\.[^\\[]+ - \\['"",
              "type": "pattern",
            },
          },
        ],
        "paths": [
          "/var/log/small/*/audit*",
        ],
        "processors": [
          {
            "add_fields": {
              "fields": {
                "timezone": "+00:00",
              },
              "target": "event",
            },
          },
        ],
        "prospector.scanner.exclude_files": [
          "\\.(gz|bz2|xz|zip|Z)$",
        ],
        "prospector.scanner.fingerprint.enabled": false,
        "tags": [
          "small_ca-audit",
        ],
      }
    `);
  });

  it('gives the agent valid settings for tcp with the default answers', () => {
    expect(renderAsFleet('tcp', {})).toMatchInlineSnapshot(`
      {
        "framing": "delimiter",
        "host": "localhost:9514",
        "max_message_size": "20MiB",
        "processors": [
          {
            "add_fields": {
              "fields": {
                "timezone": "+00:00",
              },
              "target": "event",
            },
          },
        ],
        "publisher_pipeline.disable_host": true,
        "ssl": null,
        "tags": [
          "forwarded",
          "small_ca-audit",
        ],
      }
    `);
  });

  it('gives the agent valid settings for udp with the default answers', () => {
    expect(renderAsFleet('udp', {})).toMatchInlineSnapshot(`
      {
        "host": "localhost:9514",
        "max_message_size": "64KiB",
        "processors": [
          {
            "add_fields": {
              "fields": {
                "timezone": "+00:00",
              },
              "target": "event",
            },
          },
        ],
        "publisher_pipeline.disable_host": true,
        "tags": [
          "forwarded",
          "small_ca-audit",
        ],
      }
    `);
  });

  it('passes on what the administrator answers', () => {
    const answers = {
      paths: ["/var/log/it's #1.log"],
      tags: ['a: b', 'forwarded'],
      tz_offset: '',
      preserve_original_event: true,
      mask_secrets: true,
      fingerprint: true,
      ignore_older: '72h',
      exclude_files: [],
      processors: '- drop_event:\n    when:\n      contains:\n        message: "x y"\n',
      ssl: 'certificate: /a.pem\nkey: /a.key\n',
      framing: 'rfc6587',
    };
    expect(renderAsFleet('filestream', answers)).toMatchInlineSnapshot(`
      {
        "file_identity.fingerprint": null,
        "ignore_older": "72h",
        "parsers": [
          {
            "multiline": {
              "match": "after",
              "max_lines": 5000,
              "negate": true,
              "pattern": "^\\d+\\.[^\\[]+ - \\['"",
              "type": "pattern",
            },
          },
        ],
        "paths": [
          "/var/log/it's #1.log",
        ],
        "processors": [
          {
            "add_locale": {
              "format": "offset",
            },
          },
          {
            "drop_event": {
              "when": {
                "contains": {
                  "message": "x y",
                },
              },
            },
          },
        ],
        "prospector.scanner.fingerprint.enabled": true,
        "publisher_pipeline.disable_host": true,
        "tags": [
          "preserve_original_event",
          "mask_secrets",
          "a: b",
          "forwarded",
        ],
      }
    `);
    expect(renderAsFleet('tcp', answers)).toMatchInlineSnapshot(`
      {
        "framing": "rfc6587",
        "host": "localhost:9514",
        "max_message_size": "20MiB",
        "processors": [
          {
            "add_locale": {
              "format": "offset",
            },
          },
          {
            "drop_event": {
              "when": {
                "contains": {
                  "message": "x y",
                },
              },
            },
          },
        ],
        "publisher_pipeline.disable_host": true,
        "ssl": {
          "certificate": "/a.pem",
          "key": "/a.key",
        },
        "tags": [
          "preserve_original_event",
          "mask_secrets",
          "a: b",
          "forwarded",
        ],
      }
    `);
  });
});

interface Answer {
  readonly name: string;
  readonly type: string;
  readonly default?: unknown;
}

/** Fills an agent template as Fleet does: YAML answers stand as placeholders until the text is parsed, or at the start of a line. */
function renderAsFleet(input: AgentInput, answers: Readonly<Record<string, unknown>>): unknown {
  const manifest: { streams: { input: string; vars: Answer[] }[] } = parse(dataStreamManifest(catalog, stream, frameStart));
  const variables = manifest.streams.find((each) => each.input === input)?.vars ?? [];
  const yamlAnswers = new Map<string, string>();
  const values: Record<string, unknown> = {};
  for (const variable of variables) {
    const answer = answers[variable.name] ?? variable.default;
    if (variable.type !== 'yaml') values[variable.name] = answer;
    if (variable.type !== 'yaml' || answer === undefined) continue;
    values[variable.name] = `"##${variable.name}##"`;
    yamlAnswers.set(`##${variable.name}##`, String(answer));
  }
  const fleet = Handlebars.create();
  fleet.registerHelper('escape_string', (text: unknown) => (text ? `'${String(text).replaceAll("'", "''")}'` : undefined));
  fleet.registerHelper('contains', function (this: unknown, item: string, list: string[], options: Handlebars.HelperOptions) {
    return list.includes(item) ? options.fn(this) : '';
  });
  const filled = fleet.compile(agentStream(templates, input), { noEscape: true })(values);
  const text = [...yamlAnswers].reduce((rest, [key, answer]) => rest.replace(new RegExp(`^"${key}"`, 'gm'), () => answer), filled);
  return parse(text, (_key, value: unknown) =>
    typeof value === 'string' && yamlAnswers.has(value) ? parse(yamlAnswers.get(value) ?? '') : value,
  );
}
