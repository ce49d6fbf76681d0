import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** A code has one row; its synonyms are a list in that row. */
export const enumCodeTwice = nameRule({
  code: 'enum-code-twice',
  severity: 'error',
  title: 'A code twice in one enumeration',
  cause: 'A code has one row; several names of one code are a list in that row.',
  fix: 'join the rows: `[6, [NAME_A, NAME_B]]`',
  example: {
    file: 'gate/catalog.yaml',
    bad: '- ["010", Badge unknown]\n      - ["010", [Too late, After hours]]',
    good: '- ["010", Badge unknown]\n      - ["011", [Too late, After hours]]',
  },
  *check({ catalog, at }) {
    for (const [name, enumeration] of Object.entries(catalog.enums ?? {})) {
      const rows = new Map<string, number>();
      for (const [index, row] of enumeration.rows.entries()) {
        const code = String(Array.isArray(row) ? row[0] : row.code);
        const first = rows.get(code);
        if (first === undefined) {
          rows.set(code, index);
          continue;
        }
        const { line } = spanOf(at('enums', name, 'rows', first));
        yield {
          message: `the code \`${code}\` stands twice`,
          span: spanOf(at('enums', name, 'rows', index)),
          notes: [`the first stands in line ${line}`],
        };
      }
    }
  },
});
