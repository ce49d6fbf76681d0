import { documentPath } from '../document-path.js';
import { textAt } from '../ingest-document.js';
import { javaPattern, running } from '../java-pattern.js';
import { javaSplit } from '../java-regex-texts.js';
import type { ProcessorDefinition } from '../processor.js';

/** `split`: https://www.elastic.co/docs/reference/enrich-processor/split-processor */
export const split: ProcessorDefinition = {
  options: { field: {}, separator: {}, target_field: {}, ignore_missing: {}, preserve_trailing: {} },
  targets: ['target_field', 'field'],
  create(options) {
    const field = options.text('field');
    const { expression, span } = javaPattern(options, 'separator', options.text('separator'));
    const from = documentPath(field);
    const to = documentPath(options.text('target_field', field));
    const ignoreMissing = options.flag('ignore_missing');
    const limit = options.flag('preserve_trailing') ? -1 : 0;
    return (document) => {
      const value = textAt(document, from, ignoreMissing, 'cannot split');
      if (value === undefined) return;
      running(document, span);
      document.set(to, javaSplit(value, expression, limit));
    };
  },
};
