import { type Finding, finding } from '../diagnostics/finding.js';
import type { Host } from '../source/host.js';
import { type PathStep, valueAt } from '../source/yaml-document.js';
import { declaredDifference, sameValue } from './compare.js';
import { isFrame, type Wanted, wantedFacts, wordOf } from './expectation.js';
import { type FactTable, type FactValue, listOf } from './facts.js';
import { placeOf } from './failure-findings.js';
import { proofCodes } from './proof-codes.js';
import type { SampleTest } from './sample-test.js';
import type { Trial } from './sample-trial.js';
import { type EditValue, YamlEdit } from './yaml-edit.js';

/** Files of samples with the expectations that hold, the changes in words, and what could not be changed. */
export interface UpdatedExpectations {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** One value of an expectation that is to be another; undefined removes it. */
interface Change {
  readonly path: readonly string[];
  readonly value: EditValue | undefined;
}

/**
 * Takes the test of a catalog and returns its files of samples with each expectation that failed as the record is read. Only what both sides
 * read alike is written; where they differ the expectation stays, and a finding says so. Real lines outside the catalog stay as they are.
 */
export function updatedExpectations(host: Host, { catalog, trials }: SampleTest): UpdatedExpectations {
  const edits = new Map<string, YamlEdit>();
  const findings: Finding[] = [];
  const lines: string[] = [];
  const own = new Set(catalog.samples);
  for (const trial of trials) {
    if (!own.has(trial.sample)) continue;
    const { changes, refused } = changesOf(trial);
    findings.push(...refused);
    if (changes.length === 0) continue;
    const { file, line } = trial.sample.span;
    const edit = edits.get(file) ?? new YamlEdit(file, Buffer.from(host.readFile(file) ?? []).toString('utf8'));
    edits.set(file, edit);
    lines.push(`${file}:${line} ${trial.sample.name}\n`, ...changes.flatMap((change) => apply(edit, trial.sample.name, change)));
  }
  return { files: [...edits].map(([path, edit]) => ({ path, text: edit.text })), text: lines.join(''), findings };
}

function apply(edit: YamlEdit, sample: string, { path, value }: Change): readonly string[] {
  const place = placeOf(edit.document, sample);
  if (place === undefined) throw new Error(`the sample ${sample} is not where it was read`);
  const whole: readonly PathStep[] = [...place, 'expect', ...path];
  const before = valueAt(edit.document.data, whole);
  if (value === undefined) edit.remove(whole);
  else edit.set(whole, value);
  const line = (sign: string, each: unknown) => (each === undefined ? [] : [`  ${sign} ${path.join('.')}: ${JSON.stringify(each)}\n`]);
  return [...line('-', before), ...line('+', value)];
}

interface Changes {
  readonly changes: readonly Change[];
  readonly refused: readonly Finding[];
}

function changesOf(trial: Trial): Changes {
  const { sample, splunk, elastic, table } = trial;
  if (splunk === undefined || elastic === undefined || sample.expect.state === 'foreign') return { changes: [], refused: [] };
  const failed = new Set(trial.failures.filter((each) => each.kind === 'fact').map((each) => each.fact));
  if (failed.has('state') && splunk.state !== elastic.state)
    return { changes: [], refused: [refusal(trial, `the record is ${splunk.state} on Splunk and ${elastic.state} on Elastic`)] };
  const changes: Change[] = failed.has('state') ? [{ path: ['state'], value: splunk.state }] : [];
  const refused: Finding[] = [];
  for (const { fact, value } of factsToWrite(trial, failed)) {
    const [left, right] = [splunk.facts.get(fact), elastic.facts.get(fact)];
    const isOneSided = table.facts.some((each) => each.fact === fact && each.splunk.length === 0);
    const mayDiffer = isOneSided || declaredDifference(table.stream.differs, fact) !== undefined;
    if (sameValue(value, right) && (mayDiffer || sameValue(value, left))) continue;
    if (mayDiffer || sameValue(left, right)) changes.push(changeOf(table, fact, right));
    else refused.push(refusal(trial, `\`${fact}\` is ${shown(left)} on Splunk and ${shown(right)} on Elastic`));
  }
  return { changes, refused };
}

function refusal({ sample }: Trial, what: string): Finding {
  return finding(proofCodes['proof-fact'], { message: `${sample.name}: ${what}, so nothing is written`, span: sample.span });
}

function shown(value: FactValue | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

// An expectation that says the state alone is filled with all that an expectation has words for.
function factsToWrite({ sample: { expect, complete }, table }: Trial, failed: ReadonlySet<string>): readonly Wanted[] {
  if (Object.keys(expect).every((word) => word === 'state')) return wantedFacts(expect, table, true);
  return wantedFacts(expect, table, complete).filter(({ fact }) => failed.has(fact));
}

/** Where an expectation says a fact, and how. */
function changeOf({ stream }: FactTable, fact: string, value: FactValue | undefined): Change {
  if (fact === 'pairs')
    return { path: ['pairs'], value: value === undefined ? undefined : pairsObject(listOf(value), stream.pairs.assign) };
  const word = wordOf(fact);
  if (word !== undefined) return { path: [word], value: isListWord(word) && value !== undefined ? listOf(value) : value };
  if (fact.startsWith('field.')) return { path: ['fields', fact.slice('field.'.length)], value };
  return { path: [isFrame(fact) ? 'frame' : 'facts', fact], value };
}

function isListWord(word: string): boolean {
  return word === 'roles' || word === 'unknown_field' || word === 'duplicate_field';
}

function pairsObject(pairs: readonly string[], assign: string): EditValue {
  const byName = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf(assign);
    const name = pair.slice(0, at);
    byName.set(name, [...(byName.get(name) ?? []), pair.slice(at + assign.length)]);
  }
  return Object.fromEntries([...byName].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}
