import { expect, it } from 'vitest';
import { compileTemplate } from '../../src/render/handlebars.js';

it('fills a template without escaping', () => {
  const fill = compileTemplate('t', 'a {{x}}\n{{#each list as |item|}}\n- {{item}}\n{{/each}}\n');
  expect(fill({ x: '<&>"', list: ['1', '2'] })).toBe('a <&>"\n- 1\n- 2\n');
});

it.each([['{{missing}}'], ['{{x.missing}}'], ['{{helper x}}'], ['{{#if missing}}y{{/if}}'], ['{{#x']])(
  'throws on %s, naming the template',
  (text) => {
    expect(() => compileTemplate('splunk/t', text)({ x: {} })).toThrow('template splunk/t');
  },
);
