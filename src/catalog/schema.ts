import { z } from 'zod';
import { actionNames } from '../vocab/actions.js';
import { classNames } from '../vocab/classes.js';
import { roleNames } from '../vocab/roles.js';
import { severityNames } from '../vocab/severities.js';

const text = z.string().min(1);
const oneLine = text.regex(/^[^\r\n]*$/, 'a text on one line');
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,40}$/, 'letters, digits and _, at most 41, a letter first');
const eventName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/, 'letters, digits and _, a letter first');
const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, 'lower case letters, digits, - and _, a letter first')
  .max(40);
const semver = z.string().regex(/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/, 'a version such as 1.2.0');
const citation = z.string().regex(/^[a-z][a-z0-9]*(?::[^\s]+)?$/, 'a source and a place in it, such as guide:15#AUTH');
const code = z.union([z.string().min(1), z.number()]);
const offset = z.string().regex(/^[+-](?:0\d|1[0-8]):[0-5]\d$/, 'an offset such as "+05:30"');

const outcome = z.enum(['success', 'failure', 'unknown']).describe('How an event ended.');
const role = z.enum([...roleNames, 'none']).describe('What the field means; "none" says that no role fits.');
const eventClass = z.enum(classNames).describe('What kind of thing the event is.');
const action = z.enum(actionNames).describe('What was done.');
const severity = z.enum(severityNames).describe('How bad it is.');
const type = z.enum(['text', 'int', 'ip', 'host', 'port', 'serial', 'list', 'pairs', 'base64']).describe('How the text becomes a value.');
const references = z.array(z.string().min(1));

const objectRule = z
  .strictObject({
    category: identifier.optional().describe('What kind of object it is, where the class does not say.'),
    id: references.optional().describe('Fields that number the object; the first that is present is taken. `Field.Pair` is a pair.'),
    name: references.optional().describe('Fields that name the object.'),
  })
  .describe('On which object something was done.');

const member = z.strictObject({
  role: role.describe('What the pair means.'),
  when: z.record(z.string(), z.string()).optional().describe('The role holds only where another pair has this value.'),
  description: text,
  source: citation,
});

const field = z.strictObject({
  type,
  role,
  enum: identifier.optional().describe('The enumeration whose codes the field holds.'),
  description: text,
  source: citation,
  printed: text.optional().describe('The name as the document misprints it.'),
  members: z
    .record(z.string().regex(/^[A-Za-z0-9_.:-]+$/), member)
    .optional()
    .describe('Pairs that get a name of their own.'),
});

const row = z.union([
  z.tuple([code, z.union([text, z.array(text)])]),
  z.tuple([code, z.union([text, z.array(text)]), text]),
  z.strictObject({ code, names: z.array(text).min(1), note: text.optional(), source: citation.optional() }),
]);

const enumeration = z.strictObject({
  description: text,
  source: citation,
  columns: z
    .tuple([z.literal('code'), z.literal('name')])
    .or(z.tuple([z.literal('code'), z.literal('name'), z.literal('note')]))
    .optional(),
  rows: z.array(row).min(1),
});

const stream = z.strictObject({
  title: oneLine,
  description: text,
  frame: oneLine.describe('The fixed front of each record: `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`.'),
  body: z.strictObject({
    form: z.literal('brackets').describe('`[Name=value][Name=value] text`'),
    start: name.describe('The first field of every body; its value is the key of the event.'),
    may_lack_bracket: z.array(name).optional().describe('Fields in front of which the product forgets a closing bracket.'),
    tail: z.record(name, text).optional().describe('Fields in the text behind the body, and what stands in front of each.'),
  }),
  nulls: z.array(text).describe('Words that mean "no value".'),
  pairs: z.strictObject({ separator: text, assign: text, secrets: z.array(z.string().regex(/^\*?[a-z0-9_]+$/)) }).optional(),
  time_zone: z.strictObject({
    default: oneLine,
    origin: z.enum(['documented', 'assumed']),
    table: z.record(z.string().regex(/^[A-Za-z]{1,6}$/), offset).optional(),
  }),
  outcome: z.strictObject({ from: name, success: z.array(code).min(1), failure: z.array(code).min(1) }),
  actor: z.strictObject({ from: z.array(name).min(1), absent: z.array(text).optional(), strip: z.array(text).optional() }),
  order: z.partialRecord(z.enum(roleNames), z.array(name)).optional(),
  unknown: z.strictObject({ class: eventClass, severity }),
  carriers: z.record(identifier, z.strictObject({ title: oneLine, path: oneLine.optional() })),
  absent: z.record(z.string(), text).optional(),
  differs: z.record(z.string(), text).optional(),
});

export const catalogSchema = z
  .strictObject({
    catalog: identifier.describe('Name of the catalog: its folder, and the prefix of what is rendered.'),
    title: oneLine.max(70),
    version: semver,
    description: text.max(200),
    product: z.strictObject({ vendor: oneLine, name: oneLine, versions: oneLine, also: z.array(oneLine).optional() }),
    author: z.strictObject({ name: oneLine, email: oneLine.optional(), github: oneLine }),
    changes: z.array(z.strictObject({ version: semver, text, link: z.string().regex(/^https:\/\/\S+$/) })).min(1),
    sources: z.record(
      z.string().regex(/^[a-z][a-z0-9]*$/),
      z.strictObject({ title: text, url: text.optional(), revision: z.coerce.string().optional(), date: z.coerce.string().optional() }),
    ),
    streams: z.record(z.string().regex(/^[a-z0-9][a-z0-9_]*[a-z0-9]$/), stream),
    fields: z.record(name, field),
    enums: z.record(identifier, enumeration).optional(),
  })
  .describe('What a product is, how its records are carried, and which fields they have.');

const eventField = z.union([z.null(), text, z.strictObject({ description: text.nullable().optional(), role: role.optional() })]);
const severities = z.union([severity, z.strictObject({ success: severity, failure: severity, unknown: severity.optional() })]);

const eventCase = z.strictObject({
  name: identifier,
  when: z.record(z.string(), z.union([code, z.array(code)])).describe('Fields and the values they must have; `cancel*` is a beginning.'),
  class: eventClass.optional(),
  action: action.optional(),
  severity: severity.optional(),
  title: oneLine.optional(),
  failure_title: oneLine.optional().describe('What a person calls it when it failed; else the title with ": failed".'),
  object: objectRule.optional(),
});

const event = z.strictObject({
  key: eventName.describe('The name that the event is written under.'),
  outcome: outcome.optional().describe('Only where the document defines the outcomes apart.'),
  name: oneLine.describe('What a person calls it.'),
  text: z.union([text, z.array(text)]).describe('The text behind the fields, as printed.'),
  description: text,
  level: oneLine.optional(),
  subsystems: z.array(oneLine),
  enabled_by_default: z.boolean(),
  class: eventClass,
  action,
  severity: severities,
  failure_name: oneLine.optional().describe('What a person calls it when it failed; else the name with ": failed".'),
  failure_class: eventClass.optional().describe('The class of the event when it failed, where that is another kind of event.'),
  object: objectRule.optional(),
  aliases: z
    .array(z.strictObject({ name: eventName, outcome: outcome.optional(), source: citation }))
    .optional()
    .describe('Older names of the same event.'),
  cases: z.array(eventCase).optional().describe('What changes with the values of other fields; the first that fits counts.'),
  fields: z.record(name, eventField).describe('In the order of the document; null where it says nothing.'),
  also: z.array(name).optional().describe('Fields that only real lines, or the code of the product, show.'),
  source: citation,
});

export const eventsSchema = z.strictObject({ stream: identifier, events: z.array(event) }).describe('The events of one family.');

const expectedValue = z.union([z.string(), z.array(z.string())]);

const sample = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'lower case letters, digits, - and _')
    .max(80),
  origin: z.enum(['real', 'documented', 'synthetic']),
  source: citation,
  raw: text.describe('The whole record as the product writes it.'),
  as_printed: text.optional().describe('As the document prints it, where that is damaged.'),
  repaired: z.array(text).optional(),
  expect: z
    .strictObject({
      state: z.enum(['read', 'unknown_event', 'unparsed']),
      event: eventName.optional(),
      time: z.string().optional(),
      outcome: outcome.optional(),
      class: eventClass.optional(),
      action: action.optional(),
      severity: severity.optional(),
      fields: z.record(name, expectedValue).optional(),
      pairs: z.record(z.string(), expectedValue).optional(),
      text: z.string().optional(),
      user: z.string().optional(),
      target_user: z.string().optional(),
      src: z.string().optional(),
      dest: z.string().optional(),
      reason: z.string().optional(),
      serial_hex: z.string().optional(),
      roles: z.array(z.string()).optional(),
      unknown_field: z.array(z.string()).optional(),
      duplicate_field: z.array(z.string()).optional(),
      pid: z.string().optional(),
      thread: z.string().optional(),
      log_source: z.string().optional(),
      log_level: z.string().optional(),
    })
    .describe('What must be read from the record, written by hand from the document.'),
});

export const samplesSchema = z
  .strictObject({ stream: identifier, samples: z.array(sample) })
  .describe('Records and what must be read from them.');

export type CatalogFile = z.infer<typeof catalogSchema>;
export type EventsFile = z.infer<typeof eventsSchema>;
export type SamplesFile = z.infer<typeof samplesSchema>;
export type Expectation = SamplesFile['samples'][number]['expect'];

/** The kinds of files that a catalog is made of. */
export const schemaKinds = ['catalog', 'events', 'samples'] as const;
export type SchemaKind = (typeof schemaKinds)[number];

const schemas = { catalog: catalogSchema, events: eventsSchema, samples: samplesSchema } as const;

/** Returns the JSON Schema (draft 2020-12) of each kind of file, for editors. */
export function jsonSchemas(): Readonly<Record<SchemaKind, unknown>> {
  const one = (kind: SchemaKind) => ({
    ...z.toJSONSchema(schemas[kind], { target: 'draft-2020-12', io: 'input' }),
    title: `Addonsmith: ${kind} file`,
  });
  return { catalog: one('catalog'), events: one('events'), samples: one('samples') };
}
