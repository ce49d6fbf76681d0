import { isInModel } from '../../catalog/classes.js';
import type { Alias, Catalog, Outcome, Stream } from '../../catalog/model.js';
import { codedEnumerations } from '../../catalog/names.js';
import {
  cimAction,
  comparedKey,
  type EventFamily,
  families,
  identity,
  type Meaning,
  meaningOf,
  outcomeOf,
  outcomesReadOf,
} from '../../catalog/rows.js';
import { own, versionSuffix } from './field-names.js';
import { lookupOutputs, sharedCodes, sharedOutputs } from './props-conf.js';
import { recordReader } from './record-reader.js';

export interface LookupTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Takes a catalog and returns its lookup tables: what each event means by outcome and variant, what an unknown event gets, what codes mean. */
export function lookupTables(catalog: Catalog): readonly LookupTable[] {
  const suffix = versionSuffix(catalog);
  const name = own(catalog);
  return [
    ...productTables(catalog),
    { file: `${name(`events_${suffix}`)}.csv`, ...eventRows(catalog) },
    { file: `${name(`unknown_${suffix}`)}.csv`, ...unknownRows(catalog) },
    ...codedEnumerations(catalog).map(({ enumeration }) => ({
      file: `${name(`${enumeration.name}_${suffix}`)}.csv`,
      header: ['code', 'name', ...enumeration.columns],
      rows: enumeration.rows.flatMap((row) => {
        const more = enumeration.columns.map((column) => row.more[column] ?? '');
        return [...new Set([row.code, ...row.names])].map((code) => [code, row.names[0] ?? row.code, ...more]);
      }),
    })),
  ];
}

/** What is the same for all records of one writer, where it cannot be calculated. */
function productTables(catalog: Catalog): readonly LookupTable[] {
  const { vendor, name: product } = catalog.product;
  return catalog.streams.flatMap((stream) => {
    const { shared } = recordReader(catalog, stream);
    if (shared === undefined) return [];
    const header = [shared.key, ...sharedOutputs, ...shared.constant];
    const rows = shared.rows.map((writer) => [writer, vendor, product, product, ...shared.constant.map(() => writer)]);
    return [{ file: `${own(catalog)(`product_${versionSuffix(catalog)}`)}.csv`, header, rows }];
  });
}

function eventRows(catalog: Catalog): Omit<LookupTable, 'file'> {
  const name = own(catalog);
  const isShared = catalog.streams.some((stream) => recordReader(catalog, stream).shared !== undefined);
  const codes = isShared ? sharedCodes : [];
  const header = [name('key'), name('event'), name('class'), name('action'), name('outcome'), ...lookupOutputs, ...codes];
  return { header, rows: catalog.streams.flatMap((stream) => streamRows(catalog, stream, codes.length)) };
}

function streamRows(catalog: Catalog, stream: Stream, codes: number): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const { keysOf } = recordReader(catalog, stream);
  for (const family of families(catalog, stream)) {
    const code = Array.from({ length: codes }, () => family.code);
    const written = [{ name: family.name, outcome: family.outcome }, ...family.aliases.map((alias) => older(family, alias))];
    const other = keysOf?.(family).map((key) => ({ key, outcome: family.outcome }));
    const keys = other ?? written.map(({ name, outcome }) => ({ key: comparedKey(stream, name), outcome }));
    for (const { key, outcome: constant } of keys) {
      for (const read of outcomesReadOf(stream)) {
        const outcome = outcomeOf(read, constant);
        rows.push([`${key}:${read}`, family.name, ...cells(meaningOf(family, outcome, undefined), outcome), ...code]);
        for (const each of family.cases) {
          rows.push([`${key}:${read}:${each.name}`, family.name, ...cells(meaningOf(family, outcome, each), outcome), ...code]);
        }
      }
    }
  }
  return rows;
}

function older(family: EventFamily, alias: Alias): { readonly name: string; readonly outcome: Outcome | undefined } {
  return { name: identity(family.scope, alias.name), outcome: alias.outcome ?? family.outcome };
}

function cells(meaning: Meaning, outcome: Outcome): readonly string[] {
  const eventClass = meaning.classMeaning;
  return [
    meaning.class,
    meaning.action,
    outcome,
    cimAction(meaning, outcome) ?? '',
    statusOf(meaning, outcome),
    eventClass.changeType ?? '',
    meaning.objectCategory ?? '',
    meaning.severity,
    meaning.title,
    meaning.description,
    isInModel(meaning.classMeaning, 'Alerts') ? 'alarm' : '',
  ];
}

/** CIM `status`: of a change how it ended, of a service what it does now. */
function statusOf(meaning: Meaning, outcome: Outcome): string {
  switch (meaning.classMeaning.cimAction) {
    case 'change':
      return outcome === 'unknown' ? '' : outcome;
    case 'service':
      if (outcome === 'failure') return 'critical';
      return meaning.action === 'stopped' ? 'stopped' : 'started';
    default:
      return '';
  }
}

function unknownRows(catalog: Catalog): Omit<LookupTable, 'file'> {
  const name = own(catalog);
  return {
    header: [name('outcome_read'), name('class'), name('outcome'), 'severity'],
    rows: catalog.streams
      .slice(0, 1)
      .flatMap((stream) =>
        outcomesReadOf(stream).map((read) => [read, stream.unknown.class, outcomeOf(read, undefined), stream.unknown.severity]),
      ),
  };
}
