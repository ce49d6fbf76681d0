import type { Catalog } from '../../catalog/model.js';
import { markSvg } from '../../render/mark.js';
import type { TemplateSource } from '../target.js';
import { packageName } from './package-name.js';

/** Takes the catalog, returns the path of the logo inside the package. */
export function logoPath(catalog: Catalog): string {
  return `img/${packageName(catalog)}.svg`;
}

/** img/<package>.svg: takes the catalog, returns the package's mark, the same as the Splunk add-on's. */
export function logoSvg(catalog: Catalog): string {
  return markSvg(catalog.id, catalog.title);
}

/** LICENSE.txt: takes the shipped templates, returns the text of the Apache License 2.0, under which the rendered package is. */
export function packageLicense(templates: TemplateSource): string {
  return templates('LICENSE.txt');
}
