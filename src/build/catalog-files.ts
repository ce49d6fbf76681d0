import { compareBytes, type Host, joinPath } from '../source/host.js';
import type { CatalogFiles, TemplateSource } from '../targets/target.js';

/** Gives targets the files of one catalog's folder. */
export function catalogFiles(host: Host, catalogDirectory: string): CatalogFiles {
  const below = (directory: string): string[] =>
    host.list(joinPath(catalogDirectory, directory)).flatMap(({ name, kind }) => {
      const path = joinPath(directory, name);
      if (kind === 'directory') return below(path);
      return kind === 'file' ? [path] : [];
    });
  return {
    read: (path) => host.readFile(joinPath(catalogDirectory, path)),
    list: (directory) => below(directory).sort(compareBytes),
  };
}

/** Gives targets the package's templates, each read once. */
export function templateSource(host: Host, directory: string): TemplateSource {
  const cache = new Map<string, string>();
  return (name) => {
    const cached = cache.get(name);
    if (cached !== undefined) return cached;
    const bytes = host.readFile(joinPath(directory, name));
    if (bytes === undefined) throw new Error(`there is no template ${name} in ${directory}`);
    const text = Buffer.from(bytes).toString('utf8');
    cache.set(name, text);
    return text;
  };
}
