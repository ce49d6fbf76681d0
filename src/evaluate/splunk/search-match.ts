import { inNetwork, readAddress, readNetwork } from './addresses.js';
import { looksNumeric } from './eval-numbers.js';
import type { Comparison, SearchNode, SearchValue } from './search-syntax.js';
import { exactTermTest, type RawTest, termTest } from './search-terms.js';

/** What a search is held against. */
export interface SearchView {
  readonly raw: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Whether the record is of an eventtype. */
  isOf(eventtype: SearchValue): boolean | undefined;
}

/** Whether a record fits; undefined where that cannot be decided from the record and the documents. */
export type SearchTest = (view: SearchView) => boolean | undefined;

/** Fields that an event has only once it is indexed or tagged; a record by itself cannot say what they hold. */
const outside =
  /^(?:index|splunk_server|splunk_server_group|tag|tag::.*|linecount|punct|timestartpos|timeendpos|date_.*|_indextime|_time|earliest|latest|_index_earliest|_index_latest|savedsearch|savedsplunk|hosttag|sourcetypetag|host_tag|_sourcetype|_cd|_bkt)$/;

/** The forms that a search has, by the kind of node that each is read as, and what of them is not decided. */
const formsByKind: Readonly<Record<SearchNode['kind'], Readonly<Record<string, string | undefined>>>> = {
  and: { 'AND, implied or written': 'binds weaker than OR' },
  or: { OR: undefined },
  not: { NOT: undefined },
  everything: { '*': undefined },
  term: {
    'bare words': undefined,
    '"phrases"': 'one that begins or ends inside a segment is not decided',
    'TERM()': undefined,
    'CASE()': undefined,
    '* in words': 'within one segment',
  },
  comparison: {
    '= != < > <= >=': '!= on several values that differ is not decided',
    'f=10.0.0.0/8': undefined,
    'eventtype=name': undefined,
    'index, splunk_server, _time, linecount, date_*, earliest': 'the record by itself does not say them',
    'tag=': 'Splunk does not allow it in an eventtype',
  },
  in: { 'IN ()': undefined },
  undecided: { '`macro`': 'without parameters' },
};

/** What of the search language is implemented. */
export const searchForms: Readonly<Record<string, string | undefined>> = Object.assign({}, ...Object.values(formsByKind));

/** Makes a test of a search. */
export function compileSearch(node: SearchNode): SearchTest {
  switch (node.kind) {
    case 'and':
      return all(node.of.map(compileSearch), false);
    case 'or':
      return all(node.of.map(compileSearch), true);
    case 'not': {
      const of = compileSearch(node.of);
      return (view) => {
        const holds = of(view);
        return holds === undefined ? undefined : !holds;
      };
    }
    case 'everything':
      return () => true;
    case 'term':
      return onRaw(node.form === 'TERM' ? exactTermTest(node.text) : termTest(node.text, node.form === 'CASE'));
    case 'comparison':
      return comparison(node.field, node.operator, node.value);
    case 'in':
      return all(
        node.values.map((value) => comparison(node.field, '=', value)),
        true,
      );
    case 'undecided':
      return () => undefined;
  }
}

// What decides alone (false for AND, true for OR) decides even beside what nobody can say.
function all(tests: readonly SearchTest[], decides: boolean): SearchTest {
  return (view) => {
    let isDecided = true;
    for (const test of tests) {
      const holds = test(view);
      if (holds === decides) return decides;
      if (holds === undefined) isDecided = false;
    }
    return isDecided ? !decides : undefined;
  };
}

function onRaw(test: RawTest): SearchTest {
  return (view) => test(view.raw);
}

function comparison(field: string, operator: Comparison, value: SearchValue): SearchTest {
  if (field === 'eventtype') return ofEventtype(operator, value);
  const one = valueTest(operator, value);
  const isUnknown = outside.test(field);
  const isAny = operator === '=' && value.text === '*';
  return (view) => {
    const values = view.fields.get(field);
    if (values === undefined) return isUnknown ? (field === 'index' && isAny) || undefined : false;
    if (values.length === 1) return one(values[0] ?? '');
    const hits = values.filter(one).length;
    // `f!=v` where some values differ and some do not: documented nowhere.
    if (operator === '!=' && hits > 0 && hits < values.length) return undefined;
    return hits > 0;
  };
}

function ofEventtype(operator: Comparison, value: SearchValue): SearchTest {
  if (operator === '=') return (view) => view.isOf(value);
  return () => undefined;
}

type ValueTest = (text: string) => boolean;

/** Search Reference, search: `=` and `!=` compare texts, `*` is any text; the others compare numbers where both sides are numbers. */
function valueTest(operator: Comparison, { text, cased }: SearchValue): ValueTest {
  if (operator === '=') return equalTo(text, cased);
  if (operator === '!=') {
    const same = equalTo(text, cased);
    return (value) => !same(value);
  }
  const isNumber = looksNumeric(text);
  const wanted = Number(text);
  return (value) => {
    if (isNumber && looksNumeric(value)) return holds(operator, Number(value) - wanted);
    return holds(operator, value === text ? 0 : value < text ? -1 : 1);
  };
}

function holds(operator: Comparison, order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** Letter case counts only inside CASE(). */
export function equalTo(text: string, cased: boolean): ValueTest {
  if (text === '*') return () => true;
  if (text.includes('*')) {
    const source = text.replace(/[\\^$.*+?()[\]{}|/]/g, (token) => (token === '*' ? '[\\s\\S]*' : `\\${token}`));
    const expression = new RegExp(`^${source}$`, cased ? '' : 'i');
    return (value) => expression.test(value);
  }
  const network = text.includes('/') ? readNetwork(text) : undefined;
  const lower = text.toLowerCase();
  const same: ValueTest = cased
    ? (value) => value === text
    : (value) => value === text || (value.length === text.length && value.toLowerCase() === lower);
  if (network === undefined) return same;
  return (value) => {
    const address = readAddress(value);
    return (address !== undefined && inNetwork(address, network)) || same(value);
  };
}
