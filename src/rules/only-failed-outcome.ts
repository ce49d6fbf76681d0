import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** An event that is written only on failure is no success. */
export const onlyFailedOutcome = nameRule({
  code: 'only-failed-outcome',
  severity: 'error',
  title: 'An event that is only written when it fails, and is a success',
  cause: '`only_failed` says that the product writes the event only when it fails; its outcome says otherwise.',
  fix: 'remove `only_failed`, or correct the outcome',
  example: {
    file: 'hsm/events/keys.yaml',
    bad: 'outcome: success\n    only_failed: true',
    good: 'outcome: failure\n    only_failed: true',
  },
  *check({ events }) {
    for (const { event, at } of events) {
      if (event.only_failed !== true || event.outcome !== 'success') continue;
      yield {
        message: `the event \`${event.key}\` is only written when it fails, but its outcome is success`,
        span: spanOf(at('outcome')),
      };
    }
  },
});
