import { expect, it, vi } from 'vitest';
import { chanceOf, mutant, shown } from './mutations.js';
import { smallSeeds } from './seeds.js';
import { survives } from './survival.js';

vi.mock('../../src/targets/splunk/icons.js', () => import('./icons-drawn-once.js'));

const SEED = 20261121;
const CASES = 500;

// A sample: `npm run fuzz` does the same with a hundred thousand, and with the catalogs that are shipped.
it(`${CASES} spoiled catalogs are built or refused, and nothing between`, async () => {
  for (let index = 0; index < CASES; index += 1) {
    const { files, how } = mutant(smallSeeds, chanceOf(SEED + index));
    const fault = await survives(files, index % 20 === 0);
    if (fault !== undefined) expect.fail(`case ${index} (${how}): ${fault}\n${shown(files)}`);
  }
}, 120_000);
