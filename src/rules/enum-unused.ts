import { meaningRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** An enumeration is some field's. */
export const enumUnused = meaningRule({
  code: 'enum-unused',
  severity: 'info',
  title: 'An enumeration that no field has',
  cause: 'No field names the enumeration, so its codes are never put into words.',
  fix: 'name it with `enum` at the field that holds its codes, or remove it',
  example: {
    file: 'gate/catalog.yaml',
    bad: 'role: reason, description: Why the gate',
    good: 'role: reason, enum: why, description: Why the gate',
  },
  *check({ catalog, at }) {
    const used = new Set(Object.values(catalog.fields).map((field) => field.enum));
    for (const name of Object.keys(catalog.enums ?? {})) {
      if (!used.has(name)) yield { message: `no field has the enumeration \`${name}\``, span: spanOf(keyOf(at('enums', name))) };
    }
  },
});
