import type { Catalog } from '../../catalog/model.js';
import type { TemplateSource } from '../target.js';
export function addOnReadme(_catalog: Catalog, _templates: TemplateSource): string {
  return '# x\n';
}
