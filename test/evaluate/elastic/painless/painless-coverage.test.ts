import { describe, expect, it } from 'vitest';
import { shortName } from '../../../../src/evaluate/elastic/painless/library/class-table.js';
import { library } from '../../../../src/evaluate/elastic/painless/library/index.js';
import { ownPainlessAnswer, painlessCases } from './painless-cases.js';

type Code = (...args: unknown[]) => unknown;

/** Lets each method of the library tell when it is called: the table is read when the first script is compiled. */
function listening(): { readonly all: readonly string[]; readonly met: Set<string> } {
  const met = new Set<string>();
  const all = library.all.flatMap(({ name, members }) =>
    Object.entries(members).map(([signature, code]) => {
      const member = `${name} ${signature}`;
      if (signature.includes('(')) {
        (members as Record<string, Code>)[signature] = (...args) => {
          met.add(member);
          return (code as Code)(...args);
        };
      }
      return member;
    }),
  );
  return { all, met };
}

describe('what is called implemented of Painless', () => {
  it('has an answer of the real engine for each method, constructor and field of each class', () => {
    const { all, met } = listening();
    const cases = painlessCases().filter(({ refused }) => refused !== true);
    for (const each of cases) ownPainlessAnswer(each);
    const texts = cases.map(({ script, condition }) => script ?? condition ?? '').join('\n');
    const isNamed = (field: string): boolean => {
      const [className = '', , , name = ''] = field.split(' ');
      return texts.includes(`${shortName(className)}.${name}`);
    };
    expect(all.length).toBeGreaterThan(700);
    expect(all.filter((each) => !met.has(each) && !(each.includes('(') ? false : isNamed(each)))).toEqual([]);
  });
});
