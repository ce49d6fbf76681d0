import { vi } from 'vitest';

// Icons depend on the name alone, and drawing them takes a third of the time of a plan: `vi.mock(icons, () => import(this))` draws each once.
const { appIcons: draw } = await vi.importActual<typeof import('../../src/targets/splunk/icons.js')>('../../src/targets/splunk/icons.js');

const drawn = new Map<string, ReturnType<typeof draw>>();

/** The icons of a catalog, drawn when its name is first seen. */
export function appIcons(catalog: Parameters<typeof draw>[0]): ReturnType<typeof draw> {
  const icons = drawn.get(catalog.id) ?? draw(catalog);
  drawn.set(catalog.id, icons);
  return icons;
}
