import type { Catalog } from '../../catalog/model.js';
import { confText, renderConf } from '../../render/conf.js';
import type { Profile } from '../target.js';

const longestLabel = 80;
const longestDescription = 200;

/** Takes the catalog, returns the id of its app: the name of its folder, of the archive and of `[package] id`. */
export function appId(catalog: Catalog): string {
  return `TA-${catalog.id}`;
}

/** Takes the catalog, returns the label that Splunk's list of apps shows. */
export function appLabel(catalog: Catalog): string {
  return shorten(confText(`${catalog.title} Add-on`), longestLabel);
}

/**
 * default/app.conf: who the app is. Takes the catalog and the profile, returns the text.
 * Specification: https://docs.splunk.com/Documentation/Splunk/latest/Admin/Appconf
 */
export function appConf(catalog: Catalog, profile: Profile): string {
  const version = { key: 'version', value: catalog.version };
  return renderConf({
    comment: `${appLabel(catalog)} ${catalog.version}`,
    stanzas: [
      {
        name: 'install',
        settings: [
          { key: 'is_configured', value: 'false' },
          { key: 'state', value: 'enabled' },
          { key: 'build', value: String(buildNumber(catalog.version)) },
        ],
      },
      {
        name: 'launcher',
        settings: [
          { key: 'author', value: confText(catalog.author.name) },
          version,
          { key: 'description', value: shorten(confText(catalog.description), longestDescription) },
        ],
      },
      { name: 'id', settings: [{ key: 'name', value: appId(catalog) }, version] },
      {
        name: 'package',
        settings: [
          { key: 'id', value: appId(catalog) },
          { key: 'check_for_updates', value: profile === 'splunkbase' ? 'true' : 'false' },
        ],
      },
      {
        name: 'ui',
        settings: [
          { key: 'is_visible', value: 'false' },
          { key: 'label', value: appLabel(catalog) },
        ],
      },
    ],
  });
}

/** Takes a version `1.2.3`, returns a number that grows with it: 1002003. A suffix such as `-beta1` does not count. */
export function buildNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = (version.split(/[-+]/)[0] ?? '').split('.').map(Number);
  return major * 1_000_000 + minor * 1_000 + patch;
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 3);
  const atWord = cut.replace(/\s+\S*$/, '');
  return `${atWord.replace(/[\s\\,;:]+$/, '')}...`;
}
