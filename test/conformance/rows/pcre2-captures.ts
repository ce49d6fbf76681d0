import { askPcre2, pcre2, type Spans } from '../engines/pcre2.js';
import type { HeardExpression } from '../heard-expressions.js';
import { matchDifference, wholeCharacters } from '../match-differences.js';
import {
  brokenLinesOf,
  hostileLinesOf,
  linesOfCatalog,
  type RenderedApp,
  renderedApps,
  sampleLines,
  UsedApp,
  writtenExpressions,
} from '../rendered-expressions.js';
import type { Difference, Judged, Row } from '../row.js';
import type { Workshop } from '../workshop.js';

/** What is broken on purpose, in what PCRE2 is asked or in what we are taken to have made of a text. */
interface Slip {
  readonly pattern?: (pattern: string) => string;
  readonly replaced?: (result: string) => string;
}

export const pcre2Captures: Row = {
  id: 'pcre2-captures',
  title: 'Expressions of the rendered .conf files',
  engines: [pcre2],
  judge: async (workshop) => {
    const judged: Judged[] = [await judgeLines(workshop, 'samples and lines of each catalog', shippedLines, { isWhole: true })];
    judged.push(await judgeLines(workshop, 'lines with hostile values', hostileLinesOf));
    judged.push(await judgeLines(workshop, 'broken lines', brokenLinesOf));
    return judged;
  },
  saboteurs: [
    {
      breaks: 'a rendered expression has another character',
      noticedAs: /\[0-9A-Fa-f\].* on ".* PCRE2 /,
      judge: slip(sampleLines, { pattern: (pattern) => pattern.replace('[0-9A-Fa-f]', '[1-9A-Fa-f]') }),
    },
    {
      breaks: 'a replaced text is another',
      noticedAs: / by PCRE2's matches the text becomes /,
      judge: slip(sampleLines, { replaced: (result) => `${result} ` }),
    },
    {
      breaks: 'no line reaches most expressions',
      noticedAs: / no line reaches this expression: /,
      judge: async (workshop) => [await judgeLines(workshop, 'a slip', (app) => sampleLines(app).slice(0, 1), { isWhole: true, most: 1 })],
    },
  ],
};

function shippedLines(app: RenderedApp): readonly string[] {
  return [...sampleLines(app), ...linesOfCatalog(app)];
}

/** The app whose expressions are most diverse is enough to show a slip. */
function slip(linesOf: (app: RenderedApp) => readonly string[], slip: Slip) {
  return async (workshop: Workshop) => [await judgeLines(workshop, 'a slip', linesOf, { slip, most: 1 })];
}

interface Options {
  readonly slip?: Slip;
  /** Every expression of the files is to be reached by some line. */
  readonly isWhole?: boolean;
  /** How many apps. */
  readonly most?: number;
}

async function judgeLines(
  workshop: Workshop,
  what: string,
  linesOf: (app: RenderedApp) => readonly string[],
  { slip = {}, isWhole = false, most = Number.POSITIVE_INFINITY }: Options = {},
): Promise<Judged> {
  const differences: Difference[] = [];
  let cases = 0;
  const reached = new Set<string>();
  const apps = renderedApps(workshop).slice(0, most);
  for (const app of apps) {
    const used = new UsedApp(app).expressions(linesOf(app));
    for (const { expression } of used) reached.add(expression.source);
    cases += used.reduce((sum, { texts }) => sum + texts.size, 0);
    differences.push(...(await differencesOf(app, used, slip)));
  }
  if (isWhole) differences.push(...unreached(apps, reached));
  return { engine: `${pcre2.name} ${pcre2.version}`, what: `captures of every rendered expression over ${what}`, cases, differences };
}

async function differencesOf({ title }: RenderedApp, used: readonly HeardExpression[], slip: Slip): Promise<readonly Difference[]> {
  const questions = used.map(({ expression: { source, flags }, all, texts }) => ({
    pattern: slip.pattern?.(source) ?? source,
    flags,
    all,
    texts: [...texts.keys()].map(wholeCharacters),
  }));
  const answers = await askPcre2(questions);
  return used.flatMap((each, index): readonly Difference[] => {
    const place = `${title} ${each.expression.source.slice(0, 100)}`;
    const { found, refused } = answers[index] ?? {};
    if (found === undefined) return [{ place, what: `PCRE2 refuses it: ${refused ?? ''}` }];
    return [...each.texts.entries()].flatMap(([text, result], at): readonly Difference[] => {
      const spans = found[at] ?? 0;
      const made = result === undefined ? undefined : (slip.replaced?.(result) ?? result);
      const what = matchDifference(each, wholeCharacters(text), spans) ?? replacedDifference(each, text, spans, made);
      return what === undefined ? [] : [{ place: `${place} on ${JSON.stringify(text.slice(0, 200))}`, what }];
    });
  });
}

/** What the evaluator made of a text, and what it must make of it with the matches that PCRE2 found; likewise where it looks texts up. */
function replacedDifference(
  { expression, replacement }: HeardExpression,
  text: string,
  found: readonly Spans[] | number,
  result: string | undefined,
): string | undefined {
  if (replacement === undefined || result === undefined || typeof found === 'number') return undefined;
  let [made, from] = ['', 0];
  for (const spans of found) {
    const [start, end] = spans[0] ?? [0, 0];
    const by = replacement.map((part) => (typeof part === 'string' ? part : text.slice(...(spans[part] ?? [0, 0]))));
    made += text.slice(from, start) + by.join('');
    from = end;
  }
  made += text.slice(from);
  if (made !== result) return `by PCRE2's matches the text becomes ${JSON.stringify(made)}, we make ${JSON.stringify(result)} of it`;
  const [whole, ...others] = found.map(([span = [0, 0]]) => span[1] - span[0]);
  const looked = expression.wholeTexts()?.has(text);
  const isWhole = others.length === 0 && whole === text.length;
  return looked === undefined || looked === isWhole ? undefined : `PCRE2 ${isWhole ? 'matches' : 'does not match'} the whole text`;
}

function unreached(apps: readonly RenderedApp[], reached: ReadonlySet<string>): readonly Difference[] {
  const written = new Map(apps.flatMap(({ files }) => writtenExpressions(files).map((each) => [each.source, each] as const)));
  return [...written.values()]
    .filter(({ source }) => !reached.has(source))
    .map(({ place, source }) => ({ place, what: `no line reaches this expression: ${source.slice(0, 200)}` }));
}
