import { classMeaning } from '../../catalog/classes.js';
import type { Catalog } from '../../catalog/model.js';
import { confText } from '../../render/conf.js';
import { renderJson } from '../../render/json.js';
import { appId, appLabel } from './app-conf.js';

// The first version of the Common Information Model that has every data set and prescribed value that we use.
const oldestModel = '>=4.20.0';

/**
 * app.manifest: what the packaging toolkit and Splunk Cloud read about the app. Takes the catalog, returns the text.
 * It names LICENSE and README.md, which must stand beside it. There is no release date: the same catalog gives the same bytes.
 * Specification: https://dev.splunk.com/enterprise/reference/packagingtoolkit/pkgtoolkitappmanifest
 */
export function appManifest(catalog: Catalog): string {
  const { author } = catalog;
  return renderJson({
    schemaVersion: '2.0.0',
    info: {
      title: appLabel(catalog),
      id: { group: null, name: appId(catalog), version: catalog.version },
      author: [{ name: confText(author.name), email: author.email ?? null, company: null }],
      releaseDate: null,
      description: confText(catalog.description),
      classification: {
        intendedAudience: 'IT Professionals',
        categories: ['Security, Fraud & Compliance'],
        developmentStatus: catalog.version.startsWith('0.') ? 'Beta' : 'Production/Stable',
      },
      commonInformationModels: dataModels(catalog),
      license: { name: 'Apache-2.0', text: 'LICENSE', uri: 'https://www.apache.org/licenses/LICENSE-2.0' },
      privacyPolicy: { name: null, text: null, uri: null },
      releaseNotes: { name: 'README', text: 'README.md', uri: null },
    },
    dependencies: null,
    tasks: null,
    inputGroups: null,
    incompatibleApps: null,
    platformRequirements: null,
    supportedDeployments: ['_standalone', '_distributed', '_search_head_clustering'],
    // Line breaking and time stamps are settings of indexers, all else of search heads.
    targetWorkloads: ['_search_heads', '_indexers'],
  });
}

function dataModels(catalog: Catalog): Readonly<Record<string, string>> | null {
  const used = new Set<string>();
  for (const event of catalog.events) {
    for (const eventClass of [event.class, event.failureClass, ...event.cases.map((each) => each.class)]) {
      if (eventClass === undefined) continue;
      const { cim } = classMeaning(catalog, eventClass);
      if ('dataset' in cim) used.add(cim.dataset.split('.')[0] ?? cim.dataset);
    }
  }
  if (used.size === 0) return null;
  return Object.fromEntries([...used].sort().map((model) => [model, oldestModel]));
}
