import { nameRule } from './rule.js';
import { type Place, spanOf } from './subject.js';

/** Samples of a catalog have different names. */
export const sampleTwice = nameRule({
  code: 'sample-twice',
  severity: 'error',
  title: 'Two samples have one name',
  cause: 'A sample is named in reports and in files.',
  fix: 'rename one of the two',
  example: {
    file: 'gate/samples/visits/bell.yaml',
    bad: '- name: pass-1\n',
    good: '- name: bell-1\n',
  },
  *check({ samples }) {
    const seen = new Map<string, Place>();
    for (const { sample, at } of samples) {
      const first = seen.get(sample.name);
      if (first === undefined) {
        seen.set(sample.name, at('name'));
        continue;
      }
      const { file, line } = spanOf(first);
      yield {
        message: `the sample \`${sample.name}\` stands twice`,
        span: spanOf(at('name')),
        notes: [`the first stands at ${file}:${line}`],
      };
    }
  },
});
