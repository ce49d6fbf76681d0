import type { ProcessorDefinition } from '../processor.js';
import { scriptSource } from '../script-source.js';
import { JavaMap } from '../values.js';

/** `script`: https://www.elastic.co/docs/reference/enrich-processor/script-processor */
export const script: ProcessorDefinition = {
  options: { source: {}, id: {}, lang: {}, params: {}, options: {} },
  create(options) {
    const definition = new JavaMap('linked');
    for (const name of Object.keys(script.options)) {
      const value = options.value(name);
      if (value !== undefined) definition.put(name, value);
    }
    return scriptSource(options, definition, 'script');
  },
};
