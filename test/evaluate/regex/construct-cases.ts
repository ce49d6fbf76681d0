import type { SupportRow } from '../../../src/evaluate/support.js';
import type { Case } from './case.js';

/** Takes rows of the support table and the cases of their dialect; returns the names of implemented constructs that no case shows to match. */
export function constructsWithoutCase(rows: readonly SupportRow[], cases: readonly Case[]): readonly string[] {
  const shown = cases.filter(({ answer, ours }) => ours === undefined && Array.isArray(answer) && answer.length > 0);
  return rows
    .filter(({ state }) => state !== 'refused')
    .map(({ name }) => name)
    .filter((name) => !shown.some(({ pattern }) => shows(name, pattern)));
}

function shows(name: string, pattern: string): boolean {
  const [, posix] = /^\[:(\w+):\]$/.exec(name) ?? [];
  if (posix !== undefined) return pattern.includes(`[:${posix}:]`) || pattern.includes(`[:^${posix}:]`);
  const [, flag] = /^\(\?(\w)\)$/.exec(name) ?? [];
  if (flag !== undefined) return new RegExp(`\\(\\?\\^?[a-zA-Z]*${flag}[a-zA-Z]*(?:-[a-zA-Z]*)?[:)]`).test(pattern);
  if (name === '(?') return /\(\?\^?[a-zA-Z]*(?:-[a-zA-Z]+)?[:)]/.test(pattern);
  if (name === '(?<') return /\(\?<(?![=!*])/.test(pattern);
  if (name.startsWith('(')) return pattern.includes(name);
  return new RegExp(`(?<!\\\\)(?:\\\\\\\\)*\\\\${name.slice(1)}`).test(pattern);
}
