import { javaPattern, running } from '../java-pattern.js';
import { javaReplaceAll, javaReplacement } from '../java-regex-texts.js';
import type { ProcessorDefinition } from '../processor.js';
import { eachText, TEXT_OPTIONS } from './text-processors.js';

/** `gsub`: https://www.elastic.co/docs/reference/enrich-processor/gsub-processor */
export const gsub: ProcessorDefinition = {
  options: { ...TEXT_OPTIONS, pattern: {}, replacement: {} },
  targets: ['target_field', 'field'],
  create(options) {
    const pattern = options.text('pattern');
    const replacement = options.text('replacement');
    const { expression, span } = javaPattern(options, 'pattern', pattern);
    const parts = javaReplacement(replacement, expression);
    return eachText(options, (text, document) => {
      running(document, span);
      return javaReplaceAll(text, expression, parts);
    });
  },
};
