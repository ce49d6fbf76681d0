import { type Probed, type Probing, pcre2, probePcre2 } from '../engines/pcre2.js';
import { filledLines } from '../filled-lines.js';
import type { HeardExpression } from '../heard-expressions.js';
import { wholeCharacters } from '../match-differences.js';
import { limitsOf, type RenderedApp, renderedApps, UsedApp } from '../rendered-expressions.js';
import type { Difference, Judged, Row, Saboteur } from '../row.js';
import type { Workshop } from '../workshop.js';

/** Steps may grow with the text, and not with its square. */
const GROWTH = 2.2;
const FEW = 2000;
/** What an expression does with a short text in a long line does not grow. */
const SHORT = 1000;

export const pcre2Steps: Row = {
  id: 'pcre2-steps',
  title: 'Steps of the expressions of the rendered .conf files',
  engines: [pcre2],
  judge: async (workshop) => [await judgeSteps(workshop, undefined)],
  saboteurs: [
    slip('a repeated part is repeated', '(?:\\w+\\s*)+\\0', / needs more than \d+ steps or a depth of \d+: steps$/),
    slip('each character goes one deeper', '(?:\\w|\\W)*\\0', / needs more than \d+ steps or a depth of \d+: depth \d{4,}$/),
    slip('each place where a match could begin looks at all that follows', '\\w[\\s\\S]*?\\0', / \d+ steps become \d+ where /),
  ],
};

/** One option more in front, for one expression and few lines. */
function slip(breaks: string, option: string, noticedAs: RegExp): Saboteur {
  return { breaks, noticedAs, judge: async (workshop) => [await judgeSteps(workshop, option)] };
}

async function judgeSteps(workshop: Workshop, slip: string | undefined): Promise<Judged> {
  const differences: Difference[] = [];
  let cases = 0;
  for (const app of renderedApps(workshop).slice(0, slip === undefined ? undefined : 1)) {
    const asked = slip === undefined ? [...probesOf(app).values()] : slipped(probesOf(app), slip);
    cases += asked.reduce((sum, { places }) => sum + places.length, 0);
    const answers = await probePcre2(asked.map(({ probing }) => probing));
    differences.push(...asked.flatMap((each, index) => breachesOf(app, each, answers[index] ?? [])));
  }
  return {
    engine: `${pcre2.name} ${pcre2.version}`,
    what: 'steps and depth of every rendered expression on records of 10,000 characters, and growth of the steps from half of that',
    cases,
    differences,
  };
}

const FEW_PROBES = 3;

function slipped(asked: ReadonlyMap<string, Asked>, option: string): readonly Asked[] {
  return [...asked.values()].slice(0, 1).map(({ probing, places }) => ({
    probing: { ...probing, pattern: `${option}|${probing.pattern}`, probes: probing.probes.slice(0, FEW_PROBES) },
    places,
  }));
}

interface Asked {
  readonly probing: Probing & { readonly probes: (readonly [string, string])[] };
  /** Of each probe. */
  readonly places: string[];
}

/** What each expression is asked of: pairs of texts that it is used on in two lines of a kind. */
function probesOf(app: RenderedApp): ReadonlyMap<string, Asked> {
  const used = new UsedApp(app);
  const limits = limitsOf(app.files);
  const asked = new Map<string, Asked>();
  const seen = new Set<string>();
  for (const line of filledLines(app, (raw) => used.reader(raw))) {
    const small = longestTexts(used.expressions([line.small, line.small]));
    for (const [key, { heard, text }] of longestTexts(used.expressions([line.large, line.large]))) {
      const before = small.get(key)?.text;
      if (before === undefined || text.length < SHORT || seen.has(`${key} ${text}`)) continue;
      seen.add(`${key} ${text}`);
      const { source, flags } = heard.expression;
      const fresh = { pattern: source, flags, all: heard.all, probes: [], ...limits(source), growth: GROWTH, few: FEW };
      const known = asked.get(key) ?? { probing: fresh, places: [] };
      asked.set(key, known);
      known.probing.probes.push([wholeCharacters(before), wholeCharacters(text)]);
      known.places.push(line.place);
    }
  }
  return asked;
}

/** The longest text of each expression; where all matches of one are asked for, the first alone says nothing more. */
function longestTexts(all: readonly HeardExpression[]): ReadonlyMap<string, { readonly heard: HeardExpression; readonly text: string }> {
  const longest = all.map((heard) => {
    const { source, flags } = heard.expression;
    const text = [...heard.texts.keys()].reduce((most, each) => (each.length > most.length ? each : most), '');
    return [JSON.stringify([source, flags]), { heard, text }] as const;
  });
  return new Map(longest.sort(([, a], [, b]) => Number(a.heard.all) - Number(b.heard.all)));
}

function breachesOf(app: RenderedApp, { probing, places }: Asked, answers: readonly Probed[]): readonly Difference[] {
  const { pattern, match, depth } = probing;
  return answers.flatMap(({ steps, grown, broken }, index): readonly Difference[] => {
    const place = `${app.title} ${pattern.slice(0, 100)} on ${places[index] ?? ''}`;
    const growing = grown === undefined ? [] : [{ place, what: `${steps} steps become ${grown} where the text is twice as long` }];
    const breaking = broken === undefined ? [] : [{ place, what: `needs more than ${match} steps or a depth of ${depth}: ${broken}` }];
    return [...growing, ...breaking];
  });
}
