import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The variants of one event have different names and different conditions. */
export const caseTwice = meaningRule({
  code: 'case-twice',
  severity: 'error',
  title: 'Two cases of one event that are the same',
  cause: 'The first case that fits counts, so a second with the same condition is never reached; and each is known by its name.',
  fix: 'rename or remove one of the two',
  example: {
    file: 'gate/events/gate.yaml',
    bad: '- { name: late, when: { Reason: "011" }, severity: medium }\n      - { name: later, when: { Reason: "011" }, severity: low }',
    good: '- { name: late, when: { Reason: "011" }, severity: medium }',
  },
  *check({ events }) {
    for (const { event, at } of events) {
      const names = new Set<string>();
      const conditions = new Set<string>();
      for (const [index, each] of (event.cases ?? []).entries()) {
        const condition = JSON.stringify(Object.entries(each.when).sort());
        if (names.has(each.name)) yield { message: `the case \`${each.name}\` stands twice`, span: spanOf(at('cases', index, 'name')) };
        else if (conditions.has(condition)) {
          yield {
            message: `the case \`${each.name}\` is never reached: one above has the same condition`,
            span: spanOf(at('cases', index, 'when')),
          };
        }
        names.add(each.name);
        conditions.add(condition);
      }
    }
  },
});
