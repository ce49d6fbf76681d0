import { describe, expect, it } from 'vitest';
import { type Method, shortName } from '../../../../src/evaluate/elastic/painless/library/class-table.js';
import { library } from '../../../../src/evaluate/elastic/painless/library/index.js';
import { ownPainlessAnswer, painlessCases } from './painless-cases.js';

type Writable = { -readonly [Key in keyof Method]: Method[Key] };

/** Does something while each method of the library tells when it is called; returns all of them, and those that were. */
function listening(work: () => void): { readonly all: readonly string[]; readonly met: ReadonlySet<string> } {
  const met = new Set<string>();
  const methods = library.all.flatMap(({ name }) => {
    const found = library.find(name);
    if (found === undefined) throw new Error(`no class ${name}`);
    return [...found.constructors.values(), ...found.methods.values(), ...found.statics.values(), ...found.openSearchStatics.values()];
  });
  // The code of a method is asked for when a script is compiled: it is put back, because other tests share the library.
  const before = [...new Set(methods)].map((method) => ({ method: method as Writable, code: method.code }));
  for (const { method, code } of before) {
    method.code = (...args) => {
      met.add(titleOf(method));
      return code(...args);
    };
  }
  try {
    work();
  } finally {
    for (const { method, code } of before) method.code = code;
  }
  return { all: [...new Set(methods.map(titleOf))], met };
}

function titleOf({ owner, name, parameters, isStatic }: Method): string {
  return `${isStatic ? 'static ' : ''}${owner} ${name}(${parameters.join()})`;
}

describe('what is called implemented of Painless', () => {
  const cases = painlessCases().filter(({ refused }) => refused !== true);

  it('has an answer of the real engine for each method and constructor of each class', () => {
    const { all, met } = listening(() => {
      for (const each of cases) ownPainlessAnswer(each);
    });
    expect(all.length).toBeGreaterThan(650);
    expect(all.filter((each) => !met.has(each))).toEqual([]);
  });

  it('has one for each field of each class', () => {
    const texts = cases.map(({ script, condition }) => script ?? condition ?? '').join('\n');
    const fields = library.all.flatMap(({ name, members }) =>
      Object.keys(members)
        .filter((signature) => !signature.includes('('))
        .map((signature) => `${shortName(name)}.${signature.split(' ')[2]}`),
    );
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((each) => !texts.includes(each))).toEqual([]);
  });
});
