import type { Catalog, Stream } from '../../catalog/model.js';
import { type PlannedFile, textFile } from '../../output/plan.js';
import { renderConf } from '../../render/conf.js';
import { renderCsv } from '../../render/csv.js';
import type { Target, TargetContext, TargetPlan } from '../target.js';
import { appConf, appId, appLabel } from './app-conf.js';
import { appManifest } from './app-manifest.js';
import { defaultMeta } from './default-meta.js';
import { eventtypes, tags } from './eventtypes-conf.js';
import { appIcons } from './icons.js';
import { inputsConfExample } from './inputs-conf-example.js';
import { licenseText } from './license.js';
import { appLimits, headerLimits } from './limits.js';
import { lookupTables } from './lookups.js';
import { propsSettings } from './props-conf.js';
import { addOnReadme } from './readme.js';
import { recordReader } from './record-reader.js';
import { transforms } from './transforms-conf.js';

/** Renders a Splunk add-on: index-time and search-time knowledge, no code. */
export const splunk: Target = {
  name: 'splunk',
  plan(catalog: Catalog, context: TargetContext): TargetPlan {
    const id = appId(catalog);
    const root = `splunk/${id}`;
    const origin = `catalogs/${catalog.id}/catalog.yaml`;
    const file = (path: string, text: string) => textFile(`${root}/${path}`, text, origin);
    const summary = `${id} ${catalog.version}`;
    const tables = lookupTables(catalog);
    const unfit = headerLimits(tables);
    if (unfit.length > 0) return { files: [], archives: [], findings: unfit, summary };
    const banner = `${appLabel(catalog)} ${catalog.version}. Made by Addonsmith from ${origin}: do not edit, change the catalog and build again.`;
    const files: PlannedFile[] = [
      file('default/app.conf', appConf(catalog, context.profile)),
      file('default/props.conf', renderConf({ comment: banner, stanzas: catalog.streams.map((stream) => propsStanza(catalog, stream)) })),
      file(
        'default/transforms.conf',
        renderConf({ comment: banner, stanzas: catalog.streams.flatMap((stream) => transforms(catalog, stream)) }),
      ),
      file(
        'default/eventtypes.conf',
        renderConf({ comment: banner, stanzas: catalog.streams.flatMap((stream) => eventtypes(catalog, stream)) }),
      ),
      file('default/tags.conf', renderConf({ comment: banner, stanzas: catalog.streams.flatMap((stream) => tags(catalog, stream)) })),
      file('metadata/default.meta', defaultMeta()),
      file('README/inputs.conf.example', inputsConfExample(catalog)),
      file('README.md', addOnReadme(catalog, context.templates)),
      file('LICENSE', licenseText(context.templates)),
      file('app.manifest', appManifest(catalog)),
      ...tables.map((table) => file(`lookups/${table.file}`, renderCsv(table.header, table.rows))),
      ...appIcons(catalog).map((icon) => ({ path: `${root}/${icon.path}`, bytes: icon.bytes, mode: 0o644 as const, origin })),
    ];
    return {
      files,
      archives: [{ path: `splunk/${id}-${catalog.version}.tgz`, kind: 'tgz', root, topFolder: id }],
      findings: appLimits(files),
      summary,
    };
  },
};

function propsStanza(catalog: Catalog, stream: Stream) {
  const { stanza, switchedOff } = recordReader(catalog, stream);
  return { name: stanza, comment: stream.title, settings: propsSettings(catalog, stream), switchedOff };
}
