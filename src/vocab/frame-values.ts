/** Values of a frame that ECS has a name for, by the name that catalogs give them; every other value gets a name of the package's own. */
export const frameValues: ReadonlyMap<string, string> = new Map([
  ['pid', 'process.pid'],
  ['thread', 'process.thread.name'],
  ['level', 'log.level'],
  ['trace', 'trace.id'],
]);
