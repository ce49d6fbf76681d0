import type { ProcessorDefinition, Step } from '../processor.js';
import { scriptSource } from '../script-source.js';
import { deepCopy, JavaMap } from '../values.js';

/** `script`: https://www.elastic.co/docs/reference/enrich-processor/script-processor */
export const script: ProcessorDefinition = {
  options: { source: {}, id: {}, lang: {}, params: {}, options: {} },
  create(options) {
    const definition = new JavaMap('linked');
    for (const name of Object.keys(script.options)) {
      const value = options.value(name);
      if (value !== undefined) definition.put(name, value);
    }
    const run = scriptSource(options, definition, 'script');
    return options.engine === 'opensearch' ? onCopy(run) : run;
  },
};

/** OpenSearch gives a script a copy of the document: where it fails, what it did is lost. */
function onCopy(run: Step): Step {
  return (document) => {
    const { fields } = document.ctx;
    const before = deepCopy(fields) as JavaMap;
    try {
      run(document);
    } catch (failure) {
      fields.clear();
      fields.putAll(before);
      throw failure;
    }
  };
}
