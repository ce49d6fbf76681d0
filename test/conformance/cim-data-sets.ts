import { EvalCompiler, nextRecord } from '../../src/evaluate/splunk/eval-language.js';
import { placedAt } from '../../src/evaluate/splunk/placed-text.js';
import { compileSearch, equalTo, type SearchView } from '../../src/evaluate/splunk/search-match.js';
import { parseSearch } from '../../src/evaluate/splunk/search-syntax.js';
import type { SplunkRecord } from '../../src/evaluate/splunk/splunk-apps.js';
import { startOf } from '../../src/source/source-text.js';

/** A field of a data set as pytest-splunk-addon describes it. */
interface WantedField {
  readonly name: string;
  readonly type: string;
  /** A search; the field is asked for in records that fit. */
  readonly condition: string;
  /** An eval expression that is null where the value is none that the model takes. */
  readonly validity: string;
  readonly multiple: boolean;
  readonly expected: readonly string[];
  readonly negative: readonly string[];
}

/** A data set that the tags of an event type reach, as `judges/cim/data_sets.py` prints it. */
export interface DataSetMapping {
  readonly app: string;
  /** `eventtype="x"`, as in tags.conf. */
  readonly stanza: string;
  /** `Model.Dataset`. */
  readonly dataset: string;
  readonly searches: readonly string[];
  readonly fields: readonly WantedField[];
}

export interface DataSetTest {
  readonly eventtype: string;
  readonly dataset: string;
  readonly holds: (record: SearchView) => boolean;
  readonly fields: readonly FieldTest[];
}

export interface FieldTest {
  readonly name: string;
  readonly isAskedFor: (record: SearchView) => boolean;
  /** What is wrong with the values of a field that is there. */
  readonly fault: (record: SearchView) => string | undefined;
}

/** A record as a search sees it: with the tags and event types that it has by then. */
export function searchView({ raw, fields, eventtypes, tags }: SplunkRecord): SearchView {
  const isOf: SearchView['isOf'] = ({ text, cased }) => eventtypes.some(equalTo(text, cased));
  return { raw, fields: new Map([...fields, ['tag', tags], ['eventtype', eventtypes]]), isOf };
}

/** The searches that pytest-splunk-addon would make of a mapping. */
export function dataSetTest({ stanza, dataset, searches, fields }: DataSetMapping): DataSetTest {
  const all = [stanza, ...searches].map(searchTest);
  const asked = fields.filter(({ type }) => type === 'required' || type === 'conditional');
  return {
    eventtype: eventtypeOf(stanza),
    dataset,
    holds: (record) => all.every((each) => each(record)),
    fields: asked.map(fieldTest),
  };
}

function eventtypeOf(stanza: string): string {
  return stanza.replace(/^eventtype="?|"$/g, '');
}

function searchTest(text: string): (record: SearchView) => boolean {
  if (text === '') return () => true;
  const test = compileSearch(parseSearch(text, () => undefined));
  return (record) => {
    const holds = test(record);
    if (holds === undefined) throw new Error(`the Splunk evaluator does not decide: ${text}`);
    return holds;
  };
}

function fieldTest({ name, condition, validity, multiple, expected, negative }: WantedField): FieldTest {
  const isValid = validityTest(validity);
  const isExpected = expected.map((each) => equalTo(each, false));
  const isNegative = negative.map((each) => equalTo(each, false));
  const fault = (record: SearchView): string | undefined => {
    const values = record.fields.get(name) ?? [];
    if (values.length > 1 && !multiple) return `has ${values.length} values`;
    if (!isValid(record)) return `${JSON.stringify(values)} is not valid by ${validity}`;
    // nomv, which is done to a field that may have several values, makes one of them.
    const value = values.join('\n');
    if (isExpected.length > 0 && !isExpected.some((each) => each(value)))
      return `${JSON.stringify(value)} is none of ${expected.join(', ')}`;
    return isNegative.some((each) => each(value)) ? `${JSON.stringify(value)} says nothing` : undefined;
  };
  return { name, isAskedFor: searchTest(condition), fault };
}

function validityTest(expression: string): (record: SearchView) => boolean {
  const compiler = new EvalCompiler();
  const compiled = compiler.compile(placedAt(expression, startOf('validity')));
  compiler.finish();
  if (compiled === undefined || compiled.isRefused) throw new Error(`the Splunk evaluator refuses: ${expression}`);
  const context = compiler.context((_, message) => {
    throw new Error(`the Splunk evaluator does not decide ${expression}: ${message}`);
  });
  return ({ fields }) => {
    nextRecord(context, fields);
    return compiled.evaluate(context) !== null;
  };
}
