import { expect, it, vi } from 'vitest';
import { chanceOf, mutant, shown } from './mutations.js';
import { smallSeeds } from './seeds.js';
import { survives } from './survival.js';

// Icons depend on the name alone, and drawing them takes a third of the time.
vi.mock('../../src/targets/splunk/icons.js', async (original) => {
  const { appIcons } = await original<typeof import('../../src/targets/splunk/icons.js')>();
  const drawn = new Map<string, ReturnType<typeof appIcons>>();
  return {
    appIcons: (catalog: Parameters<typeof appIcons>[0]) => {
      const icons = drawn.get(catalog.id) ?? appIcons(catalog);
      drawn.set(catalog.id, icons);
      return icons;
    },
  };
});

const SEED = 20261121;
const CASES = 2000;

// `npm run fuzz` does the same with a hundred thousand, and with the catalogs that are shipped.
it(`${CASES} spoiled catalogs are built or refused, and nothing between`, async () => {
  for (let index = 0; index < CASES; index += 1) {
    const { files, how } = mutant(smallSeeds, chanceOf(SEED + index));
    const fault = await survives(files, index % 20 === 0);
    if (fault !== undefined) expect.fail(`case ${index} (${how}): ${fault}\n${shown(files)}`);
  }
}, 120_000);
