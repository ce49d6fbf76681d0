import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dataStreamsOf, openElasticPackage } from '../../../src/evaluate/elastic/elastic-package.js';
import { JavaMap, type JavaValue, JsonFault, printJson, readJson } from '../../../src/evaluate/elastic/values.js';
import { nodeHost } from '../../../src/source/node-host.js';
import { type PackageFiles, readPackageFiles } from '../../../src/source/package-files.js';
import { canonical } from './engine-cases.js';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
// After a build the archives of the packages stand beside their folders.
const packages = readdirSync(join(root, 'dist-addon', 'elastic')).filter((name) => !name.endsWith('.zip'));

/** The folder of what the engine accepted, for a data stream of a package. */
function acceptedFolder(packageName: string, stream: string): string {
  return join(root, 'catalogs', packageName.replaceAll('_', '-'), 'accepted', stream);
}

function packageFiles(name: string): PackageFiles {
  const { files } = readPackageFiles(nodeHost(root), `dist-addon/elastic/${name}`);
  if (files === undefined) throw new Error(`no package ${name}`);
  return files;
}

function listIn(path: string, member: string): readonly JavaValue[] {
  const value = readJson(readFileSync(path, 'utf8'));
  if (value instanceof JsonFault || !(value instanceof JavaMap)) throw new Error(`no JSON: ${path}`);
  const list = value.get(member);
  if (!Array.isArray(list)) throw new Error(`no ${member} in ${path}`);
  return list;
}

/** catalogs/<id>/accepted holds what Elasticsearch 8.19.13 made of the samples. */
describe.each(packages)('%s reads its samples as Elasticsearch 8.19.13 did', (name) => {
  const files = packageFiles(name);
  for (const stream of dataStreamsOf(files)) {
    const folder = acceptedFolder(name, stream);
    const inputs = readdirSync(folder).filter((file) => /^test-[^.]+\.json$/.test(file));
    it(`has results of ${stream}`, () => {
      expect(existsSync(folder)).toBe(true);
      expect(inputs.length).toBeGreaterThan(0);
    });
    it.each(inputs)(`${stream}: %s`, (input) => {
      const { reader, findings } = openElasticPackage(files, stream);
      expect(findings).toEqual([]);
      const expected = listIn(join(folder, `${input}-expected.json`), 'expected');
      const results = listIn(join(folder, input), 'events').map((event) => {
        const result = event instanceof JavaMap ? reader?.run(event) : undefined;
        return result?.kind === 'doc' ? canonical(printJson(result.doc)) : JSON.stringify(result);
      });
      expect(results).toEqual(expected.map((each) => canonical(printJson(each))));
    });
  }
});
