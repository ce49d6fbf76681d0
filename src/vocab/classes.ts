/**
 * What kind of thing an event is, and where that puts it: the Splunk CIM data set (by tags) and the ECS categorisation.
 * Sources: vocab of the Splunk Common Information Model 8.7.0; ECS 9.4.0 `event.category` with its expected `event.type`.
 */
export interface ClassMeaning {
  readonly title: string;
  /** CIM data set `Model.Dataset`; absent where no data model fits, with the reason. */
  readonly cim: { readonly dataset: string; readonly tags: readonly string[] } | { readonly none: string };
  /**
   * How CIM `action` is found: from the outcome (Authentication), the verb (Change), the session's state, or not at all. `service` is the
   * data set that has a `status` of the service in its place.
   */
  readonly cimAction: 'outcome' | 'change' | 'session' | 'service' | 'none';
  /** CIM `change_type` of the class, for the Change data model. */
  readonly changeType?: string;
  /** CIM `object_category` unless the event names its own. */
  readonly objectCategory?: string;
  readonly ecs: {
    readonly kind: 'event' | 'alert';
    readonly category: readonly string[];
    /** `event.type` values the class always has, beside the one of the action. */
    readonly type: readonly string[];
    /** `event.type` by outcome, for decisions (`allowed`, `denied`). */
    readonly byOutcome?: Readonly<Record<'success' | 'failure', string>>;
  };
}

const meanings = {
  authentication: {
    title: 'Logins: who proved an identity, or failed to',
    cim: { dataset: 'Authentication.Authentication', tags: ['authentication'] },
    cimAction: 'outcome',
    ecs: { kind: 'event', category: ['authentication'], type: [] },
  },
  logout: {
    // CIM's Authentication knows logins only: a logout there would count as one. Change prescribes the action `logoff`.
    title: 'Logouts: who ended what a login began',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'session',
    ecs: { kind: 'event', category: ['authentication'], type: [] },
  },
  privilege: {
    title: 'Privileged roles that a user took on',
    cim: { dataset: 'Authentication.Privileged_Authentication', tags: ['authentication', 'privileged'] },
    cimAction: 'outcome',
    ecs: { kind: 'event', category: ['iam'], type: [] },
  },
  authorization: {
    title: 'Decisions on what a user may do; no login and no change of an object',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'acl_resource',
    ecs: { kind: 'event', category: ['api'], type: [], byOutcome: { success: 'allowed', failure: 'denied' } },
  },
  session: {
    title: 'Connections that were opened, refused or closed',
    cim: { dataset: 'Network_Sessions.All_Sessions', tags: ['network', 'session'] },
    cimAction: 'session',
    ecs: { kind: 'event', category: ['network', 'session'], type: ['connection'] },
  },
  account: {
    title: 'Users that were created, changed or removed',
    cim: { dataset: 'Change.Account_Management', tags: ['change', 'account'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'user',
    ecs: { kind: 'event', category: ['iam'], type: ['user'] },
  },
  role: {
    title: 'Groups and roles that were changed',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'group',
    ecs: { kind: 'event', category: ['iam'], type: ['group'] },
  },
  access_right: {
    title: 'Access rights that were given or taken away',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'access_right',
    ecs: { kind: 'event', category: ['iam'], type: [] },
  },
  api_key: {
    // A program's account in all but name; but what the model calls account management is about users.
    title: 'Keys of programs for a management interface: made, changed, removed',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'AAA',
    objectCategory: 'api_key',
    ecs: { kind: 'event', category: ['iam'], type: ['user'] },
  },
  audit_log: {
    title: 'The audit log itself: started, signed, ended',
    cim: { dataset: 'Change.Auditing_Changes', tags: ['change', 'audit'] },
    cimAction: 'change',
    changeType: 'audit log',
    objectCategory: 'audit_log',
    ecs: { kind: 'event', category: ['process'], type: [] },
  },
  audit_configuration: {
    title: 'What is audited was changed',
    cim: { dataset: 'Change.Auditing_Changes', tags: ['change', 'audit'] },
    cimAction: 'change',
    changeType: 'audit configuration',
    objectCategory: 'audit_configuration',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  configuration: {
    title: 'Settings that were changed',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'configuration',
    objectCategory: 'configuration',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  backup: {
    title: 'Backups: made, brought in, destroyed, restored from',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'backup',
    objectCategory: 'backup',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  certificate: {
    title: 'Certificates: requested, issued, refused, revoked',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'certificate life cycle',
    objectCategory: 'certificate',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  key: {
    title: 'Keys: made, used, recovered, replaced',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'key life cycle',
    objectCategory: 'key',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  token: {
    title: 'Smart cards and tokens: prepared, changed, retired',
    cim: { dataset: 'Change.All_Changes', tags: ['change'] },
    cimAction: 'change',
    changeType: 'token life cycle',
    objectCategory: 'token',
    ecs: { kind: 'event', category: ['iam'], type: [] },
  },
  revocation_status: {
    title: 'What tells relying parties which certificates hold: CRLs and OCSP answers',
    cim: { none: 'publishing status is no change of the configuration, and no CIM data model holds it' },
    cimAction: 'none',
    objectCategory: 'crl',
    ecs: { kind: 'event', category: ['configuration'], type: [] },
  },
  information: {
    title: 'Statements of fact that change nothing',
    cim: { none: 'nothing is changed or accessed' },
    cimAction: 'none',
    ecs: { kind: 'event', category: ['process'], type: [] },
  },
  health: {
    title: 'Self tests that passed, services that run',
    cim: { none: 'a passed test is no alert, and says nothing of a service of the operating system' },
    cimAction: 'none',
    ecs: { kind: 'event', category: ['process'], type: [] },
  },
  service: {
    title: 'Services of the product: started, stopped',
    cim: { dataset: 'Endpoint.Services', tags: ['service', 'report'] },
    cimAction: 'service',
    ecs: { kind: 'event', category: ['process'], type: [] },
  },
  alarm: {
    title: 'Something that must not happen: an operator has to look',
    cim: { dataset: 'Alerts.Alerts', tags: ['alert'] },
    cimAction: 'none',
    ecs: { kind: 'alert', category: ['process'], type: [] },
  },
  unknown: {
    title: 'Events that the catalog does not know',
    cim: { none: 'nobody has said what the event means' },
    cimAction: 'none',
    ecs: { kind: 'event', category: [], type: [] },
  },
} as const satisfies Record<string, ClassMeaning>;

/** A class that comes with the tool. */
export type ShippedClass = keyof typeof meanings;

/** Name of a class: one that comes with the tool, or one of the catalog's own. */
export type EventClass = string;

export const classes: Readonly<Record<ShippedClass, ClassMeaning>> = meanings;

export const classNames = Object.keys(meanings) as readonly ShippedClass[];
