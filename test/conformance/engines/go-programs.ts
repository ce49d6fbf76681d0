import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine.js';
import { mustRun } from '../run-command.js';

/** A program that Go builds of the module `test/conformance/judges/<id>`, whose `go.mod` and `go.sum` say all versions. */
interface GoProgram {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** The package with the program's start: the module's own, unless named. */
  readonly start?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface GoEngine extends Engine {
  /** The program in the folder where it is installed. */
  readonly program: (place: string) => string;
}

const JUDGES = 'test/conformance/judges';

function goProgram(definition: GoProgram): GoEngine {
  const { id, name, version, start = '.', variables = {} } = definition;
  const source = join(JUDGES, id);
  const program = (place: string): string => join(place, id);
  const files = readdirSync(source).sort();
  const set = Object.entries(variables).map(([variable, value]) => `-X ${variable}=${value}`);
  return {
    id: `${id}-${version}`,
    name,
    version,
    program,
    needs: [{ command: 'go', args: ['version'] }],
    recipe: [JSON.stringify(definition), ...files.map((file) => readFileSync(join(source, file), 'utf8'))],
    install: async (place) => {
      const work = join(place, 'work');
      cpSync(source, work, { recursive: true });
      const flags = ['-mod=mod', '-trimpath', '-ldflags', ['-s', '-w', ...set].join(' ')];
      await mustRun('go', ['build', ...flags, '-o', program(place), start], { cwd: work, env: ownCaches(work), seconds: 1200 });
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** Go's caches go with the sources: two gigabytes that only the build needs. They are writable so that they can. */
function ownCaches(work: string): Readonly<Record<string, string | undefined>> {
  return {
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-modcacherw -buildvcs=false',
    GOPATH: join(work, 'go'),
    GOMODCACHE: undefined,
    GOCACHE: join(work, 'cache'),
    GOWORK: 'off',
  };
}

const VERSION = 'github.com/elastic/elastic-package/internal/version';

export const elasticPackage = goProgram({
  id: 'elastic-package',
  name: 'elastic-package',
  version: '0.126.0',
  start: 'github.com/elastic/elastic-package',
  // Without them it says at each run that it does not know which version it is.
  variables: { [`${VERSION}.CommitHash`]: '1b72940d51d4', [`${VERSION}.Tag`]: 'v0.126.0' },
});

export const packageSpec = goProgram({ id: 'package-spec', name: 'package-spec', version: '3.6.6' });

export const goRegexp = goProgram({ id: 're2', name: "Go's regexp (RE2)", version: '1.26' });
