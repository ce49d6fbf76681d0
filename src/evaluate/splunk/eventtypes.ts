import { type Finding, finding, type Span } from '../../diagnostics/finding.js';
import type { Conf, Setting } from './conf-file.js';
import { isTrue } from './reports.js';
import { compileSearch, equalTo, type SearchTest, type SearchView } from './search-match.js';
import { parseSearch, SearchFault, type SearchNode, type SearchValue } from './search-syntax.js';
import { splunkCodes } from './splunk-codes.js';
import type { WorkingRecord } from './working-record.js';

interface Eventtype {
  readonly name: string;
  readonly search: Setting;
  readonly test: SearchTest;
  /** The names of other eventtypes that it asks for, patterns too. */
  readonly askedFor: readonly string[];
}

/** All eventtypes of the installed apps: eventtypes.conf.spec. They apply to every record. */
export class Eventtypes {
  readonly findings: Finding[] = [];
  readonly #all: readonly Eventtype[];
  readonly #view: View;

  constructor(eventtypes: Conf, macros: Conf) {
    const definitionOf = (name: string) => macros.get(name)?.settings.get('definition')?.value;
    this.#all = [...eventtypes.values()].flatMap(({ name, settings }) => {
      const search = settings.get('search');
      if (search === undefined || isTrue(settings.get('disabled'), false)) return [];
      return [{ name, search, ...this.#compile(name, search, definitionOf) }];
    });
    const byName = new Map(this.#all.map((each) => [each.name, each]));
    this.#view = new View(this.#all, byName);
    for (const circle of circlesOf(byName)) {
      const [first] = circle;
      const message = `the eventtype asks for itself: ${[...circle, first].map((each) => each?.name).join(' -> ')}`;
      if (first !== undefined) this.findings.push(finding(splunkCodes['splunk-wrong'], { message, span: first.search.placed.span() }));
    }
  }

  /** The names of a record's eventtypes, in order. */
  of(record: WorkingRecord): readonly string[] {
    const view = this.#view;
    view.show(record);
    const found: string[] = [];
    for (const each of this.#all) {
      const fits = view.fits(each);
      if (fits === undefined) record.undecided(each.search.place, `whether the record is of the eventtype ${each.name}`);
      if (fits === true) found.push(...namesFor(each, record));
    }
    return found.length < 2 ? found : [...new Set(found)].sort();
  }

  #compile(name: string, search: Setting, macros: (name: string) => string | undefined): Pick<Eventtype, 'test' | 'askedFor'> {
    try {
      const tree = parseSearch(search.value, macros);
      const terms = termsOf(tree);
      for (const what of terms.flatMap(undecidedIn)) this.#report(`[${name}] asks for ${what}`, search.placed.span());
      return { test: compileSearch(tree), askedFor: terms.flatMap(eventtypesIn) };
    } catch (error) {
      if (!(error instanceof SearchFault)) throw error;
      this.#report(`[${name}]: ${error.message}`, search.placed.span(error.at, error.at + 1));
      return { test: () => undefined, askedFor: [] };
    }
  }

  #report(message: string, span: Span): void {
    this.findings.push(finding(splunkCodes['splunk-eventtype'], { message, span }));
  }
}

/** eventtypes.conf.spec: `%field%` in a name stands for the field's value. */
function namesFor({ name, search }: Eventtype, record: WorkingRecord): readonly string[] {
  if (!name.includes('%')) return [name];
  let missing = false;
  const filled = name.replace(/%([^%]+)%/g, (_, field: string) => {
    const values = record.fields.get(field) ?? [];
    if (values.length !== 1) missing = true;
    return values[0] ?? '';
  });
  if (!missing) return [filled];
  record.undecided(search.place, `the name of the eventtype ${name}, whose field has no value or several`);
  return [];
}

/** What AND, OR and NOT of a search put together. */
function termsOf(node: SearchNode): readonly SearchNode[] {
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(termsOf);
  return node.kind === 'not' ? termsOf(node.of) : [node];
}

function eventtypesIn(term: SearchNode): readonly string[] {
  switch (term.kind) {
    case 'comparison':
      return term.field === 'eventtype' ? [term.value.text] : [];
    case 'in':
      return term.field === 'eventtype' ? term.values.map(({ text }) => text) : [];
    default:
      return [];
  }
}

/** Eventtypes that ask for each other by name in a circle; each circle once, from the first of its eventtypes on. */
function circlesOf(byName: ReadonlyMap<string, Eventtype>): readonly (readonly Eventtype[])[] {
  const circles: (readonly Eventtype[])[] = [];
  const done = new Set<Eventtype>();
  for (const first of byName.values()) {
    const way: { readonly at: Eventtype; readonly left: Iterator<string> }[] = [];
    const enter = (at: Eventtype): void => {
      if (done.has(at)) return;
      const open = way.findIndex((each) => each.at === at);
      if (open >= 0) circles.push(way.slice(open).map((each) => each.at));
      else way.push({ at, left: at.askedFor.values() });
    };
    enter(first);
    for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
      const { value, done: isLast } = last.left.next();
      const next = value === undefined ? undefined : byName.get(value);
      if (next !== undefined) enter(next);
      if (isLast !== true) continue;
      done.add(last.at);
      way.pop();
    }
  }
  return circles;
}

function undecidedIn(term: SearchNode): readonly string[] {
  switch (term.kind) {
    case 'undecided':
      return [term.what];
    case 'comparison':
      return term.field === 'tag' || term.field.startsWith('tag::') ? ['a tag, which an eventtype may not do'] : [];
    default:
      return [];
  }
}

/** One record after the other, and which of its eventtypes are decided. */
class View implements SearchView {
  raw = '';
  fields: ReadonlyMap<string, readonly string[]> = new Map();
  readonly #decided = new Map<Eventtype, boolean | undefined>();
  readonly #open = new Set<Eventtype>();

  constructor(
    readonly all: readonly Eventtype[],
    readonly byName: ReadonlyMap<string, Eventtype>,
  ) {}

  show(record: WorkingRecord): void {
    this.raw = record.fields.get('_raw')?.[0] ?? record.raw;
    this.fields = record.fields;
    if (this.#decided.size > 0) this.#decided.clear();
  }

  /** An eventtype that others ask for is decided once; one that asks for itself is for nobody to decide. */
  fits(eventtype: Eventtype): boolean | undefined {
    if (eventtype.askedFor.length === 0) return eventtype.test(this);
    if (this.#decided.has(eventtype)) return this.#decided.get(eventtype);
    if (this.#open.has(eventtype)) return undefined;
    this.#open.add(eventtype);
    const fits = eventtype.test(this);
    this.#open.delete(eventtype);
    this.#decided.set(eventtype, fits);
    return fits;
  }

  isOf(value: SearchValue): boolean | undefined {
    const exact = this.byName.get(value.text);
    if (exact !== undefined) return this.fits(exact);
    const test = equalTo(value.text, value.cased);
    let isDecided = true;
    for (const each of this.all) {
      if (!test(each.name)) continue;
      const fits = this.fits(each);
      if (fits === true) return true;
      if (fits === undefined) isDecided = false;
    }
    return isDecided ? false : undefined;
  }
}
