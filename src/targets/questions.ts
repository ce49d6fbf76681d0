import { frameNames } from '../catalog/frame.js';
import type { Catalog, Stream } from '../catalog/model.js';
import { codedEnumerations, isFed } from '../catalog/names.js';
import { type EventFamily, families, type Meaning, meaningOf, outcomeOf, outcomesReadOf } from '../catalog/rows.js';
import type { Action } from '../vocab/actions.js';
import type { EventClass } from '../vocab/classes.js';

/** What every record answers, and the facts that answer it. */
export const everyRecord: readonly { readonly question: string; readonly facts: readonly string[] }[] = [
  { question: 'Who', facts: ['actor.user', 'actor.role'] },
  { question: 'To whom', facts: ['target.user'] },
  { question: 'What happened', facts: ['event.code', 'event.name', 'title', 'class', 'action', 'command'] },
  { question: 'How it ended', facts: ['outcome'] },
  { question: 'When', facts: ['time'] },
  { question: 'From where', facts: ['source.address', 'source.ip'] },
  { question: 'On which server', facts: ['destination.address', 'destination.ip', 'destination.port', 'computer'] },
  { question: 'In which session', facts: ['session.id'] },
  { question: 'On which object', facts: ['object.category', 'object.id', 'object.name', 'certificate.serial.hex', 'certificate.subject'] },
  { question: 'What was set', facts: ['pairs'] },
  { question: 'Why', facts: ['reason'] },
  { question: 'How bad', facts: ['severity'] },
  { question: 'Which product', facts: ['vendor', 'product', 'provider'] },
  { question: 'In the words of the product', facts: ['text', 'event.data', 'description'] },
  { question: 'Not understood', facts: ['unknown_field', 'duplicate_field'] },
];

/** Something that an auditor asks of the log. Everything given must hold; of a list, one. */
export interface AuditQuestion {
  readonly title: string;
  readonly classes?: readonly EventClass[];
  readonly actions?: readonly Action[];
  readonly outcome?: 'success' | 'failure';
  /** Facts to count or list by; those that a stream does not have are left out. */
  readonly by: readonly string[];
  /** Facts that decide too; a stream that lacks one of them is not asked. */
  readonly having?: readonly FactCondition[];
  /** Compares records instead of counting them. */
  readonly compares?: Comparison;
  /** Of `hours`: how many are too many. */
  readonly most?: number;
}

/** A fact has one of the values, or it has a value and none of these. */
export interface FactCondition {
  readonly fact: string;
  readonly is?: readonly string[];
  readonly isNot?: readonly string[];
}

/**
 * `times`: the time between one record and the next; `numbers`: the numbers that count the records, of which none may be missing;
 * `sessions`: the records of one session, of which one should tell of a success; `hours`: those of an hour, of which there should not be many.
 */
export type Comparison = 'times' | 'numbers' | 'sessions' | 'hours';

/** Takes a stream and returns the questions that some event of it can answer. */
export function auditQuestions(catalog: Catalog, stream: Stream): readonly AuditQuestion[] {
  const possible = meanings(catalog, stream);
  const codes = codedEnumerations(catalog).map(({ enumeration }) => `enumeration.${enumeration.name}`);
  const questions: readonly AuditQuestion[] = [
    {
      title: 'Failed logins, by user',
      classes: ['authentication'],
      outcome: 'failure',
      by: ['actor.user', 'event.name', 'reason', 'computer'],
    },
    { title: 'Privileged roles that users took on', classes: ['privilege'], by: ['actor.user', 'actor.role', 'outcome'] },
    {
      title: 'Authorizations that were denied',
      classes: ['authorization'],
      outcome: 'failure',
      by: ['actor.user', 'object.name', 'command', 'title', 'computer'],
    },
    {
      title: 'Certificates that were revoked or put on hold, by reason',
      classes: ['certificate'],
      actions: ['revoked', 'suspended'],
      by: [...codes, 'actor.user', 'certificate.serial.hex'],
    },
    {
      title: 'Certificates that were issued',
      classes: ['certificate'],
      actions: ['issued', 'enrolled', 'renewed'],
      by: ['actor.user', 'event.name', 'certificate.serial.hex', 'outcome'],
    },
    {
      title: 'Keys that were recovered',
      classes: ['key'],
      actions: ['recovered'],
      by: ['actor.user', 'object.name', 'certificate.serial.hex', 'outcome'],
    },
    {
      title: 'Configuration that was changed',
      classes: ['configuration', 'audit_configuration'],
      by: ['actor.user', 'event.name', 'action', 'object.name', 'outcome', 'computer'],
    },
    {
      title: 'Users and roles that were changed',
      classes: ['account', 'role'],
      by: ['actor.user', 'target.user', 'title', 'object.name', 'outcome', 'computer'],
    },
    { title: 'Backups that failed', classes: ['backup'], outcome: 'failure', by: ['actor.user', 'title', 'computer'] },
    {
      title: 'PINs and credentials that were blocked or unblocked',
      classes: ['account', 'token'],
      actions: ['locked', 'unlocked'],
      by: ['actor.user', 'title', 'object.name', 'computer'],
    },
    {
      title: 'Key stores, keys on HSMs and service credentials: made, not accessible, destroyed',
      classes: ['key'],
      by: ['title', 'outcome', 'severity', 'computer'],
      having: [{ fact: 'object.category', is: ['operator_service_credential', 'operator_service_key_store', 'hsm_key', 'hsm'] }],
    },
    {
      title: 'Many credentials that were issued, revoked or deleted within an hour',
      classes: ['token'],
      actions: ['issued', 'revoked', 'deleted'],
      outcome: 'success',
      by: ['title', 'computer'],
      having: [{ fact: 'object.category', is: ['credential'] }],
      compares: 'hours',
      most: 20,
    },
    { title: 'Services that were started or stopped', classes: ['service'], by: ['title', 'computer'] },
    { title: 'What must not happen: failed self tests, an alarm', classes: ['alarm'], by: ['title', 'severity', 'computer'] },
    { title: 'The audit log itself failed', classes: ['audit_log'], outcome: 'failure', by: ['title', 'severity'] },
    {
      title: 'Time between two signatures of the audit log: a gap is a log that nobody vouches for',
      classes: ['audit_log'],
      actions: ['signed'],
      by: [],
      compares: 'times',
    },
    {
      title: 'The log was cleared: by whom, from where',
      classes: ['audit_log'],
      actions: ['cleared'],
      by: ['actor.user', 'source.address', 'event.name'],
    },
    { title: 'Numbers that are missing in the log: records that were lost or cut out', by: [], compares: 'numbers' },
    {
      title: 'Logins that were tried and not completed, by session',
      classes: ['authentication'],
      by: ['session.id', 'actor.user', 'source.address'],
      having: [{ fact: 'session.id', isNot: [] }],
      compares: 'sessions',
    },
    {
      title: 'Sessions that are not encrypted',
      classes: ['authentication', 'session'],
      by: ['source.address', 'session.id'],
      having: [{ fact: 'field.tls', is: ['n'] }],
    },
    {
      title: 'Keys of a weak algorithm that were made',
      classes: ['key'],
      actions: ['created', 'generated'],
      by: ['enumeration.algorithm', 'object.name', 'actor.user'],
      having: [{ fact: 'enumeration.algorithm.weak', is: ['true'] }],
    },
    {
      title: 'Keys that were made and may be exported',
      classes: ['key'],
      actions: ['created', 'generated'],
      by: ['object.name', 'enumeration.algorithm', 'field.key_attributes', 'actor.user'],
      having: [{ fact: 'field.key_attributes', isNot: ['0'] }],
    },
    {
      title: 'Keys that were used, by session',
      classes: ['key'],
      actions: ['accessed'],
      by: ['session.id', 'object.name', 'actor.user', 'source.address'],
    },
    {
      title: 'Logins with or to tokens that failed',
      classes: ['authentication'],
      outcome: 'failure',
      by: ['actor.user', 'object.name', 'reason', 'source.address'],
      having: [{ fact: 'object.category', is: ['token'] }],
    },
    {
      title: 'Keys of programs for the management interface: made, changed, removed',
      classes: ['api_key'],
      by: ['actor.user', 'action', 'object.id', 'target.role', 'source.address', 'outcome'],
    },
    {
      title: 'Access rights that were given or taken away',
      classes: ['access_right'],
      by: ['actor.user', 'title', 'object.name', 'source.address', 'outcome'],
    },
    {
      title: 'Whom the instance trusts: anchors, certification, OCSP and timestamping services that were added, changed, removed',
      by: ['actor.user', 'title', 'object.name', 'source.address', 'outcome'],
      having: [
        {
          fact: 'object.category',
          is: [
            'trusted_anchor',
            'configuration_anchor',
            'certification_service',
            'intermediate_ca',
            'ocsp_responder',
            'timestamping_service',
          ],
        },
      ],
    },
    {
      title: 'Members, subsystems and servers that were registered, changed, removed',
      by: ['actor.user', 'title', 'object.name', 'source.address', 'outcome'],
      having: [{ fact: 'object.category', is: ['member', 'member_class', 'subsystem', 'client', 'security_server', 'management_request'] }],
    },
    {
      title: 'Keys and certificates that were deleted',
      classes: ['key', 'certificate'],
      actions: ['deleted'],
      by: ['actor.user', 'title', 'object.id', 'source.address', 'outcome'],
    },
    {
      title: 'Backups that were brought in, deleted or restored from',
      classes: ['backup'],
      actions: ['restored', 'uploaded', 'deleted'],
      by: ['actor.user', 'title', 'object.name', 'source.address', 'outcome'],
    },
  ];
  return questions
    .filter((question) => possible.some(([meaning, outcome]) => fits(question, meaning, outcome)))
    .filter(
      ({ compares, by }) =>
        (compares !== 'numbers' || counterOf(catalog, stream) !== undefined) &&
        (by.includes('session.id') ? isFed(catalog, stream, 'session.id') : true),
    );
}

/** Returns the value of the frame that numbers the records of a stream. */
export function counterOf(catalog: Catalog, stream: Stream): string | undefined {
  const frame = frameNames(stream);
  return catalog.fields.find((field) => field.role === 'event.sequence' && frame.includes(field.name))?.name;
}

/** Takes questions and the names that a side has for facts, and returns those whose conditions it can put. */
export function answerable(questions: readonly AuditQuestion[], names: ReadonlyMap<string, string>): readonly AuditQuestion[] {
  return questions.filter(({ having = [] }) => having.every(({ fact }) => names.has(fact)));
}

function meanings(catalog: Catalog, stream: Stream): readonly (readonly [Meaning, string])[] {
  // An event that says its outcome by itself has no other.
  const possible = (family: EventFamily) => [...new Set(outcomesReadOf(stream).map((read) => outcomeOf(read, family.outcome)))];
  return families(catalog, stream).flatMap((family) =>
    [undefined, ...family.cases].flatMap((variant) =>
      possible(family).map((outcome) => [meaningOf(family, outcome, variant), outcome] as const),
    ),
  );
}

function fits({ classes, actions, having = [], outcome }: AuditQuestion, meaning: Meaning, read: string): boolean {
  if (classes !== undefined && !classes.includes(meaning.class)) return false;
  if (actions !== undefined && !actions.includes(meaning.action)) return false;
  const objects = having.find(({ fact }) => fact === 'object.category')?.is;
  if (objects?.includes(meaning.objectCategory ?? '') === false) return false;
  return outcome === undefined || outcome === read;
}
