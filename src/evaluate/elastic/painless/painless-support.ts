import type { SupportRow } from '../../support.js';
import { shortName } from './library/class-table.js';
import { library } from './library/index.js';
import { unknownClasses, unknownMembers } from './library/not-implemented.js';

/** What the language has and the evaluator has not, or not wholly. */
const LANGUAGE: readonly Omit<SupportRow, 'side' | 'area'>[] = [
  { name: 'types, operators, statements, functions, lambdas, method references', state: 'implemented' },
  { name: 'limit of a million turns of the loops of one call', state: 'implemented' },
  {
    name: 'errors while a script runs',
    state: 'partial',
    note: 'script_stack names the script, not the lines of Java; the place of an error in the head of a loop, or behind a literal that is cast, can be another',
  },
  { name: 'errors of syntax', state: 'partial', note: 'the token and its place are right, the list of what was expected can be another' },
  { name: '=== and !==', state: 'partial', note: 'of primitives and with null; the identity of objects is not followed' },
  { name: 'field(), $(), metadata()', state: 'refused' },
  { name: 'limit of regular expressions (regex.limit-factor)', state: 'refused', note: 'the evaluation has a limit of time instead' },
  { name: 'order of a HashMap', state: 'partial', note: 'of more than eight keys in one bucket, where Java makes a tree' },
  { name: 'text of a float beyond 2^24', state: 'partial', note: 'Java 17 prints some with more digits than needed' },
];

/** How far scripts are implemented: the language, and each class with what it lacks, from the very tables that scripts are bound by. */
export function painlessSupport(): readonly SupportRow[] {
  const lacking = new Map(unknownMembers);
  const classes = library.all.map((spec): SupportRow => {
    const missing = lacking.get(spec.name);
    const row = { side: 'elastic', area: 'painless class', name: shortName(spec.name) } as const;
    return missing === undefined ? { ...row, state: 'implemented' } : { ...row, state: 'partial', note: `without ${missing.join(', ')}` };
  });
  const refused = unknownClasses.map(
    (name): SupportRow => ({ side: 'elastic', area: 'painless class', name: shortName(name), state: 'refused' }),
  );
  return [...LANGUAGE.map((row): SupportRow => ({ side: 'elastic', area: 'painless', ...row })), ...classes, ...refused];
}
