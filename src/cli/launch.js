#!/usr/bin/env node
// npm links the command when it first sees the package, which may be before anything is compiled, and never links it again.
// So the linked file is this one, which is always there.
import { existsSync } from 'node:fs';
import process from 'node:process';

const compiled = new URL('../../dist/cli/main.js', import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  process.stderr.write('addonsmith is not compiled yet: run `npm ci` first\n');
  process.exitCode = 1;
}
