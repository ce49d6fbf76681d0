import { describe, expect, it } from 'vitest';
import { families } from '../../src/catalog/rows.js';
import { type GeneratedLine, generatedLines } from '../../src/verify/generated-lines.js';
import { shippedCatalogs } from '../catalog/shipped-catalogs.js';

const catalogs = shippedCatalogs;

function linesOf(id: string): readonly GeneratedLine[] {
  const catalog = catalogs.find((each) => each.id === id);
  if (catalog === undefined) throw new Error(`there is no catalog ${id}`);
  return catalog.streams.flatMap((stream) => [...generatedLines(catalog, stream)]);
}

describe('lines that no document shows', () => {
  it('state each outcome of each event under each of its names, contradictions too', () => {
    const lines = linesOf('dogtag');
    const [catalog] = catalogs.filter((each) => each.id === 'dogtag');
    const words = {
      success: /\[Outcome=(?:success|0)\]/i,
      failure: /\[Outcome=fail/i,
      unknown: /\[Outcome=(?!success|0|fail)/i,
      none: /^(?!.*\[Outcome=)/,
    };
    const lacking = (catalog?.streams ?? []).flatMap((stream) =>
      families(catalog as never, stream).flatMap(({ code, aliases }) =>
        [code, ...aliases.map((alias) => alias.name)].flatMap((name) => {
          const own = lines.filter(({ raw }) => raw.includes(`[AuditEvent=${name}]`));
          return Object.entries(words).flatMap(([outcome, word]) => (own.some(({ raw }) => word.test(raw)) ? [] : [`${name} ${outcome}`]));
        }),
      ),
    );
    expect(lacking).toEqual([]);
    const contradiction = lines.find((line) => /\[AuditEvent=TOKEN_PIN_RESET_SUCCESS\].*\[Outcome=failure\]/i.test(line.raw));
    expect([contradiction?.outcome, contradiction?.facts.get('outcome')]).toEqual(['unknown', 'unknown']);
  });

  it('are in none of the cases of an event that has some', () => {
    const own = linesOf('dogtag').filter((line) => line.event === 'TOKEN_OP_REQUEST');
    expect(new Set(own.map((line) => line.variant === undefined))).toEqual(new Set([true, false]));
    expect(own.filter((line) => line.variant === undefined).map((line) => line.outcome)).toEqual(
      expect.arrayContaining(['success', 'failure', 'unknown']),
    );
  });

  it('hold each code and each name of an enumeration', () => {
    const raws = linesOf('dogtag').map((line) => line.raw);
    const rows = catalogs.flatMap((each) => each.enumerations).find((each) => each.name === 'revoke_reason')?.rows ?? [];
    expect(rows.length).toBeGreaterThan(5);
    const absent = rows
      .flatMap(({ code, names }) => [code, ...names])
      .filter((word) => !raws.some((raw) => raw.includes(`RevokeReasonNum=${word}]`)));
    expect(absent).toEqual([]);
  });

  it('hold in a message only what its template can: numbers here, and not the names', () => {
    const texts = linesOf('dinamo-hsm').flatMap(({ raw }) => /new key .* t: (\S+),/.exec(raw)?.[1] ?? []);
    expect(new Set(texts).size).toBeGreaterThan(50);
    expect(texts.filter((text) => !/^\d+$/.test(text))).toEqual([]);
  });
});
