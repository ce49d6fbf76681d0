import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { generatedLines } from '../../src/verify/generated-lines.js';
import { seeing, shipped } from '../splunk/shipped.js';

it('tries', () => {
  for (const each of shipped) {
    const see = seeing(each);
    const lines = [...generatedLines(each.catalog, each.stream)];
    writeFileSync(
      `/tmp/generate/${each.catalog.id}.json`,
      JSON.stringify(lines.map((l) => ({ ...l, filled: [...l.filled], facts: [...l.facts] }))),
    );
    const counts = new Map<string, number>();
    const shown = new Map<string, string>();
    const t = performance.now();
    for (const line of lines) {
      const { fields } = see(line.raw);
      for (const [fact, value] of line.facts) {
        if (fact === 'time') continue;
        const names = each.naming.facts.get(fact);
        if (names === undefined) {
          counts.set(`no fact ${fact}`, 1);
          continue;
        }
        const got = names.map((n) => fields.get(n)).find((v) => v !== undefined);
        if (JSON.stringify(got) !== JSON.stringify([value].flat())) {
          const key = `${fact} in ${line.form}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
          if (!shown.has(key))
            shown.set(key, `${line.name}\n   ${line.raw.slice(0, 700)}\n   ${JSON.stringify(value)} got ${JSON.stringify(got)}`);
        }
      }
    }
    console.log(each.catalog.id, lines.length, Math.round(performance.now() - t), 'ms');
    for (const [k, n] of [...counts].slice(0, 25)) console.log(' ', n, k, '\n  ', shown.get(k));
  }
}, 600000);
