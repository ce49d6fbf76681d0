import type { Catalog } from '../../src/catalog/model.js';
import type { Definition } from './pipeline-floors.js';

// The public pipeline for the audit log of Dogtag (elastic/integrations, package freeipa, data stream ca_audit) is under the Elastic License 2.0
// and no part of this repository. This one stands in for it: as many processors, made of our catalog in the way that most are written by hand.

type Processor = Definition['processors'][number];

const PROCESSORS = 58;
const MEANINGS = 20;

const splitPairs = `if (ctx.work?.pairs == null) { return; }
Map read = new HashMap();
for (String pair : /\\]\\[/.split(ctx.work.pairs)) {
  int equals = pair.indexOf('=');
  if (equals > 0) { read.put(pair.substring(0, equals), pair.substring(equals + 1)); }
}
ctx.work.read = read;`;

const sayOutcome = `String said = ctx.work?.read?.Outcome;
if (said != null) { ctx.event.outcome = said.equalsIgnoreCase('success') ? 'success' : 'failure'; }`;

/** Reads the audit log of Dogtag with grok, and a processor and a condition for each field. */
export function conditionalPipeline({ fields, events }: Catalog): Definition {
  const before: readonly Processor[] = [
    set('event.kind', 'event'),
    set('event.module', 'standin'),
    set('event.dataset', 'standin.audit'),
    {
      grok: {
        field: 'message',
        patterns: [
          '^%{INT:standin.pid}\\.%{DATA:standin.thread} - \\[%{DATA:work.time}\\] \\[%{INT}\\] \\[%{INT}\\] \\[%{GREEDYDATA:work.pairs}\\]%{GREEDYDATA:standin.text}',
        ],
      },
    },
    { date: { field: 'work.time', formats: ['dd/MMM/yyyy:HH:mm:ss zzz', 'dd/MMM/yyyy:HH:mm:ss Z'] } },
    script(splitPairs),
  ];
  const after: readonly Processor[] = [
    script(sayOutcome),
    script(meanings(events.slice(0, MEANINGS))),
    { append: { field: 'related.user', value: '{{user.id}}', if: 'ctx.user?.id != null', allow_duplicates: false } },
    { remove: { field: ['work', 'message'], ignore_missing: true } },
  ];
  const copies = fields.slice(0, PROCESSORS - before.length - after.length).map(({ name }) => copy(name));
  return { processors: [...before, ...copies, ...after] };
}

function set(field: string, value: string): Processor {
  return { set: { field, value } };
}

function copy(name: string): Processor {
  const to = name === 'SubjectID' ? 'user.id' : `standin.${name}`;
  return { set: { if: `ctx.work?.read?.${name} != null`, field: to, copy_from: `work.read.${name}` } };
}

function script(source: string): Processor {
  return { script: { lang: 'painless', ignore_failure: true, source } };
}

/** One condition after the other, and what holds where none does. */
function meanings(events: Catalog['events']): string {
  const branches = events.map((event) => `if (name.equals('${event.key}')) { action = '${event.action}'; category = '${event.class}'; }`);
  return `String name = ctx.standin?.AuditEvent;
if (name == null) { return; }
String action = name.toLowerCase(); String category = 'other';
${branches.join(' else ')}
ctx.event.action = action; ctx.event.category = [category];`;
}
