import { expressionSupport } from '../../../src/evaluate/regex/constructs.js';
import { compileExpression } from '../../../src/evaluate/regex/expression.js';
import type { SupportRow } from '../../../src/evaluate/support.js';
import type { Case } from '../../evaluate/regex/case.js';
import { constructsWithoutCase } from '../../evaluate/regex/construct-cases.js';
import { pcre2Cases } from '../../evaluate/regex/pcre2-cases.js';
import { type Answer, askPcre2, pcre2, type Question } from '../engines/pcre2.js';
import { madeExpressions } from '../made-expressions.js';
import { matchDifference } from '../match-differences.js';
import { publishedStyle, publishedTexts } from '../published-style.js';
import type { Difference, Judged, Row } from '../row.js';

const SEED = 1;
const MADE = 5000;

export const pcre2Translator: Row = {
  id: 'pcre2-translator',
  title: 'Expressions of PCRE2 in JavaScript',
  engines: [pcre2],
  judge: async () => [
    await judgeCases(pcre2Cases),
    await judgeQuestions('expressions of the case table over the texts of all', caseQuestions()),
    await judgeQuestions('expressions in the shapes of published add-ons over lines of their kinds', publishedQuestions()),
    await judgeQuestions('constructs inside each other, made at random from a fixed seed', madeQuestions()),
    constructs(expressionSupport(), pcre2Cases),
  ],
  saboteurs: [
    {
      breaks: 'our translator is given another expression than PCRE2',
      noticedAs: /PCRE2 says \S.*, we say /,
      judge: async () => [await judgeQuestions('a slip', publishedQuestions(), (pattern) => pattern.replace('\\d+', '\\d'))],
    },
    {
      breaks: 'our translator takes what PCRE2 refuses',
      noticedAs: /PCRE2 refuses it, we do not: /,
      judge: async () => [await judgeQuestions('a slip', caseQuestions(), (pattern) => pattern.replace(/^\($/, '\\('))],
    },
    {
      breaks: 'a committed answer is another',
      noticedAs: /PCRE2 answers /,
      judge: async () => [await judgeCases(pcre2Cases.map((each) => ({ ...each, text: `${each.text}x` })))],
    },
    {
      breaks: 'a construct has no case',
      noticedAs: /^\(\?> no case shows /,
      judge: async () => [
        constructs(
          expressionSupport(),
          pcre2Cases.filter(({ pattern }) => !pattern.includes('(?>')),
        ),
      ],
    },
  ],
};

const engine = `${pcre2.name} ${pcre2.version}`;

function caseQuestions(): readonly Question[] {
  const texts = [...new Set(pcre2Cases.map(({ text }) => text))];
  const patterns = new Map(pcre2Cases.map(({ pattern, flags = '' }) => [`${flags}/${pattern}`, { pattern, flags }]));
  return [...patterns.values()].map((each) => ({ ...each, all: true, texts }));
}

function publishedQuestions(): readonly Question[] {
  return publishedStyle.map((pattern) => ({ pattern, flags: '', all: true, texts: publishedTexts }));
}

function madeQuestions(): readonly Question[] {
  return [...madeExpressions(SEED, MADE)].map((each) => ({ all: true, ...each }));
}

/** Whether PCRE2 still answers what the table of cases says it does. */
async function judgeCases(cases: readonly Case[]): Promise<Judged> {
  const answers = await askPcre2(cases.map(({ pattern, flags = '', text }) => ({ pattern, flags, all: true, texts: [text] })));
  const differences = cases.flatMap(({ pattern, text, answer }, index): readonly Difference[] => {
    const { found, refused } = answers[index] ?? {};
    const [matches = []] = found ?? [];
    const theirs = typeof matches === 'number' ? matches : matches.map((spans) => spans.map((span) => (span ? text.slice(...span) : null)));
    const said = JSON.stringify(refused === undefined ? theirs : { error: refused });
    return said === JSON.stringify(answer)
      ? []
      : [{ place: `${JSON.stringify(pattern)} on ${JSON.stringify(text)}`, what: `PCRE2 answers ${said}` }];
  });
  return { engine, what: 'answers in the case table of the translator', cases: cases.length, differences };
}

/** Whether each construct that is called implemented has a case. */
function constructs(support: readonly SupportRow[], cases: readonly Case[]): Judged {
  const implemented = support.filter(({ side, state }) => side === 'splunk' && state !== 'refused');
  const differences = constructsWithoutCase(implemented, cases).map((place) => ({ place, what: 'no case shows it to match' }));
  return {
    engine,
    what: 'constructs that the support table calls implemented, each shown by a case',
    cases: implemented.length,
    differences,
  };
}

async function judgeQuestions(what: string, questions: readonly Question[], slip = (pattern: string) => pattern): Promise<Judged> {
  const answers = await askPcre2(questions);
  const judged = questions.map((question, index) => differencesOf(question, answers[index] ?? { refused: 'no answer' }, slip));
  const refused = judged.filter((each) => each === undefined).length;
  const cases = questions.reduce((sum, { texts }) => sum + texts.length, 0);
  return {
    engine,
    what: `${what}; ${refused} of ${questions.length} expressions are refused by name`,
    cases,
    differences: judged.flatMap((each) => each ?? []),
  };
}

/** Undefined where we refuse by name what PCRE2 takes: nothing can differ. */
function differencesOf(
  { pattern, flags, all, texts }: Question,
  { found, refused }: Answer,
  slip: (pattern: string) => string,
): readonly Difference[] | undefined {
  const compiled = compileExpression(slip(pattern), 'pcre2', flags);
  const place = `${JSON.stringify(pattern)} ${flags}`;
  if (found === undefined) {
    return compiled.expression === undefined ? [] : [{ place, what: `PCRE2 refuses it, we do not: ${refused}` }];
  }
  if (compiled.expression === undefined) return undefined;
  const compared = { expression: compiled.expression, all };
  return texts.flatMap((text, index) => {
    const what = matchDifference(compared, text, found[index] ?? 0);
    return what === undefined ? [] : [{ place: `${place} on ${JSON.stringify(text)}`, what }];
  });
}
