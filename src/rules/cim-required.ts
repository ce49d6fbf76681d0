import type { Catalog, EventDefinition, Stream } from '../catalog/model.js';
import { cimDataset } from '../vocab/cim.js';
import type { ClassMeaning } from '../vocab/classes.js';
import { type Role, roleNames, roles } from '../vocab/roles.js';
import { meaningRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** What a data set requires is fed by some field of the events in it, or declared absent with the reason. */
export const cimRequired = meaningRule({
  code: 'cim-required',
  severity: 'info',
  title: 'A required CIM field that nothing feeds',
  cause:
    'The events are in a data set that requires the field, but no field of any of them has a role that leads to it: searches over the data model show it as unknown.',
  fix: 'give a field the role, or say under `absent` of the stream why no record has it',
  example: {
    file: 'gate/catalog.yaml',
    bad: '    absent:\n      object.attributes: only changes of settings list them',
    good: '    absent:\n      command: the gate takes no commands\n      object.attributes: only changes of settings list them',
  },
  *check(subject, catalog) {
    for (const stream of catalog.streams) {
      const lacking = new Map<string, Set<string>>();
      for (const [dataset, events] of byDataset(catalog, stream)) {
        for (const field of unfed(catalog, stream, dataset, events)) lacking.set(field, (lacking.get(field) ?? new Set()).add(dataset));
      }
      if (lacking.size === 0) continue;
      const fields = [...lacking.keys()].sort();
      const words = fields.map((each) => `\`${each}\``).join(', ');
      yield {
        message: `nothing feeds what CIM requires: ${words}`,
        span: spanOf(keyOf(subject.at('streams', stream.id))),
        notes: fields.map((field) => `\`${field}\` is required by ${[...(lacking.get(field) ?? [])].sort().join(', ')}; ${howTo(field)}`),
        fix: `do as the notes say, or write \`absent: { ${absentWord(fields[0] ?? '')}: "why no record has it" }\` and so on`,
      };
    }
  },
});

function feedingRoles(field: string): readonly Role[] {
  // An IP address is one that stands in a field with the role of an address.
  const fed = field === 'src_ip' || field === 'dest_ip' ? field.replace('_ip', '') : field;
  return roleNames.filter((role) => roles[role].cim === fed);
}

function absentWord(field: string): string {
  return feedingRoles(field)[0] ?? objectRoles[field] ?? field;
}

function howTo(field: string): string {
  const feeding = feedingRoles(field);
  if (feeding.length > 0) return `a field with the role ${feeding.map((each) => `\`${each}\``).join(' or ')} feeds it`;
  return objectRoles[field] === undefined ? 'no role feeds it' : "what the event's `object` names feeds it";
}

/** Words by which a stream may declare absent what no role is named for. */
const objectRoles: Readonly<Record<string, string>> = { object: 'object.name', object_id: 'object.id', object_attrs: 'object.attributes' };

/** CIM fields that the rendered add-on has for each event, whatever the catalog says. */
export const alwaysFed: readonly string[] = [
  'app',
  'description',
  'dest',
  'dvc',
  'severity',
  'signature',
  'signature_id',
  'vendor_product',
];

interface Member {
  readonly event: EventDefinition;
  readonly meaning: ClassMeaning;
}

function byDataset({ classes, events }: Catalog, stream: Stream): ReadonlyMap<string, readonly Member[]> {
  const all = new Map<string, Member[]>();
  for (const event of events) {
    if (event.stream !== stream.id) continue;
    const names = new Set([event.class, event.failureClass, ...event.cases.map((each) => each.class)]);
    for (const name of names) {
      const meaning = name === undefined ? undefined : classes[name];
      if (meaning === undefined || 'none' in meaning.cim) continue;
      const known = all.get(meaning.cim.dataset);
      if (known === undefined) all.set(meaning.cim.dataset, [{ event, meaning }]);
      else known.push({ event, meaning });
    }
  }
  return all;
}

function unfed(catalog: Catalog, stream: Stream, name: string, members: readonly Member[]): readonly string[] {
  const dataset = cimDataset(name);
  if (dataset === undefined) return [];
  const fed = new Set([...alwaysFed, ...fedByRoles(catalog, stream, members), ...fedByClass(members)]);
  if (dataset.model === 'Alerts') for (const field of ['id', 'type']) fed.add(field);
  if (members.some(({ event }) => hasObject(event))) fed.add('object').add('object_id');
  return dataset.required.filter((field) => !fed.has(field) && !isAbsent(stream, field));
}

function hasObject({ object, cases }: EventDefinition): boolean {
  return [object, ...cases.map((each) => each.object)].some((each) => (each?.id?.length ?? 0) + (each?.name?.length ?? 0) > 0);
}

function fedByRoles({ fields }: Catalog, stream: Stream, members: readonly Member[]): readonly string[] {
  const own = new Map(fields.map((field) => [field.name, [field.role, ...field.members.map((member) => member.role)]]));
  const found = new Set<Role>();
  const see = (role: Role | null | undefined) => {
    if (role) found.add(role);
  };
  for (const { event } of members) for (const field of event.fields) [field.role, ...(own.get(field.name) ?? [])].forEach(see);
  // Fields that stand outside the events' lists: values of templates, and who did it.
  const outside = stream.body.form === 'brackets' ? stream.actor.from : fields.map((field) => field.name);
  for (const name of outside) (own.get(name) ?? []).forEach(see);
  // An address that is an IP address is given as such too.
  return [...found]
    .flatMap((role) => roles[role].cim ?? [])
    .flatMap((field) => (field === 'src' || field === 'dest' ? [field, `${field}_ip`] : [field]));
}

function fedByClass(members: readonly Member[]): readonly string[] {
  const meanings = members.map(({ meaning }) => meaning);
  return [
    ...(meanings.some((each) => each.cimAction !== 'none') ? ['action'] : []),
    ...(meanings.some((each) => each.cimAction !== 'none') ? ['status'] : []),
    ...(meanings.some((each) => each.changeType !== undefined) ? ['change_type'] : []),
    ...(members.some(({ event, meaning }) => meaning.objectCategory !== undefined || event.object.category !== undefined)
      ? ['object_category']
      : []),
  ];
}

/** Whether a stream declares that no record, or not every record, has a field that CIM requires. */
export function isAbsent({ absent }: Stream, field: string): boolean {
  const words = [field, objectRoles[field], ...feedingRoles(field)];
  return words.some((word) => word !== undefined && absent[word] !== undefined);
}
