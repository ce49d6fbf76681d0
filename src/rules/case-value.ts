import { closest } from '../diagnostics/did-you-mean.js';
import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** A case asks for a value that the field's enumeration has. */
export const caseValue = meaningRule({
  code: 'case-value',
  severity: 'warning',
  title: 'A case for a value that the enumeration does not have',
  cause: 'The field holds codes of an enumeration, and the value is none of them: the case would never be taken.',
  fix: 'correct the value, or add the code to the enumeration',
  example: { file: 'gate/events/gate.yaml', bad: 'when: { Reason: "01" }', good: 'when: { Reason: "011" }' },
  *check({ events, catalog }) {
    for (const { event, at } of events) {
      for (const [index, each] of (event.cases ?? []).entries()) {
        for (const [name, wanted] of Object.entries(each.when)) {
          const codes = codesOf(catalog.fields[name]?.enum, catalog.enums);
          if (codes === undefined) continue;
          for (const value of [wanted].flat().map(String)) {
            if (codes.some((code) => (value.endsWith('*') ? code.startsWith(value.slice(0, -1)) : code === value))) continue;
            // The enumeration may list less than there is; what is near one of its codes is a slip.
            const meant = closest(value, codes);
            if (meant === undefined) continue;
            yield {
              message: `\`${value}\` is no code of the enumeration \`${catalog.fields[name]?.enum}\``,
              span: spanOf(at('cases', index, 'when', name)),
              fix: `did you mean \`${meant}\`?`,
            };
          }
        }
      }
    }
  },
});

type Enums = NonNullable<Parameters<typeof caseValue.check>[0]['catalog']['enums']>;

function codesOf(name: string | undefined, enums: Enums | undefined): readonly string[] | undefined {
  const rows = name === undefined ? undefined : enums?.[name]?.rows;
  return rows?.flatMap((row) => (Array.isArray(row) ? [String(row[0]), row[1]].flat() : [String(row.code), ...row.names]));
}
