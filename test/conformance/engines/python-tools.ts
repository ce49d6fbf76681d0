import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine.js';
import { mustRun } from '../run-command.js';

/** All packages of each tool at their versions, as `pip freeze` says them. */
const REQUIREMENTS = 'test/conformance/engines/requirements';

/** A tool of PyPI in a virtual environment of its own: two versions of one tool want other packages beside them. */
function pythonTool(name: string, version: string, file: string): Engine {
  const id = `${file}-${version}`;
  const requirements = join(REQUIREMENTS, `${id}.txt`);
  return {
    id,
    name,
    version,
    needs: [{ command: 'python3', args: ['-m', 'venv', '--help'] }],
    recipe: [readFileSync(requirements, 'utf8')],
    install: async (place) => {
      await mustRun('python3', ['-m', 'venv', place]);
      await mustRun(join(place, 'bin/pip'), ['install', '--quiet', '--no-deps', '--requirement', requirements]);
    },
  };
}

export const appInspect4 = pythonTool('AppInspect', '4.3.1', 'appinspect');
export const appInspect3 = pythonTool('AppInspect', '3.8.1', 'appinspect');
export const slim = pythonTool('slim', '1.2.8', 'slim');
export const ksconf = pythonTool('ksconf', '0.13.10', 'ksconf');
export const pytestSplunkAddon = pythonTool('pytest-splunk-addon', '6.4.0', 'pytest-splunk-addon');
export const uccGen = pythonTool('ucc-gen', '6.6.0', 'ucc-gen');
