import { renderConf } from '../../render/conf.js';

/**
 * metadata/default.meta: everybody may use what the app knows, administrators may change it, every app's searches see it.
 * Returns the text, which is the same for every catalog.
 * Specification: https://docs.splunk.com/Documentation/Splunk/latest/Admin/Defaultmetaconf
 */
export function defaultMeta(): string {
  return renderConf({
    stanzas: [
      {
        name: '',
        settings: [
          { key: 'access', value: 'read : [ * ], write : [ admin, sc_admin ]' },
          { key: 'export', value: 'system', comment: 'Fields, event types and tags must hold in searches of other apps too.' },
        ],
      },
    ],
  });
}
