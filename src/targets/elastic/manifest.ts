import type { Catalog } from '../../catalog/model.js';
import { renderYaml } from '../../render/yaml.js';
import type { EventClass } from '../../vocab/classes.js';
import { type AgentInput, packageInputs } from './agent-stream.js';
import { logoPath } from './build-assets.js';
import { packageName } from './package-name.js';

// The oldest format that every supported stack installs; what we write also satisfies the rules of 3.6.
const formatVersion = '3.0.4';
// From 8.13 on the stack itself maps the fields of ECS (`ecs@mappings`).
const stackVersion = '^8.13.0 || ^9.0.0';

const inputTexts: Readonly<Record<AgentInput, { readonly title: string; readonly description: string }>> = {
  filestream: { title: 'from files', description: 'Collecting records from the files that the product writes' },
  tcp: { title: 'from syslog over TCP', description: 'Receiving records over TCP, with or without TLS' },
  udp: { title: 'from syslog over UDP', description: 'Receiving records over UDP' },
  winlog: { title: 'from Windows event logs', description: 'Collecting events from the event log of Windows' },
};

// Kibana's list of integrations is filtered by these; each follows from the kinds of events that the catalog has.
const categoriesByClass: readonly (readonly [category: string, classes: readonly EventClass[]])[] = [
  ['authentication', ['authentication']],
  ['credential_management', ['certificate', 'key', 'token']],
  ['iam', ['account', 'role', 'privilege']],
];

/**
 * manifest.yml: who the package is and which inputs it offers. Takes the catalog, returns the text.
 * Specification: https://github.com/elastic/package-spec (integration/manifest)
 */
export function packageManifest(catalog: Catalog): string {
  const title = oneLine(catalog.title);
  const inputs = packageInputs(catalog).map((input) => ({
    type: input,
    title: `${title} logs ${inputTexts[input].title}`,
    description: `${inputTexts[input].description} (input: ${input}).`,
  }));
  return renderYaml({
    format_version: formatVersion,
    name: packageName(catalog),
    title,
    version: catalog.version,
    source: { license: 'Apache-2.0' },
    description: oneLine(catalog.description),
    type: 'integration',
    categories: categories(catalog),
    conditions: { kibana: { version: stackVersion }, elastic: { subscription: 'basic' } },
    icons: [{ src: `/${logoPath(catalog)}`, title, size: '32x32', type: 'image/svg+xml' }],
    policy_templates: [
      { name: packageName(catalog), title: `${title} logs`, description: `Collect and read the logs of ${title}.`, inputs },
    ],
    owner: { github: catalog.author.github, type: 'community' },
  });
}

function categories(catalog: Catalog): readonly string[] {
  const present = new Set(catalog.events.map((event) => event.class));
  const derived = categoriesByClass.filter(([, needed]) => needed.some((each) => present.has(each))).map(([category]) => category);
  return ['security', ...derived];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
