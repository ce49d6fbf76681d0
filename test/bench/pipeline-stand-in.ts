import type { Definition } from './pipeline-floors.js';

// The public pipeline for these records (elastic/integrations, package freeipa, data stream ca_audit) is under the Elastic License 2.0 and no
// part of this repository. This one is ours, and stands in for it: as many processors of each kind, in the usual style.

type Processor = Definition['processors'][number];

const LABEL = 'standin';

const constants: readonly (readonly [field: string, value: string])[] = [
  ['event.kind', 'event'],
  ['event.module', LABEL],
  ['event.dataset', `${LABEL}.audit`],
];

/** Fields of the record, each copied by a processor of its own where it is there. */
const copies: readonly (readonly [name: string, field: string])[] = [
  ['Info', 'info'],
  ['CertSerialNum', 'certificate.serial'],
  ['IssuerDN', 'certificate.issuer'],
  ['ReqID', 'request.id'],
  ['ProfileID', 'request.profile'],
  ['RequestType', 'request.type'],
  ['SubjectDN', 'certificate.subject'],
  ['RevocationReason', 'revocation.reason'],
  ['AuthMgr', 'manager'],
  ['aclResource', 'access.resource'],
  ['Op', 'access.operation'],
  ['Role', 'role'],
  ['CertSubject', 'certificate.requested'],
  ['Scope', 'scope'],
  ['RevokeReasonNum', 'revocation.number'],
  ['Approval', 'approval'],
  ['CRLNum', 'list.number'],
];

/** Names of events by what they are called in ECS; the first that fits. */
const meanings: readonly (readonly [names: readonly string[], action: string, category: string, type: string])[] = [
  [['PROFILE_CERT_REQUEST'], 'request', 'iam', 'info'],
  [['CERT_REQUEST_PROCESSED'], 'issue', 'iam', 'creation'],
  [['CERT_STATUS_CHANGE_REQUEST'], 'ask-status', 'iam', 'info'],
  [['CERT_STATUS_CHANGE_REQUEST_PROCESSED'], 'status', 'iam', 'change'],
  [['AUTH', 'AUTHZ'], 'login', 'authentication', 'info'],
  [['ACCESS_SESSION_ESTABLISH', 'CLIENT_ACCESS_SESSION_ESTABLISH'], 'open', 'session', 'start'],
  [['ACCESS_SESSION_TERMINATED', 'CLIENT_ACCESS_SESSION_TERMINATED'], 'close', 'session', 'end'],
  [['FULL_CRL_GENERATION', 'DELTA_CRL_GENERATION'], 'list', 'iam', 'info'],
  [['AUDIT_LOG_SIGNING'], 'sign', 'iam', 'info'],
  [['SELFTESTS_EXECUTION'], 'selftest', 'process', 'info'],
  [['ROLE_ASSUME'], 'role', 'iam', 'info'],
  [['CONFIG_CERT_PROFILE'], 'profile', 'configuration', 'change'],
  [['CERT_PROFILE_APPROVAL'], 'approve', 'iam', 'info'],
  [['CERT_SIGNING_INFO', 'CRL_SIGNING_INFO', 'OCSP_SIGNING_INFO'], 'signing', 'iam', 'info'],
  [['AUDIT_LOG_STARTUP', 'AUDIT_LOG_SHUTDOWN', 'LOG_PATH_CHANGE'], 'log', 'process', 'info'],
];

const splitFields = `if (ctx.work?.fields == null) { return; }
Map found = new HashMap();
for (String part : /\\]\\[/.split(ctx.work.fields)) {
  int at = part.indexOf('=');
  if (at > 0) { found.put(part.substring(0, at), part.substring(at + 1)); }
}
ctx.work.read = found;`;

const sayOutcome = `def said = ctx.work?.read?.Outcome;
if (said == null) { return; }
ctx.event.outcome = said.equalsIgnoreCase('success') ? 'success' : said.equalsIgnoreCase('failure') ? 'failure' : 'unknown';`;

const sayMeaning = `def name = ctx.${LABEL}?.name;
if (name == null) { return; }
String action = name.toLowerCase(); String category = name.startsWith('CONFIG_') ? 'configuration' : 'iam'; String type = 'info';
${meanings
  .map(
    ([names, action, category, type], index) =>
      `${index === 0 ? '' : 'else '}if (${names.map((name) => `name.equals('${name}')`).join(' || ')}) { action = '${action}'; category = '${category}'; type = '${type}'; }`,
  )
  .join('\n')}
ctx.event.action = action; ctx.event.category = [category]; ctx.event.type = [type];`;

function set(field: string, value: string): Processor {
  return { set: { field, value } };
}

function copy(from: string, to: string, condition = `ctx.work?.read?.${from} != null`): Processor {
  return { set: { if: condition, field: to, copy_from: `work.read.${from}` } };
}

function script(source: string): Processor {
  return { script: { lang: 'painless', ignore_failure: true, source } };
}

function collect(field: string, path: string, condition: string): Processor {
  return { append: { field, value: `{{${path}}}`, if: condition, allow_duplicates: false } };
}

const NUMBERS = '==~ /^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$/';
const subject = "ctx.work?.read?.SubjectID != null && ctx.work.read.SubjectID != '--'";
const server = `ctx.${LABEL}?.server`;

/** Reads the audit log of Dogtag as pipelines are usually written: grok, a processor a field, each with its condition. */
export const conditionalPipeline: Definition = {
  processors: [
    ...constants.map(([field, value]) => set(field, value)),
    {
      grok: {
        field: 'message',
        patterns: [
          `^%{DATA:${LABEL}.thread} - \\[%{DATA:work.time}\\] \\[%{INT:work.source}\\] \\[%{INT:work.level}\\] \\[%{GREEDYDATA:work.fields}\\]%{GREEDYDATA:work.text}`,
        ],
      },
    },
    { date: { field: 'work.time', formats: ['dd/MMM/yyyy:HH:mm:ss zzz', 'dd/MMM/yyyy:HH:mm:ss Z'] } },
    script(splitFields),
    copy('AuditEvent', `${LABEL}.name`),
    copy('SubjectID', 'user.id', subject),
    {
      grok: {
        if: subject,
        field: 'work.read.SubjectID',
        ignore_failure: true,
        patterns: ['CN=%{DATA:user.name},', 'cn=%{DATA:user.name},'],
      },
    },
    copy('SubjectID', 'user.name', `${subject} && ctx.user?.name == null`),
    copy('ClientHost', 'source.ip'),
    copy('ClientIP', 'source.ip', 'ctx.work?.read?.ClientIP != null && ctx.source?.ip == null'),
    copy('ServerHost', `${LABEL}.server`),
    copy('ServerIP', `${LABEL}.server`, `ctx.work?.read?.ServerIP != null && ${server} == null`),
    convert('ServerPort', `${LABEL}.port`, 'integer'),
    ...copies.map(([name, field]) => copy(name, `${LABEL}.${field}`)),
    convert('CRLSize', `${LABEL}.list.size`, 'long'),
    again('certificate.serial', 'file.x509.serial_number'),
    again('certificate.subject', 'file.x509.subject.distinguished_name'),
    again('certificate.issuer', 'file.x509.issuer.distinguished_name'),
    script(sayOutcome),
    script(sayMeaning),
    { set: { if: `${server} != null && ${server} ${NUMBERS}`, field: 'destination.ip', copy_from: `${LABEL}.server` } },
    { set: { if: 'ctx.destination?.ip != null', field: 'server.ip', copy_from: 'destination.ip' } },
    again('port', 'destination.port'),
    set('service.type', LABEL),
    collect('related.user', 'user.name', 'ctx.user?.name != null'),
    collect('related.user', 'user.id', 'ctx.user?.id != null'),
    collect('related.ip', 'source.ip', 'ctx.source?.ip != null'),
    collect('related.ip', `${LABEL}.server`, `${server} != null && ${server} ${NUMBERS}`),
    collect('related.hosts', `${LABEL}.server`, `${server} != null && !(${server} ${NUMBERS})`),
    { geoip: { field: 'source.ip', target_field: 'source.geo', ignore_missing: true } },
    { geoip: { field: 'source.ip', target_field: 'source.as', ignore_missing: true } },
    { rename: { field: 'source.as.asn', target_field: 'source.as.number', ignore_missing: true } },
    { rename: { field: 'source.as.organization_name', target_field: 'source.as.organization.name', ignore_missing: true } },
    set('observer.vendor', 'Example'),
    set('observer.product', LABEL),
    set('observer.type', 'ca'),
    { set: { field: 'observer.hostname', copy_from: 'host.hostname', ignore_failure: true } },
    { remove: { field: 'work', ignore_missing: true } },
    { remove: { field: 'message', ignore_missing: true } },
    {
      remove: {
        if: "ctx.tags == null || !ctx.tags.contains('preserve_original_event')",
        field: 'event.original',
        ignore_missing: true,
      },
    },
  ],
};

function convert(name: string, field: string, type: string): Processor {
  return { convert: { if: `ctx.work?.read?.${name} != null`, field: `work.read.${name}`, target_field: field, type } };
}

/** What was copied once, under a name of ECS too. */
function again(field: string, to: string): Processor {
  const path = `${LABEL}.${field}`;
  return { set: { if: `ctx.${path.replaceAll('.', '?.')} != null`, field: to, copy_from: path } };
}
