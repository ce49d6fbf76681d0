import { type Conf, classesOf } from './conf-reader.js';
import { evaluate, type Fields } from './eval-language.js';
import { parseEval } from './eval-syntax.js';

/**
 * Takes the settings of a sourcetype and transforms.conf, and returns the function that reads a record's time by INGEST_EVAL: undefined where
 * the sourcetype has none. The time that Splunk finds by itself is not simulated, so what rests on it alone is no time.
 */
export function ingestTime(props: ReadonlyMap<string, string>, transforms: Conf): ((record: string) => string | undefined) | undefined {
  const names = classesOf(props, 'TRANSFORMS').flatMap(([, value]) => value.split(',').map((name) => name.trim()));
  const evals = names.map((name) => transforms.get(name)?.get('INGEST_EVAL') ?? '');
  if (evals.length === 0) return undefined;
  const trees = evals.map((each) => {
    if (!each.startsWith('_time:=')) throw new Error(`INGEST_EVAL not understood: ${each}`);
    return parseEval(each.slice('_time:='.length));
  });
  return (record) => {
    const fields: Fields = new Map([['_raw', [record]]]);
    const times = trees.map((tree) => evaluate(tree, fields)).filter((value) => value !== null);
    return times.length === 0 ? undefined : new Date(Math.round(Number(times.at(-1)) * 1000)).toISOString();
  };
}
