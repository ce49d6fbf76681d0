import type { Catalog, Stream } from '../catalog/model.js';
import { codedEnumerations } from '../catalog/names.js';
import { families, type Meaning, meaningOf, outcomes } from '../catalog/rows.js';
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
  /** Kinds of object. */
  readonly objects?: readonly string[];
  /** Facts to count or list by; those that a stream does not have are left out. */
  readonly by: readonly string[];
  /** Asks for hours in which there were more than this many. */
  readonly burst?: number;
  /** Looks at the time between one record and the next instead of at the records. */
  readonly gaps?: boolean;
}

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
      by: ['actor.user', 'object.name', 'command', 'computer'],
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
      title: 'PINs that were blocked or unblocked',
      classes: ['account', 'token'],
      actions: ['locked', 'unlocked'],
      by: ['actor.user', 'title', 'object.name', 'computer'],
    },
    {
      title: 'Master keys, key stores and service credentials: made, not accessible, destroyed',
      classes: ['key'],
      objects: ['operator_service_credential', 'operator_service_key_store', 'master_key', 'hsm'],
      by: ['title', 'outcome', 'severity', 'computer'],
    },
    {
      title: 'Many credentials that were issued, revoked or deleted within an hour',
      classes: ['token'],
      actions: ['issued', 'revoked', 'deleted'],
      objects: ['credential'],
      outcome: 'success',
      by: ['title', 'computer'],
      burst: 20,
    },
    { title: 'Services that were started or stopped', classes: ['service'], by: ['title', 'computer'] },
    { title: 'What must not happen: failed self tests, an alarm', classes: ['alarm'], by: ['title', 'severity', 'computer'] },
    { title: 'The audit log itself failed', classes: ['audit_log'], outcome: 'failure', by: ['title', 'severity'] },
    {
      title: 'Time between two signatures of the audit log: a gap is a log that nobody vouches for',
      classes: ['audit_log'],
      actions: ['signed'],
      by: [],
      gaps: true,
    },
  ];
  return questions.filter((question) => possible.some(([meaning, outcome]) => fits(question, meaning, outcome)));
}

function meanings(catalog: Catalog, stream: Stream): readonly (readonly [Meaning, string])[] {
  return families(catalog, stream).flatMap((family) =>
    [undefined, ...family.cases].flatMap((variant) => outcomes.map((outcome) => [meaningOf(family, outcome, variant), outcome] as const)),
  );
}

function fits({ classes, actions, objects, outcome }: AuditQuestion, meaning: Meaning, read: string): boolean {
  if (classes !== undefined && !classes.includes(meaning.class)) return false;
  if (actions !== undefined && !actions.includes(meaning.action)) return false;
  if (objects !== undefined && !objects.includes(meaning.objectCategory ?? '')) return false;
  return outcome === undefined || outcome === read;
}
