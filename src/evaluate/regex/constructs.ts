import type { SupportRow } from '../support.js';
import { type Dialect, type Escape, type Opening, type Rules, rulesOf } from './dialect.js';
import { untranslatable, untranslatableOf } from './untranslatable.js';

/** Whose expressions a side has. */
const places: readonly { readonly side: SupportRow['side']; readonly dialect: Dialect; readonly area: string }[] = [
  { side: 'splunk', dialect: 'pcre2', area: 'regular expression (PCRE2)' },
  { side: 'elastic', dialect: 'java', area: 'regular expression (Java)' },
  { side: 'elastic', dialect: 're2', area: 'regular expression (RE2, agents)' },
];

/** What is said of some constructs that are implemented. */
const notes: Readonly<Partial<Record<Dialect, Readonly<Record<string, string>>>>> = {
  pcre2: {
    '\\K': 'outside groups',
    '\\G': 'in front',
    '\\p': 'general categories; upper, lower and title case not where case does not count',
    '\\P': 'general categories; upper, lower and title case not where case does not count',
  },
  java: {
    '\\b': 'letters beyond ASCII are no letters of words, as since Java 19',
    '\\B': 'letters beyond ASCII are no letters of words, as since Java 19',
    '\\G': 'in front',
    '\\p': 'general categories, the POSIX classes, IsAlphabetic',
    '\\P': 'general categories, the POSIX classes, IsAlphabetic',
  },
  re2: { '\\p': 'general categories', '\\P': 'general categories' },
};

/** What of regular expressions is implemented, from the tables that the reader of expressions works by. */
export function expressionSupport(): readonly SupportRow[] {
  return places.flatMap(({ side, dialect, area }) => constructsOf(rulesOf(dialect)).map((row) => ({ side, area, ...row })));
}

type Row = Pick<SupportRow, 'name' | 'state' | 'note'>;

function constructsOf(rules: Rules): readonly Row[] {
  const known = notes[rules.dialect] ?? {};
  const own: Readonly<Record<string, string>> = rules.dialect === 're2' ? {} : untranslatableOf[rules.dialect];
  const limits =
    rules.dialect === 're2'
      ? [untranslatable.unevenGroup, untranslatable.emptyGroup, untranslatable.emptyFirst]
      : Object.values(untranslatable);
  return [
    ...[...rules.escapes].map(([letter, meaning]) => row(`\\${letter}`, meaning, known)),
    ...rules.openings.map(([text, opening]) => row(`(${text}`, opening, known)),
    ...[...rules.flags].map((letter): Row => ({ name: `(?${letter})`, state: letter === 'u' ? 'refused' : 'implemented' })),
    ...[...(rules.posixClasses?.keys() ?? [])].map((name): Row => ({ name: `[:${name}:]`, state: 'implemented' })),
    ...[...limits, ...Object.values(own)].map((name): Row => ({ name, state: 'refused' })),
  ];
}

function row(name: string, meaning: Escape | Opening, known: Readonly<Record<string, string>>): Row {
  if (meaning.is === 'refused') return { name, state: 'refused', note: meaning.what };
  const note = known[name];
  return note === undefined ? { name, state: 'implemented' } : { name, state: 'partial', note };
}
