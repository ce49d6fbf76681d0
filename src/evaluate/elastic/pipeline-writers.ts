import type { Span } from '../../diagnostics/finding.js';
import type { PipelineDefinition } from './compile-pipeline.js';
import type { ConfigPlace } from './config-place.js';
import { PROCESSORS } from './processors/index.js';
import { JavaMap, type JavaValue, textOf } from './values.js';

/**
 * Takes the definition of a pipeline and the path of a field; returns where processors stand that can write it: those whose target is the
 * field, something around it or something inside it, and scripts that name its last step in their text or parameters.
 */
export function pipelineWriters({ definition, place }: PipelineDefinition, path: string): readonly Span[] {
  return ['processors', 'on_failure'].flatMap((name) => inList(definition.get(name), place.at(name), path));
}

function inList(list: JavaValue, place: ConfigPlace, path: string): readonly Span[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index) => (item instanceof JavaMap ? inItem(item, place.at(index), path) : []));
}

function inItem(item: JavaMap, place: ConfigPlace, path: string): readonly Span[] {
  return [...item].flatMap(([key, config]) => {
    const type = textOf(key);
    const own = place.at(type);
    const spans = writes(type, config, path) ? [own.key()] : [];
    if (!(config instanceof JavaMap)) return spans;
    const inner = config.get('processor');
    const nested = inner instanceof JavaMap ? inItem(inner, own.at('processor'), path) : [];
    return [...spans, ...nested, ...inList(config.get('on_failure'), own.at('on_failure'), path)];
  });
}

function writes(type: string, config: JavaValue, path: string): boolean {
  if (type === 'script') return namesLastStep(config, path.slice(path.lastIndexOf('.') + 1));
  if (!(config instanceof JavaMap)) return false;
  const definition = Object.hasOwn(PROCESSORS, type) ? PROCESSORS[type] : undefined;
  if (definition === undefined) return false;
  const name = definition.targets?.find((each) => config.get(each) !== null);
  const given = name === undefined ? (definition.defaultTarget ?? null) : config.get(name);
  const fields = [...(Array.isArray(given) ? given : [given]), ...(definition.writes?.(config) ?? [])];
  return fields.some((field) => typeof field === 'string' && reaches(field, path));
}

/** Whether writing a field changes what stands at a path; a template may make any text. */
function reaches(field: string, path: string): boolean {
  const plain = field.replace(/^_source\./, '');
  if (/\{\{|\*/.test(plain)) return templateFits(plain, path);
  return plain === path || path.startsWith(`${plain}.`) || plain.startsWith(`${path}.`);
}

function templateFits(template: string, path: string): boolean {
  const literals = template.split(/\{\{\{?.*?\}\}\}?|\*/s).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's').test(path);
}

function namesLastStep(config: JavaValue, step: string): boolean {
  const isNamed = (value: JavaValue): boolean => {
    if (typeof value === 'string') return namedIn(value, step);
    if (Array.isArray(value)) return value.some(isNamed);
    return value instanceof JavaMap && [...value].some(([key, each]) => isNamed(key) || isNamed(each));
  };
  return config instanceof JavaMap ? isNamed(config.get('source')) || isNamed(config.get('params')) : isNamed(config);
}

/** Whether a name stands in a text as a word of its own. */
function namedIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = (character: string | undefined): boolean => character !== undefined && /[\w@]/.test(character);
    if (!isWord(text[at - 1]) && !isWord(text[at + name.length])) return true;
  }
  return false;
}
