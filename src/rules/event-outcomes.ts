import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** Definitions of one event name all have an outcome, or there is one without. */
export const eventOutcomes = nameRule({
  code: 'event-outcomes',
  severity: 'error',
  title: 'An event with an outcome beside one without',
  cause: 'Either all definitions of an event name have an outcome, or there is one definition without.',
  fix: 'give each definition its `outcome`',
  example: {
    file: 'gate/events/gate.yaml',
    bad: '    source: "guide:7"\n  - key: SET\n    outcome: failure\n    name: Settings changed again\n    text: set\n    description: Somebody changed it again.\n    subsystems: [gate]\n    enabled_by_default: true\n    class: configuration\n    action: changed\n    severity: low\n    fields: { Who: null }\n    source: "guide:8"\n',
    good: '    source: "guide:7"\n',
  },
  *check({ events }) {
    const seen = new Map<string, boolean>();
    for (const placed of events) {
      const identity = `${placed.stream}/${placed.identity}`;
      const has = placed.event.outcome !== undefined;
      const before = seen.get(identity);
      if (before === undefined) seen.set(identity, has);
      else if (before !== has) {
        yield { message: `the event \`${placed.event.key}\` stands with an outcome and without one`, span: spanOf(placed.at('key')) };
      }
    }
  },
});
