/**
 * The verbs a catalog may give an event, and what each becomes.
 * `change`: the value of CIM `action` where the event's class belongs to the Change data model (prescribed values of All_Changes.action);
 * `session`: the same for Network_Sessions; `ecs`: the ECS `event.type` that says the same, if the category permits it.
 */
export interface ActionMeaning {
  readonly change: string;
  readonly session?: 'started' | 'ended' | 'blocked';
  readonly ecs: string;
}

const verbs = {
  accessed: { change: 'read', ecs: 'access' },
  activated: { change: 'modified', ecs: 'change' },
  added: { change: 'modified', ecs: 'change' },
  approved: { change: 'modified', ecs: 'change' },
  authorized: { change: 'read', ecs: 'access' },
  cancelled: { change: 'modified', ecs: 'info' },
  changed: { change: 'modified', ecs: 'change' },
  cleared: { change: 'cleared', ecs: 'deletion' },
  created: { change: 'created', ecs: 'creation' },
  deactivated: { change: 'modified', ecs: 'change' },
  deleted: { change: 'deleted', ecs: 'deletion' },
  disabled: { change: 'modified', ecs: 'change' },
  disapproved: { change: 'modified', ecs: 'change' },
  enabled: { change: 'modified', ecs: 'change' },
  ended: { change: 'stopped', session: 'ended', ecs: 'end' },
  enrolled: { change: 'created', ecs: 'creation' },
  formatted: { change: 'cleared', ecs: 'change' },
  generated: { change: 'created', ecs: 'creation' },
  granted: { change: 'acl_modified', ecs: 'change' },
  imported: { change: 'created', ecs: 'creation' },
  initialized: { change: 'created', ecs: 'creation' },
  issued: { change: 'created', ecs: 'creation' },
  locked: { change: 'lockout', ecs: 'change' },
  login: { change: 'read', ecs: 'start' },
  logout: { change: 'logoff', ecs: 'end' },
  received: { change: 'read', ecs: 'info' },
  recovered: { change: 'read', ecs: 'access' },
  refreshed: { change: 'updated', ecs: 'change' },
  registered: { change: 'modified', ecs: 'change' },
  rejected: { change: 'modified', ecs: 'info' },
  removed: { change: 'modified', ecs: 'change' },
  renewed: { change: 'created', ecs: 'creation' },
  reported: { change: 'read', ecs: 'info' },
  requested: { change: 'created', ecs: 'info' },
  required: { change: 'read', ecs: 'info' },
  reset: { change: 'modified', ecs: 'change' },
  restored: { change: 'modified', ecs: 'change' },
  retired: { change: 'modified', ecs: 'change' },
  retrieved: { change: 'read', ecs: 'access' },
  revoked: { change: 'modified', ecs: 'change' },
  role_assumed: { change: 'read', ecs: 'admin' },
  sent: { change: 'created', ecs: 'info' },
  signed: { change: 'updated', ecs: 'info' },
  skipped: { change: 'modified', ecs: 'info' },
  started: { change: 'started', session: 'started', ecs: 'start' },
  stopped: { change: 'stopped', session: 'ended', ecs: 'end' },
  suspended: { change: 'modified', ecs: 'change' },
  tested: { change: 'read', ecs: 'info' },
  unlocked: { change: 'unlocked', ecs: 'change' },
  unregistered: { change: 'modified', ecs: 'change' },
  updated: { change: 'updated', ecs: 'change' },
  upgraded: { change: 'updated', ecs: 'change' },
  uploaded: { change: 'created', ecs: 'creation' },
  verified: { change: 'read', ecs: 'info' },
  withdrawn: { change: 'acl_modified', ecs: 'change' },
} as const satisfies Record<string, ActionMeaning>;

export type Action = keyof typeof verbs;

export const actions: Readonly<Record<Action, ActionMeaning>> = verbs;

export const actionNames = Object.keys(verbs) as readonly Action[];
