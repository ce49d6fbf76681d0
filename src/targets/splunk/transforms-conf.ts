import type { Catalog, Stream } from '../../catalog/model.js';
import { codedEnumerations } from '../../catalog/names.js';
import { own, versionSuffix } from './field-names.js';
import { recordReader } from './record-reader.js';
import type { Stanza } from './settings.js';

/** Takes a stream and returns the stanzas of transforms.conf that its sourcetype refers to. transforms.conf.spec of Splunk 9. */
export function transforms(catalog: Catalog, stream: Stream): readonly Stanza[] {
  return [...recordReader(catalog, stream).transforms, ...lookupStanzas(catalog, stream)];
}

function lookupStanzas(catalog: Catalog, stream: Stream): readonly Stanza[] {
  const name = own(catalog);
  const suffix = versionSuffix(catalog);
  const shared = recordReader(catalog, stream).shared === undefined ? [] : ['product'];
  const tables = [...shared, 'events', 'unknown', ...codedEnumerations(catalog).map(({ enumeration }) => enumeration.name)];
  return tables.map((table) => ({
    name: name(`${table}_${suffix}`),
    settings: [
      { key: 'filename', value: `${name(`${table}_${suffix}`)}.csv` },
      { key: 'max_matches', value: '1' },
    ],
  }));
}
