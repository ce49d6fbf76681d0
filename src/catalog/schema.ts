import { z } from 'zod';
import { actionNames } from '../vocab/actions.js';
import { classNames } from '../vocab/classes.js';
import { hazardNames, hazards } from '../vocab/hazards.js';
import { roleNames } from '../vocab/roles.js';
import { severityNames } from '../vocab/severities.js';

const text = z.string().regex(/\S/, 'a text that is not empty');
const oneLine = text.regex(/^[^\r\n]*$/, 'a text on one line');
// A cell that starts like a formula is run by the spreadsheet that a lookup is opened with; a number, or a dash alone, is none.
// A lookup's cell must be what a record holds, so nothing may be put in front of it: such a text is refused.
const formula = /^(?!\s*(?:[=@\uff1d\uff20]|[+\uff0b\-\uff0d](?!\d+(?:[.,]\d+)?\s*$|[\s-]*$)))/;
const notFormula = 'a text that does not start like a formula, with =, @, + or -';
const shown = text.regex(formula, notFormula);
const shownLine = oneLine.regex(formula, notFormula);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,40}$/, 'letters, digits and _, at most 41, a letter first');
const fieldName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,40}(?:\.[A-Za-z][A-Za-z0-9_]{0,40})*$/,
    'letters, digits and _, at most 41, a letter first; members joined by dots',
  );
const eventName = z
  .union([
    z
      .string()
      .regex(/^\S(?:[^\r\n]{0,118}\S)?$/, 'a name on one line, at most 120 characters')
      .regex(formula, notFormula),
    z.int().min(0).max(4_294_967_295),
  ])
  .transform(String);
const scopeName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,79}$/, 'letters, digits, . _ and -, a letter first');
// Names become names of files and folders, and Windows keeps these for devices.
const noDevice = /^(?!(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$)/;
const notDevice = 'a name that Windows does not keep for a device, such as con or nul';
const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, 'lower case letters, digits, - and _, a letter first')
  .regex(noDevice, notDevice)
  .max(40);
const streamName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]*[a-z0-9]$/, 'lower case letters, digits and _')
  .regex(noDevice, notDevice)
  .max(40);
const zone = z
  .string()
  .regex(/^(?:[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*|[+-](?:0\d|1[0-8]):[0-5]\d)$/, 'a zone such as Europe/Vienna, or an offset');
const path = oneLine.regex(/^[^\s[\]](?:[^[\]]*[^\s[\]])?$/, 'a path without brackets, and without blanks around it');
const account = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\/[A-Za-z0-9._-]+)?$/, 'a GitHub account, or account/team');
const semver = z.string().regex(/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/, 'a version such as 1.2.0');
const citation = z.string().regex(/^[a-z][a-z0-9]*(?::[^\s"']+)?$/, 'a source and a place in it, such as guide:15#AUTH');
const code = z.union([shownLine, z.number()]);
// What is looked for in a record.
const matched = z.string().regex(/^[^\r\n]+$/, 'a text on one line that is not empty');
const word = z.union([matched, z.number()]);
const pairName = z.string().regex(/^[_.:-]*[A-Za-z0-9][A-Za-z0-9_.:-]*$/, 'letters, digits and _ . : -');
const offset = z.string().regex(/^[+-](?:0\d|1[0-8]):[0-5]\d$/, 'an offset such as "+05:30"');

const outcome = z.enum(['success', 'failure', 'unknown']).describe('How an event ended.');
const role = z.enum([...roleNames, 'none']).describe('What the field means; "none" says that no role fits.');
const className = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'lower case letters, digits and _, a letter first')
  .max(40);
const eventClass = z
  .union([z.enum(classNames), className])
  .describe('What kind of thing the event is: a class that comes with the tool, or one of vocabulary.yaml.');
const action = z.enum(actionNames).describe('What was done.');
const severity = z.enum(severityNames).describe('How bad it is.');
const type = z
  .enum(['text', 'int', 'hex', 'bool', 'ip', 'host', 'address', 'port', 'host-port', 'serial', 'time', 'list', 'object', 'pairs', 'base64'])
  .describe('How the text becomes a value.');
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
  when: z.record(pairName, matched).optional().describe('The role holds only where another pair has this value.'),
  harmless: text.optional().describe('Why a value that is named like a secret is none.'),
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
  harmless: text.optional().describe('Why a value that is named like a secret is none.'),
  names: z.array(name).optional().describe('Other spellings of the name, or of the last step of its path.'),
  also_at: z.array(fieldName).optional().describe('Older places of a JSON member.'),
  members: z.record(pairName, member).optional().describe('Pairs that get a name of their own.'),
});

const cell = z.union([shown, z.number(), z.boolean(), z.null()]);
const rowList = z.tuple([code, z.union([shownLine, z.array(shownLine)])]).rest(cell);
const row = z.union([
  rowList,
  z.strictObject({
    code,
    names: z.array(shownLine).min(1),
    note: text.optional(),
    source: citation.optional(),
    more: z.record(identifier, cell).optional(),
  }),
]);

const enumeration = z.strictObject({
  description: text,
  source: citation,
  columns: z
    .tuple([z.literal('code'), z.literal('name')])
    .rest(identifier)
    .optional()
    .describe('What each row lists: code, name, and what else is known of a code, such as note or bits.'),
  rows: z.array(row).min(1),
});

const bracketsBody = z.strictObject({
  form: z.literal('brackets').describe('`[Name=value][Name=value] text`'),
  start: name.describe('The first field of every body; its value is the key of the event.'),
  may_lack_bracket: z.array(name).optional().describe('Fields in front of which the product forgets a closing bracket.'),
  tail: z.record(name, matched).optional().describe('Fields in the text behind the body, and what stands in front of each.'),
});

const jsonBody = z.strictObject({
  form: z.literal('json').describe('One JSON object.'),
  key: fieldName.describe('The member that names the event.'),
  within: fieldName.optional().describe('The member below which the fields stand that events list.'),
  case: z.enum(['ignore', 'keep']).optional().describe("Whether the letter case of the events' names counts; it does unless told."),
  suffixes: z.record(matched, outcome).optional().describe("Endings of the events' names, and the outcome that each states."),
  scope: z
    .strictObject({
      from: name.describe('The value of the frame that tells the scope.'),
      values: z.record(scopeName, z.array(matched).min(1)).describe('Scope, and what the value looks like; `*` is any text.'),
      else: scopeName.describe('The scope where nothing fits.'),
    })
    .optional()
    .describe('First part of a compound key.'),
  envelope: z
    .strictObject({
      start: matched.describe('How the JSON around the record begins.'),
      body: fieldName.describe('The member that holds the record as text.'),
      frame: z.record(name, fieldName).describe('Values of the frame, and the members of the envelope that hold them.'),
    })
    .optional()
    .describe('The JSON log of a container around the record.'),
});

const windowsEventBody = z.strictObject({
  form: z.literal('windows-event').describe('An event of a Windows event log.'),
  channel: z
    .string()
    .regex(
      /^[A-Za-z0-9](?!.*\.\.)(?:[A-Za-z0-9 _/.-]*[A-Za-z0-9])?$/,
      'the name of a Windows event log: letters, digits, blanks and _ / . -',
    )
    .describe('The Windows event log that the events stand in.'),
  providers: z.array(scopeName).min(1).describe('The sources that write the events; each is a scope.'),
});

const textBody = z.strictObject({
  form: z.literal('text').describe("Plain text; the events' texts are message templates."),
  trailer: oneLine.optional().describe('What may stand behind the message, after the last occurrence of its first literal.'),
});

const stream = z.strictObject({
  title: oneLine,
  description: text,
  frame: z
    .union([oneLine, z.array(oneLine).min(1)])
    .optional()
    .describe(
      'The fixed front of each record: `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`; of several the first that fits.',
    ),
  body: z.discriminatedUnion('form', [bracketsBody, jsonBody, windowsEventBody, textBody]).describe('How the rest of a record is read.'),
  nulls: z.array(matched).optional().describe('Words that mean "no value"; none unless told.'),
  pairs: z
    .strictObject({
      separator: matched,
      assign: matched,
      secrets: z.array(z.string().regex(/^\*?[a-z0-9_]+$/, 'a name in lower case, or an ending such as *password')),
    })
    .optional(),
  time_zone: z.strictObject({
    default: zone,
    origin: z.enum(['documented', 'assumed']),
    table: z.record(z.string().regex(/^[A-Za-z]{1,6}$/, 'an abbreviation of one to six letters'), offset).optional(),
  }),
  outcome: z
    .strictObject({ from: fieldName, success: z.array(word).min(1), failure: z.array(word).min(1) })
    .optional()
    .describe('The field that says how an event ended; left out where each event says it by itself.'),
  actor: z
    .strictObject({ from: z.array(fieldName).min(1), absent: z.array(matched).optional(), strip: z.array(matched).optional() })
    .optional(),
  order: z.partialRecord(z.enum(roleNames), z.array(fieldName)).optional(),
  unknown: z.strictObject({ class: eventClass, severity }),
  carriers: z.record(identifier, z.strictObject({ title: oneLine, path: path.optional() })),
  absent: z.record(z.string(), text).optional(),
  differs: z.record(z.string(), text).optional(),
  cannot_keep: z
    .partialRecord(z.enum(hazardNames), text)
    .optional()
    .describe(
      `What a value may hold that the product writes so that nobody can read it back as it was, and why. ${hazardNames.map((each) => `${each}: ${hazards[each]}`).join('. ')}.`,
    ),
});

export const catalogSchema = z
  .strictObject({
    catalog: identifier.describe('Name of the catalog: its folder, and the prefix of what is rendered.'),
    title: oneLine.max(70),
    version: semver,
    description: text.max(200),
    product: z.strictObject({ vendor: oneLine, name: oneLine, versions: oneLine, also: z.array(oneLine).optional() }),
    author: z.strictObject({ name: oneLine, email: oneLine.optional(), github: account }),
    changes: z
      .array(z.strictObject({ version: semver, text, link: z.string().regex(/^https:\/\/\S+$/, 'a link that starts with https://') }))
      .min(1),
    sources: z.record(
      z.string().regex(/^[a-z][a-z0-9]*$/, 'lower case letters and digits, a letter first'),
      z.strictObject({ title: text, url: text.optional(), revision: z.coerce.string().optional(), date: z.coerce.string().optional() }),
    ),
    streams: z.record(streamName, stream),
    fields: z.record(fieldName, field),
    enums: z.record(identifier, enumeration).optional(),
  })
  .describe('What a product is, how its records are carried, and which fields they have.');

const eventField = z.union([z.null(), text, z.strictObject({ description: text.nullable().optional(), role: role.optional() })]);
const severities = z.union([severity, z.strictObject({ success: severity, failure: severity, unknown: severity.optional() })]);

const eventCase = z.strictObject({
  name: identifier,
  when: z.record(z.string(), z.union([word, z.array(word)])).describe('Fields and the values they must have; `cancel*` is a beginning.'),
  class: eventClass.optional(),
  action: action.optional(),
  severity: severity.optional(),
  title: shownLine.optional(),
  failure_title: shownLine.optional().describe('What a person calls it when it failed; else the title with ": failed".'),
  object: objectRule.optional(),
});

const event = z.strictObject({
  key: eventName.describe('The name that the event is written under.'),
  outcome: outcome.optional().describe('Where the document defines the outcomes apart, or where the event says its outcome by itself.'),
  name: shownLine.describe('What a person calls it.'),
  text: z
    .union([text, z.array(text)])
    .optional()
    .describe(
      'The text behind the fields, or the message, as printed; for a body of text its template: `{user} logged in from {client:address}`.',
    ),
  description: shown,
  level: oneLine.optional().describe('The level as the product prints it, which need not say how bad the event is.'),
  printed: text.optional().describe('The key as the document misprints it.'),
  only_failed: z.boolean().optional().describe('The product writes the event only when it fails.'),
  before: z.array(eventName).optional().describe('Events whose templates also fit the text of this one, which counts.'),
  subsystems: z.array(oneLine).optional(),
  enabled_by_default: z.boolean().optional(),
  class: eventClass,
  action,
  severity: severities,
  failure_name: shownLine.optional().describe('What a person calls it when it failed; else the name with ": failed".'),
  failure_class: eventClass.optional().describe('The class of the event when it failed, where that is another kind of event.'),
  object: objectRule.optional(),
  aliases: z
    .array(z.strictObject({ name: eventName, outcome: outcome.optional(), source: citation }))
    .optional()
    .describe('Older names of the same event.'),
  cases: z.array(eventCase).optional().describe('What changes with the values of other fields; the first that fits counts.'),
  fields: z.record(fieldName, eventField).optional().describe('In the order of the document; null where it says nothing.'),
  also: z.array(fieldName).optional().describe('Fields that only real lines, or the code of the product, show.'),
  source: citation,
});

export const eventsSchema = z
  .strictObject({
    stream: identifier,
    scope: scopeName.optional().describe('First part of the key of all these events: the component or the provider.'),
    events: z.array(event),
  })
  .describe('The events of one family.');

const expectedValue = z.union([z.string(), z.array(z.string())]);

/** Tags that the input gives the document of a sample that names none: those by which elastic-package tests keep the record. */
export const usualTags: readonly string[] = ['preserve_original_event'];

const sample = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'lower case letters, digits, - and _')
    .max(80),
  origin: z.enum(['real', 'documented', 'synthetic']),
  source: citation,
  carrier: identifier.optional().describe('How the record travelled; the first carrier of the stream where nothing is said.'),
  raw: z.string().min(1).describe('The whole record as the product writes it.'),
  winlog: z.record(z.string(), z.unknown()).optional().describe('The same record as Winlogbeat and Elastic Agent send it.'),
  tags: z
    .array(identifier)
    .optional()
    .describe('Tags that the input gives the document; `preserve_original_event` alone where nothing is said.'),
  as_printed: text.optional().describe('As the document prints it, where that is damaged.'),
  repaired: z.array(text).optional(),
  expect: z
    .strictObject({
      state: z
        .enum(['read', 'unknown_event', 'unparsed', 'foreign'])
        .describe('How the record is taken; `foreign` is a Windows event of another product, which must be left as it is.'),
      event: eventName.optional(),
      not_event: z.array(eventName).optional().describe('Events that the record must not be read as.'),
      time: z.string().optional(),
      outcome: outcome.optional(),
      class: eventClass.optional(),
      action: action.optional(),
      severity: severity.optional(),
      fields: z.record(fieldName, expectedValue).optional(),
      frame: z.record(name, z.string()).optional().describe('Values of the frame.'),
      facts: z.record(z.string(), expectedValue).optional().describe('Any other fact by its name.'),
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
    })
    .describe('What must be read from the record, written by hand from the document.'),
});

export const samplesSchema = z
  .strictObject({
    stream: identifier,
    complete: z.boolean().optional().describe('What an expectation of this file does not state must not be read.'),
    samples: z.array(sample),
  })
  .describe('Records and what must be read from them.');

const classSchema = z.strictObject({
  title: oneLine.describe('What the events of the class are, for people.'),
  cim: z
    .union([
      z.strictObject({
        dataset: text.describe('Data set as `Model.Dataset`.'),
        tags: z.array(text).min(1).describe('Tags that put an event there.'),
      }),
      z.strictObject({ none: text.describe('Why no data model fits.') }),
    ])
    .describe('Data set of the Splunk Common Information Model.'),
  cim_action: z
    .enum(['outcome', 'change', 'session', 'service', 'none'])
    .describe(
      'What CIM `action` is: the outcome, what was changed, the state of a session, or nothing; `service` has a `status` of the service.',
    ),
  change_type: oneLine.optional().describe('CIM `change_type`, for the data model Change.'),
  object_category: identifier.optional().describe('CIM `object_category`, unless an event names its own.'),
  ecs: z
    .strictObject({
      kind: z.enum(['event', 'alert']).describe('ECS `event.kind`.'),
      category: z.array(text).describe('ECS `event.category`.'),
      type: z.array(text).describe('ECS `event.type` that the class always has, beside that of the action.'),
      by_outcome: z.strictObject({ success: text, failure: text }).optional().describe('ECS `event.type` by outcome.'),
    })
    .describe('Categorisation in the Elastic Common Schema.'),
});

export const vocabularySchema = z
  .strictObject({ classes: z.record(className, classSchema).describe('Kinds of events that only this catalog has.') })
  .describe('Words of a catalog of its own.');

export type VocabularyFile = z.infer<typeof vocabularySchema>;
export type CatalogFile = z.infer<typeof catalogSchema>;
export type EventsFile = z.infer<typeof eventsSchema>;
export type SamplesFile = z.infer<typeof samplesSchema>;
export type Expectation = SamplesFile['samples'][number]['expect'];

/** The kinds of files that a catalog is made of. */
export const schemaKinds = ['catalog', 'events', 'samples', 'vocabulary'] as const;
export type SchemaKind = (typeof schemaKinds)[number];

const schemas = { catalog: catalogSchema, events: eventsSchema, samples: samplesSchema, vocabulary: vocabularySchema } as const;

/** Returns the JSON Schema (draft 2020-12) of each kind of file, for editors. */
export function jsonSchemas(): Readonly<Record<SchemaKind, unknown>> {
  const one = (kind: SchemaKind) => ({
    ...z.toJSONSchema(schemas[kind], { target: 'draft-2020-12', io: 'input' }),
    title: `Addonsmith: ${kind} file`,
  });
  return { catalog: one('catalog'), events: one('events'), samples: one('samples'), vocabulary: one('vocabulary') };
}
