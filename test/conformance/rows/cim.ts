import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classMeaning } from '../../../src/catalog/classes.js';
import { isAbsent } from '../../../src/rules/cim-required.js';
import { classesInUse } from '../../../src/targets/classes-in-use.js';
import { own } from '../../../src/targets/splunk/field-names.js';
import { openProof, type ProvedCatalog, type ProvedStream } from '../../../src/verify/sample-test.js';
import { type DataSetMapping, type DataSetTest, dataSetTest, searchView } from '../cim-data-sets.js';
import { pytestSplunkAddon } from '../engines/python-tools.js';
import { replaced } from '../package-copies.js';
import type { Difference, Judged, Row, Saboteur } from '../row.js';
import { mustRun } from '../run-command.js';
import type { Workshop } from '../workshop.js';

const SCRIPT = 'test/conformance/judges/cim/data_sets.py';

const EVENTS = 'lookups/dogtag_events_100.csv';

export const cim: Row = {
  id: 'cim',
  title: 'Fields that the Common Information Model requires',
  engines: [pytestSplunkAddon],
  judge: async (workshop) => {
    const mappings = await mappingsOf(workshop, apps(workshop));
    return [dataSets(workshop.proofs(), mappings), requiredFields(workshop.proofs(), mappings)];
  },
  saboteurs: [
    {
      breaks: 'an event type has another tag than its data set asks for',
      noticedAs: / its tags do not reach Change\.All_Changes$/,
      judge: async (workshop) => {
        const { app, proof } = brokenAddOn(workshop, 'default/tags.conf', (text) =>
          replaced(text, /^change = enabled$/gm, 'changed = enabled'),
        );
        return [dataSets([proof], await mappingsOf(workshop, [app]))];
      },
    },
    slip('a field that each data set requires is not calculated', /vendor_product is missing$/, product('')),
    slip('a field has two values', /vendor_product has 2 values$/, product('EVAL-vendor_product = split("a,b", ",")')),
    slip('a field has a value that says nothing', /vendor_product "unknown" says nothing$/, product('EVAL-vendor_product = "unknown"')),
    slip('a field has a value that its data set does not know', /status "fine" is none of success, failure$/, {
      file: EVENTS,
      what: /,success,audit log,/,
      by: ',fine,audit log,',
    }),
    slip("a field has a value that the data set's own expression refuses", /object_category \["user"\] is not valid by /, {
      file: EVENTS,
      what: /,audit log,audit_log,/,
      by: ',audit log,user,',
    }),
  ],
};

/** One file of an add-on says something else. */
interface Replacement {
  readonly file: string;
  readonly what: RegExp;
  readonly by: string;
}

function product(by: string): Replacement {
  return { file: 'default/props.conf', what: /^EVAL-vendor_product = .*$/m, by };
}

function slip(breaks: string, noticedAs: RegExp, { file, what, by }: Replacement): Saboteur {
  const judge = async (workshop: Workshop): Promise<readonly Judged[]> => {
    const { app, proof } = brokenAddOn(workshop, file, (text) => replaced(text, what, by));
    return [requiredFields([proof], await mappingsOf(workshop, [app]))];
  };
  return { breaks, noticedAs, judge };
}

/** A copy of an add-on in which one file of the Splunk app says something else. */
function brokenAddOn(
  workshop: Workshop,
  file: string,
  change: (text: string) => string,
): { readonly app: string; readonly proof: ProvedCatalog } {
  const [catalog] = workshop.catalogs.filter(({ id }) => id === 'dogtag');
  if (catalog === undefined) throw new Error('there is no catalog dogtag');
  const rendered = workshop.folder('add-on');
  const app = join(rendered, 'splunk/TA-dogtag');
  for (const part of ['splunk/TA-dogtag', 'elastic/dogtag', 'docs/dogtag'])
    cpSync(join(workshop.built, part), join(rendered, part), { recursive: true });
  const path = join(app, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return { app, proof: openProof(workshop.host, { ...workshop.places, rendered }, catalog) };
}

function apps({ built }: Workshop): readonly string[] {
  const folder = join(built, 'splunk');
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.endsWith('.tgz'))
    .sort()
    .map((name) => join(folder, name));
}

async function mappingsOf(workshop: Workshop, folders: readonly string[]): Promise<readonly DataSetMapping[]> {
  const python = join(workshop.placeOf(pytestSplunkAddon), 'bin/python');
  return JSON.parse(await mustRun(python, [SCRIPT, ...folders])) as readonly DataSetMapping[];
}

function judged(what: string, cases: number, differences: readonly Difference[]): Judged {
  return { engine: `${pytestSplunkAddon.name} ${pytestSplunkAddon.version}`, what, cases, differences };
}

/** Each event type is in the data set that the catalog's class says, by its tags and by what the samples of it hold. */
function dataSets(proofs: readonly ProvedCatalog[], mappings: readonly DataSetMapping[]): Judged {
  const wanted = proofs.flatMap(({ catalog, streams }) =>
    streams.flatMap(({ rendered, samples }) => {
      const records = samples.flatMap(({ raw }) => rendered.splunk(raw).records.map(searchView));
      return classesInUse(catalog, rendered.stream).flatMap((each) => {
        const { cim: meant } = classMeaning(catalog, each);
        return 'none' in meant ? [] : [{ app: `TA-${catalog.id}`, eventtype: own(catalog)(each), dataset: meant.dataset, records }];
      });
    }),
  );
  const differences = wanted.flatMap(({ app, eventtype, dataset, records }): readonly Difference[] => {
    const place = `${app} ${eventtype}`;
    const test = mappings
      .filter((each) => each.app === app)
      .map(dataSetTest)
      .find((each) => each.eventtype === eventtype && each.dataset === dataset);
    if (test === undefined) return [{ place, what: `its tags do not reach ${dataset}` }];
    return records.some(test.holds) ? [] : [{ place, what: `no sample is in ${dataset}` }];
  });
  return judged('data sets that the event types reach', wanted.length, differences);
}

function requiredFields(proofs: readonly ProvedCatalog[], mappings: readonly DataSetMapping[]): Judged {
  const judgedStreams = proofs.flatMap(({ catalog, streams }) => {
    const tests = mappings.filter(({ app }) => app === `TA-${catalog.id}`).map(dataSetTest);
    return streams.map((stream) => judgeStream(stream, tests));
  });
  const cases = judgedStreams.reduce((sum, each) => sum + each.cases, 0);
  return judged(
    'required and conditional fields of each sample',
    cases,
    judgedStreams.flatMap(({ differences }) => differences),
  );
}

function judgeStream({ rendered, samples }: ProvedStream, tests: readonly DataSetTest[]): Pick<Judged, 'cases' | 'differences'> {
  const differences: Difference[] = [];
  let cases = 0;
  for (const sample of samples) {
    for (const record of rendered.splunk(sample.raw).records.map(searchView)) {
      for (const { eventtype, dataset, fields } of tests.filter(({ holds }) => holds(record))) {
        for (const field of fields.filter(({ isAskedFor }) => isAskedFor(record))) {
          cases += 1;
          const isThere = (record.fields.get(field.name) ?? []).length > 0;
          if (!isThere && isAbsent(rendered.stream, field.name)) continue;
          const fault = isThere ? field.fault(record) : 'is missing';
          if (fault !== undefined) differences.push({ place: `${eventtype} ${dataset} ${sample.name}`, what: `${field.name} ${fault}` });
        }
      }
    }
  }
  return { cases, differences };
}
