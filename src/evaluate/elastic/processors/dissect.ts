import { DissectFault, readDissectPattern } from '../dissect-pattern.js';
import { documentPath } from '../document-path.js';
import { textAt } from '../ingest-document.js';
import { IngestFailure } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import { textOf } from '../values.js';

/** `dissect`: https://www.elastic.co/docs/reference/enrich-processor/dissect-processor */
export const dissect: ProcessorDefinition = {
  options: { field: {}, pattern: {}, append_separator: {}, ignore_missing: {} },
  writes: (config) => [...textOf(config.get('pattern')).matchAll(/%\{[+*&?]?([^}/]*?)(?:\/\d+)?(?:->)?\}/g)].map(([, name = '']) => name),
  create(options) {
    const from = documentPath(options.text('field'));
    const written = options.text('pattern');
    const pattern = readDissectPattern(written, options.text('append_separator', ''));
    if (pattern instanceof DissectFault) {
      const name = pattern.type === 'pattern_parse' ? 'PatternParse' : 'KeyParse';
      const cause = new IngestFailure(pattern.type, pattern.reason);
      const reason = `org.${options.engine}.dissect.DissectException$${name}: ${pattern.reason}`;
      throw options.refused(new IngestFailure('exception', reason, cause), 'pattern');
    }
    const ignoreMissing = options.flag('ignore_missing');
    return (document) => {
      const text = textAt(document, from, ignoreMissing, 'cannot process it');
      if (text === undefined) return;
      const values = pattern.read(text);
      if (values === undefined) {
        throw new IngestFailure('find_match', `Unable to find match for dissect pattern: ${written} against source: ${text}`);
      }
      for (const [key, value] of values) document.set(documentPath(textOf(key)), value);
    };
  },
};
