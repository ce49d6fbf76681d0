import type { TemplateSource } from '../target.js';

/** The source of a script: parts of `templates/elastic/ingest-pipeline/`, one behind the other. */
export function scriptSource(templates: TemplateSource, parts: readonly string[]): string {
  return parts.map((name) => templates(`elastic/ingest-pipeline/${name}.painless`)).join('');
}
