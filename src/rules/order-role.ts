import { meaningRule } from './rule.js';
import { spanOf } from './subject.js';

/** The order in which fields are asked for a role names fields that have the role. */
export const orderRole = meaningRule({
  code: 'order-role',
  severity: 'error',
  title: 'A field without the role for which it is asked',
  cause: '`order` says which of the fields of one role is asked first; a field that never has the role is never asked.',
  fix: 'remove the field from the list, or give it the role',
  example: { file: 'gate/catalog.yaml', bad: 'source.address: [Address, Door]', good: 'source.address: [Address, Host]' },
  *check({ streams, catalog, at }, { events }) {
    const roles = new Map(Object.entries(catalog.fields).map(([name, field]) => [name, new Set<string>([field.role])]));
    for (const event of events) {
      for (const { name, role } of event.fields) {
        if (role) roles.get(name)?.add(role);
      }
    }
    for (const { id, stream } of streams) {
      for (const [role, names] of Object.entries(stream.order ?? {})) {
        for (const [index, name] of (names ?? []).entries()) {
          if (roles.get(name)?.has(role)) continue;
          yield { message: `\`${name}\` never has the role \`${role}\``, span: spanOf(at('streams', id, 'order', role, index)) };
        }
      }
    }
  },
});
