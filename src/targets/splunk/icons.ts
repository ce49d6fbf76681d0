import type { Catalog } from '../../catalog/model.js';
import { markPng } from '../../render/mark.js';

export interface Icon {
  /** Path inside the app. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const edge = 36;

/**
 * static/appIcon*.png: the app's mark for both densities, and on light ground. Takes the catalog, returns the files.
 * Specification: https://dev.splunk.com/enterprise/docs/developapps/createapps/addicons
 */
export function appIcons(catalog: Catalog): readonly Icon[] {
  return [
    { path: 'static/appIcon.png', bytes: markPng(catalog.id, edge, 'tile') },
    { path: 'static/appIcon_2x.png', bytes: markPng(catalog.id, edge * 2, 'tile') },
    { path: 'static/appIconAlt.png', bytes: markPng(catalog.id, edge, 'plain') },
    { path: 'static/appIconAlt_2x.png', bytes: markPng(catalog.id, edge * 2, 'plain') },
  ];
}
