import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

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
    const seen = new Map<string, string>();
    for (const { sample, at } of samples) {
      const span = spanOf(at('name'));
      const first = seen.get(sample.name);
      if (first === undefined) seen.set(sample.name, `${span.file}:${span.line}`);
      else yield { message: `the sample \`${sample.name}\` stands twice`, span, notes: [`the first stands at ${first}`] };
    }
  },
});
