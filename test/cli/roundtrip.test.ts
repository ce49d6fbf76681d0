import { describe, expect, it } from 'vitest';
import { type Change, proofWorkshop } from '../verify/proof-workshop.js';
import { commandLine, type Said } from './command-line.js';

function roundTrip(changes: readonly Change[], ...args: readonly string[]): Promise<Said> {
  return commandLine({ host: proofWorkshop('dinamo-hsm', changes) }, ['roundtrip', 'dinamo-hsm', '--cases', '1', ...args]);
}

const catalog = 'catalogs/dinamo-hsm/catalog.yaml';

describe('addonsmith roundtrip', () => {
  it('tells what is proved of a stream, and what became of each hazard with the reason', async () => {
    const { code, out, err } = await roundTrip([]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('dinamo-hsm event\n  events: 12 of 12 proved; 132 pairs, 0 mixed up\n');
    expect(out).toMatch(/ {2}lines: (\d+) of \1 read by both sides as they were written\n/);
    expect(out).toMatch(/ {2}quote {10}(\d+) of \1 kept\n/);
    expect(out).toMatch(/ {2}null_word {6}\d+ of \d+ kept, \d+ lost alike: the HSM prints a dash for a value that it does not have/);
    expect(out).toMatch(/ {2}mixtures: \d+, 0 lost something that is not declared\n$/);
  });

  it('fails where a rendered file no longer reads an event, and names it with its place', async () => {
    const { code, err } = await roundTrip([
      ['dist-addon/splunk/TA-dinamo-hsm/default/props.conf', '(?<dinamo_hsm_words>priv key)', '(?<dinamo_hsm_words>priv kay)'],
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/catalogs\/dinamo-hsm\/events\/key\.yaml:\d+:\d+ error line-misread dinamo-hsm event: priv key created/);
    expect(err).toContain('no generated line of priv key created is read by both sides');
  });

  it('fails where a value is lost that is not declared, and shows line and values', async () => {
    const reason =
      "      trailer: the trailer begins at the last bar of the record, so a bar in the user's name is taken for its beginning\n";
    const { code, out, err } = await roundTrip([[catalog, reason, '']]);
    expect(code).toBe(1);
    expect(err).toMatch(/error value-lost dinamo-hsm event: a value with trailer in session_user does not come back as it was written/);
    expect(err).toMatch(/note: event\.name: written "[^"]+", Splunk nothing, Elastic nothing/);
    expect(out).toMatch(/ {2}trailer .* lost alike: not declared\n/);
  });

  it('warns of a declaration that nothing needs', async () => {
    const { code, err } = await roundTrip([[catalog, '    cannot_keep:\n', '    cannot_keep:\n      quote: for a test\n']]);
    expect(code).toBe(0);
    expect(err).toMatch(
      /catalogs\/dinamo-hsm\/catalog\.yaml:\d+:\d+ warning hazard-unneeded `quote` is declared, and every value comes back/,
    );
  });

  it('prints the same for a program, and the same for one seed', async () => {
    const { code, out } = await roundTrip([], '--format', 'json');
    expect(code).toBe(0);
    const { streams, findings } = JSON.parse(out) as { readonly streams: readonly Record<string, unknown>[]; readonly findings: unknown };
    expect(findings).toEqual([]);
    expect(streams).toMatchObject([
      { catalog: 'dinamo-hsm', stream: 'event', events: 12, proved: 12, pairs: 132, shadowed: 0, mixed_lost: 0 },
    ]);
    expect(streams[0]?.hazards).toContainEqual(expect.objectContaining({ hazard: 'long', apart: 0, declared: null, example: null }));
    expect((await roundTrip([], '--format', 'json')).out).toBe(out);
  });

  it.each([
    [['--cases', 'many'], "'--cases <n>' argument 'many' is invalid. It is no whole number."],
    [['--seed', '-1'], "'--seed <n>' argument '-1' is invalid. It is no whole number."],
    [['--format', 'xml'], "'--format <name>' argument 'xml' is invalid."],
  ])('refuses %s', async (args, message) => {
    const { code, err } = await roundTrip([], ...args);
    expect([code, err.includes(message)]).toEqual([2, true]);
  });

  it('says to build where nothing is rendered', async () => {
    const { code, err } = await roundTrip([], '--from', 'elsewhere');
    expect(code).toBe(1);
    expect(err).toContain('error proof-not-built there is no add-on of `dinamo-hsm` in elsewhere');
  });
});
