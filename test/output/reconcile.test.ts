import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/output/apply.js';
import { checkOutput } from '../../src/output/check.js';
import { ownershipBytes, readOwnership, TREE_MANIFEST } from '../../src/output/ownership.js';
import { type OutputPlan, textFile } from '../../src/output/plan.js';
import { hasChanges, reconcile } from '../../src/output/reconcile.js';
import type { Host } from '../../src/source/host.js';
import { memoryHost } from '../../src/source/memory-host.js';

type Groups = Readonly<Record<string, Readonly<Record<string, string>>>>;

function plan(groups: Groups, decides: (group: string) => boolean = () => true): OutputPlan {
  const planned = Object.entries(groups).map(([name, files]) => ({
    name,
    files: Object.entries(files).map(([path, text]) => textFile(path, text, `origin of ${path}`)),
  }));
  return { groups: planned, decides };
}

/** Builds and says what happened: changes, or the codes of what was found. */
function build(host: Host, wanted: OutputPlan): string[] {
  const result = reconcile(host, 'out', wanted, TREE_MANIFEST);
  const findings = [...result.findings, ...applyChanges(host, [result])];
  return findings.length > 0 ? findings.map((each) => each.code) : result.changes.map((change) => `${change.kind} ${change.path}`);
}

const TWO: Groups = { 'splunk/a': { 'splunk/a/x': 'one', 'splunk/a/y': 'two' }, 'elastic/a': { 'elastic/a/z': 'three' } };

describe('a build', () => {
  it('writes what is missing, then nothing, then what changed, and removes what is gone', () => {
    const host = memoryHost();
    expect(build(host, plan(TWO))).toEqual(['created elastic/a/z', 'created splunk/a/x', 'created splunk/a/y']);
    host.takeLog();
    expect(build(host, plan(TWO))).toEqual(['unchanged elastic/a/z', 'unchanged splunk/a/x', 'unchanged splunk/a/y']);
    expect(host.takeLog()).toEqual([]);
    expect(build(host, plan({ 'splunk/a': { 'splunk/a/x': 'ONE' } }))).toEqual([
      'removed elastic/a/z',
      'changed splunk/a/x',
      'removed splunk/a/y',
    ]);
    expect(Object.keys(host.files())).toEqual(['out/.addonsmith.json', 'out/splunk/a/x']);
    expect(host.stat('out/elastic').kind).toBe('none');
  });

  it('overwrites an owned file that was edited, and keeps an edited one that is no longer made', () => {
    const host = memoryHost();
    build(host, plan(TWO));
    host.writeFile('out/splunk/a/x', Buffer.from('edited'), 0o644);
    host.writeFile('out/splunk/a/y', Buffer.from('edited'), 0o644);
    expect(build(host, plan({ 'splunk/a': { 'splunk/a/x': 'one' } }))).toEqual(['output-edited']);
    expect(host.files()['out/splunk/a/x']).toBe('one');
    expect(host.files()['out/splunk/a/y']).toBe('edited');
    expect(build(host, plan({ 'splunk/a': { 'splunk/a/x': 'one' } }))).toEqual(['unchanged splunk/a/x']);
  });

  it('adopts a file of somebody else that is the same, and refuses to write anything where one differs', () => {
    const host = memoryHost({ 'out/splunk/a/x': 'one', 'out/splunk/a/own': 'mine' });
    expect(build(host, plan(TWO))).toEqual(['created elastic/a/z', 'unchanged splunk/a/x', 'created splunk/a/y']);
    expect(host.files()['out/splunk/a/own']).toBe('mine');
    const foreign = memoryHost({ 'out/splunk/a/y': 'mine' });
    expect(build(foreign, plan(TWO))).toEqual(['output-foreign']);
    expect(foreign.files()).toEqual({ 'out/splunk/a/y': 'mine' });
  });

  it('of one group leaves the others alone', () => {
    const host = memoryHost();
    build(host, plan(TWO));
    const onlySplunk = (group: string): boolean => group.startsWith('splunk/');
    expect(build(host, plan({ 'splunk/a': { 'splunk/a/x': 'one' } }, onlySplunk))).toEqual(['unchanged splunk/a/x', 'removed splunk/a/y']);
    expect(host.files()['out/elastic/a/z']).toBe('three');
    expect(readOwnership(host, 'out', TREE_MANIFEST).owned.map((owned) => `${owned.group} ${owned.path}`)).toEqual([
      'elastic/a elastic/a/z',
      'splunk/a splunk/a/x',
    ]);
    expect(build(host, plan({ 'splunk/a': { 'elastic/a/Z': 'mine now' } }, onlySplunk))).toEqual(['output-duplicate']);
  });
});

describe('a plan is refused', () => {
  it.each([
    ['it leaves the directory', { 'a/../../x': '' }, ['output-path']],
    ['it is absolute', { '/etc/passwd': '' }, ['output-path']],
    ['it has a drive', { 'C:x': '' }, ['output-path']],
    ['it has a backslash', { 'a\\b': '' }, ['output-path']],
    ['it has a control character', { 'a\nb': '' }, ['output-path']],
    ['it ends in a dot', { 'a./b': '' }, ['output-path']],
    ['it is a device', { 'a/con.txt': '' }, ['output-path']],
    ['it is empty', { '': '' }, ['output-path']],
    ['it is the manifest', { '.AddonSmith.json': '' }, ['output-path']],
    ['two paths differ in letter case', { 'a/x': '', 'a/X': '' }, ['output-duplicate']],
    ['two directories differ in letter case', { 'a/x': '', 'A/y': '' }, ['output-duplicate']],
    ['a file is a directory', { a: '', 'a/x': '' }, ['output-duplicate']],
    ['a directory is a file', { 'a/x': '', a: '' }, ['output-duplicate']],
  ])('where %s', (_, files, expected) => {
    const host = memoryHost();
    expect(build(host, plan({ 'splunk/a': files as Record<string, string> }))).toEqual(expected);
    expect(host.files()).toEqual({});
  });

  it('where two groups write one path', () => {
    expect(build(memoryHost(), plan({ 'splunk/a': { x: '1' }, 'splunk/b': { x: '1' } }))).toEqual(['output-duplicate']);
  });

  it('where a symlink, a directory or a file is in the way', () => {
    const linked = memoryHost();
    linked.symlink('out/splunk');
    expect(build(linked, plan(TWO))).toEqual(['output-in-the-way', 'output-in-the-way']);
    const linkedFile = memoryHost();
    linkedFile.symlink('out/splunk/a/x');
    expect(build(linkedFile, plan(TWO))).toEqual(['output-in-the-way']);
    expect(build(memoryHost({ 'out/splunk/a/x/deep': '' }), plan(TWO))).toEqual(['output-in-the-way']);
    expect(build(memoryHost({ 'out/elastic': '' }), plan(TWO))).toEqual(['output-in-the-way']);
  });
});

describe('the list of owned files', () => {
  it.each([
    ['no JSON', '<<<<<<< HEAD'],
    ['another format', '{"format": 2, "files": []}'],
    ['a wrong entry', '{"format": 1, "files": [{"path": 1}]}'],
    ['a path outside', `{"format": 1, "files": [{"path": "../secret", "sha256": "", "group": "g"}]}`],
  ])('with %s stops the build', (_, text) => {
    const host = memoryHost({ 'out/.addonsmith.json': text, secret: 'x' });
    expect(build(host, plan(TWO))).toEqual(['output-manifest']);
    expect(host.files()).toEqual({ 'out/.addonsmith.json': text, secret: 'x' });
  });

  it('is sorted and ends in a newline', () => {
    const text = Buffer.from(
      ownershipBytes([
        { path: 'b', sha256: '2', group: 'g' },
        { path: 'B', sha256: '1', group: 'g' },
      ]),
    ).toString();
    expect(text.indexOf('"B"')).toBeLessThan(text.indexOf('"b"'));
    expect(text.endsWith('\n}\n')).toBe(true);
  });
});

describe('a machine that refuses', () => {
  it.each([
    ['writeFile', 'out/splunk/a/y.addonsmith-tmp'],
    ['rename', 'out/splunk/a/y'],
    ['rename', 'out/.addonsmith.json'],
    ['remove', 'out/elastic/a/z'],
  ] as const)('%s of %s leaves every file as it was', (operation, path) => {
    const host = memoryHost();
    build(host, plan(TWO));
    const before = host.files();
    host.failOn(operation, path, 'no space left on the device');
    const next = plan({ 'splunk/a': { 'splunk/a/x': 'ONE', 'splunk/a/y': 'TWO', 'splunk/a/new/w': 'new' } });
    expect(build(host, next)).toEqual(['output-write']);
    expect(host.files()).toEqual(before);
    expect(host.stat('out/splunk/a/new').kind).toBe('none');
  });
});

describe('--check', () => {
  const check = (host: Host, wanted: OutputPlan): string[] =>
    checkOutput(reconcile(host, 'out', wanted, TREE_MANIFEST)).map((each) => each.message);

  it('is silent after a build and names every stale file otherwise', () => {
    const host = memoryHost();
    build(host, plan(TWO));
    expect(check(host, plan(TWO))).toEqual([]);
    host.writeFile('out/splunk/a/x', Buffer.from('edited'), 0o644);
    host.remove('out/elastic/a/z');
    expect(check(host, plan({ ...TWO, 'splunk/a': { 'splunk/a/x': 'one' } }))).toEqual([
      'out/elastic/a/z is missing',
      'out/splunk/a/x is out of date',
      'out/splunk/a/y is no longer made',
    ]);
  });

  it('notices a list of owned files that does not belong to the output', () => {
    const host = memoryHost();
    build(host, plan(TWO));
    host.remove('out/.addonsmith.json');
    expect(check(host, plan(TWO))).toEqual(['out/.addonsmith.json is out of date']);
    expect(hasChanges(reconcile(host, 'out', plan(TWO), TREE_MANIFEST))).toBe(true);
  });

  it('says nothing about an empty output of an empty plan', () => {
    expect(check(memoryHost(), plan({}))).toEqual([]);
  });
});

describe('what an interrupted build left', () => {
  it('is named by --check and removed by the next build', () => {
    const host = memoryHost();
    build(host, plan(TWO));
    host.writeFile('out/splunk/a/gone.addonsmith-tmp', Buffer.from('half'), 0o644);
    const result = reconcile(host, 'out', plan(TWO), TREE_MANIFEST);
    expect(checkOutput(result).map((each) => each.message)).toEqual([
      'out/splunk/a/gone.addonsmith-tmp was left by a build that was interrupted',
    ]);
    expect(hasChanges(result)).toBe(true);
    build(host, plan(TWO));
    expect(host.stat('out/splunk/a/gone.addonsmith-tmp').kind).toBe('none');
  });

  it('or a symlink that somebody laid in the way of a file on its way, is not followed', () => {
    const host = memoryHost();
    host.symlink('out/splunk/a/x.addonsmith-tmp');
    build(host, plan(TWO));
    expect(host.takeLog()).toContain('remove out/splunk/a/x.addonsmith-tmp');
    expect(host.files()['out/splunk/a/x']).toBe('one');
  });
});
