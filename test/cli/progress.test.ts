import { expect, it } from 'vitest';
import { progressLine } from '../../src/cli/progress.js';

it('shows what is being done after a second, and removes it before anything else is written', () => {
  let now = 0;
  let seen = '';
  const write = (text: string) => {
    seen += text;
  };
  const { step, before } = progressLine(write, () => now);
  const say = before(write);
  step('splunk door');
  expect(seen).toBe('');
  say('a finding\n');
  expect(seen).toBe('a finding\n');
  now = 1000;
  step('elastic door');
  now = 1099;
  step('too soon to be read');
  now = 1100;
  step('docs door');
  say('done\n');
  say('bye\n');
  expect(seen).toBe('a finding\nelastic door\r\u001b[2Kdocs door\r\u001b[2Kdone\nbye\n');
});
