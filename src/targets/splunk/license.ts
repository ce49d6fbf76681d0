import type { TemplateSource } from '../target.js';

/** LICENSE: takes the shipped templates, returns the text of the Apache License 2.0, under which the rendered app is. */
export function licenseText(templates: TemplateSource): string {
  return templates('LICENSE.txt');
}
