import { expect, test } from 'vitest';
import { loadCatalogs } from '../../src/catalog/load.js';
import { catalogJson } from '../../src/catalog/print.js';
import { nodeHost } from '../../src/source/node-host.js';

/** The numbers that the documents have, counted in them by hand. */
const { catalogs } = loadCatalogs(nodeHost('.'), 'catalogs', ['dogtag']);
const [dogtag] = catalogs;

const fieldsOfTheGuide =
  'Approval AttemptedCred AuthMgr AuthorityID CASubjectDN CMCRequest CMCResponse CMCSignerInfo CRLnum CertSerialNum CertSubject ClientHost ClientIP FailureReason Info InfoName InfoValue Op Outcome ParamNameValPairs ProfileID ReqID ReqType RequestType RevokeReasonNum Role SKI ServerHost ServerIP ServerPort SignerInfo SubjectID aclResource info sig'.split(
    ' ',
  );

test('every definition of both documents is there', () => {
  const rhcs = dogtag?.events.filter((event) => event.source.startsWith('rhcs:')) ?? [];
  expect(rhcs).toHaveLength(44);
  expect(new Set(rhcs.map((event) => event.key)).size).toBe(39);
  expect(rhcs.reduce((count, event) => count + event.texts.length, 0)).toBe(45);
  const tps = dogtag?.events.filter((event) => event.source.startsWith('tps:')) ?? [];
  expect(tps).toHaveLength(24);
});

test('definitions per subsystem are those of the document', () => {
  const rhcs = dogtag?.events.filter((event) => event.source.startsWith('rhcs:')) ?? [];
  const count = (name: string) => rhcs.filter((event) => event.subsystems.includes(name)).length;
  expect(['CA', 'KRA', 'OCSP', 'TKS', 'TPS'].map(count)).toEqual([39, 21, 25, 19, 19]);
  expect(rhcs.every((event) => event.enabledByDefault)).toBe(true);
});

test('35 fields of one document, and all 26 names of the other', () => {
  expect(fieldsOfTheGuide).toHaveLength(35);
  expect(dogtag?.fields.map((field) => field.name)).toEqual(expect.arrayContaining([...fieldsOfTheGuide]));
  const names = new Set(dogtag?.events.flatMap((event) => [event.key, ...event.aliases.map((alias) => alias.name)]));
  for (const name of ['AUTH_SUCCESS', 'AUTHZ_SUCCESS', 'TOKEN_FORMAT_SUCCESS', 'TOKEN_PIN_RESET_FAILURE', 'TOKEN_KEY_CHANGEOVER_REQUIRED'])
    expect(names).toContain(name);
});

test('38 records of the page, every event shown by a sample', () => {
  expect(dogtag?.samples.filter((sample) => sample.origin === 'documented' && sample.source.startsWith('tps:'))).toHaveLength(38);
  const shown = new Set(dogtag?.samples.map((sample) => sample.expect.event));
  expect(dogtag?.events.filter((event) => !shown.has(event.key)).map((event) => event.key)).toEqual([]);
});

test('reason codes go beyond the printed ones', () => {
  const reasons = dogtag?.enumerations.find((each) => each.name === 'revoke_reason');
  expect(reasons?.rows.map((row) => row.code)).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4', '5', '6', '8', '9', '10']));
});

test('the printed catalog has the promised shape', () => {
  const printed = catalogJson(catalogs) as {
    catalogs: { id: string; events: Record<string, unknown>[]; fields: Record<string, unknown>[]; enums: Record<string, unknown>[] }[];
  };
  const [first] = printed.catalogs;
  expect(Object.keys(first ?? {})).toEqual(['id', 'title', 'version', 'streams', 'events', 'fields', 'enums']);
  const failed = first?.events.find((event) => JSON.stringify(event.key) === '{"AuditEvent":"AUTH","Outcome":"Failure"}');
  expect(failed).toMatchObject({
    stream: 'audit',
    aliases: ['AUTH_FAIL'],
    class: 'authentication',
    action: 'login',
    outcome: 'failure',
    fields: expect.arrayContaining(['SubjectID', 'AttemptedCred']),
  });
  expect(first?.fields.map((field) => field.name)).toContain('ParamNameValPairs.Scope');
});
