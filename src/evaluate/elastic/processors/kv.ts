import { type DocumentPath, documentPath } from '../document-path.js';
import { type IngestDocument, textAt } from '../ingest-document.js';
import { illegalArgument } from '../ingest-failure.js';
import { type JavaPattern, javaPattern, running } from '../java-pattern.js';
import { javaReplaceAll, javaReplacement, javaSplit } from '../java-regex-texts.js';
import type { ProcessorDefinition } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import { pathSource } from '../templated.js';
import { textOf } from '../values.js';

type Turn = (text: string) => string;

/** `kv`: https://www.elastic.co/docs/reference/enrich-processor/kv-processor */
export const kv: ProcessorDefinition = {
  options: {
    field: {},
    field_split: {},
    value_split: {},
    target_field: {},
    include_keys: {},
    exclude_keys: {},
    ignore_missing: {},
    prefix: {},
    trim_key: {},
    trim_value: {},
    strip_brackets: {},
  },
  writes(config) {
    const [target, prefix] = ['target_field', 'prefix'].map((name) => config.get(name));
    return [`${typeof target === 'string' ? `${target}.` : ''}${typeof prefix === 'string' ? prefix : ''}*`];
  },
  create(options) {
    const field = pathSource(options, 'field', options.text('field'));
    const target = targetOf(options);
    const fieldSplit = javaPattern(options, 'field_split', options.text('field_split'));
    const written = options.text('value_split');
    const valueSplit = javaPattern(options, 'value_split', written);
    const isWanted = filterOf(options);
    const ignoreMissing = options.flag('ignore_missing');
    const trimKey = trimmer(options, 'trim_key');
    const strip = stripper(options);
    const trimValue = trimmer(options, 'trim_value');
    const prefix = options.optionalText('prefix') ?? '';
    return (document) => {
      const path = field(document);
      const text = pairsAt(document, path, ignoreMissing);
      if (text === undefined) return;
      const above = target(document);
      for (const part of parts(document, text, fieldSplit)) {
        const pair = javaSplit(part, valueSplit.expression, 2);
        if (pair.length !== 2) throw illegalArgument(`field [${path.text}] does not contain value_split [${written}]`);
        const key = trimKey(pair[0] ?? '');
        if (isWanted(key)) put(document, above + prefix + key, trimValue(strip(pair[1] ?? '')));
      }
    };
  },
};

function targetOf(options: ProcessorOptions): (document: IngestDocument) => string {
  const target = options.optionalText('target_field');
  if (target === undefined) return () => '';
  const source = pathSource(options, 'target_field', target);
  return (document) => `${source(document).text}.`;
}

function parts(document: IngestDocument, text: string, pattern: JavaPattern): readonly string[] {
  running(document, pattern.span);
  return javaSplit(text, pattern.expression, 0);
}

function pairsAt(document: IngestDocument, path: DocumentPath, ignoreMissing: boolean): string | undefined {
  if (!document.has(path)) {
    if (ignoreMissing) return undefined;
    throw illegalArgument(`field [${path.text}] doesn't exist`);
  }
  return textAt(document, path, ignoreMissing, 'cannot extract key-value pairs');
}

function filterOf(options: ProcessorOptions): (key: string) => boolean {
  const include = options.optionalList('include_keys')?.map(textOf);
  const exclude = options.optionalList('exclude_keys')?.map(textOf);
  return (key) => (include === undefined || include.includes(key)) && exclude?.includes(key) !== true;
}

function trimmer(options: ProcessorOptions, name: string): Turn {
  const characters = options.optionalText(name);
  if (characters === undefined) return (text) => text;
  return remover(javaPattern(options, name, `(^([${characters}]+))|([${characters}]+$)`));
}

function stripper(options: ProcessorOptions): Turn {
  if (!options.flag('strip_brackets')) return (text) => text;
  return (text) => text.replace(/^[([<"']|[\])>"']$/g, '');
}

function remover({ expression }: JavaPattern): Turn {
  const nothing = javaReplacement('', expression);
  return (text) => javaReplaceAll(text, expression, nothing);
}

/** A key that is there already becomes a list. */
function put(document: IngestDocument, name: string, value: string): void {
  const path = documentPath(name);
  if (document.has(path)) document.append(path, value, true);
  else document.set(path, value);
}
