import { regionOffset } from '../region-offset.js';

/** A time zone: how many seconds it is east of UTC. */
export interface Zone {
  readonly name: string;
  /** Offset at an instant, in epoch seconds. */
  offsetAt(epoch: number): number;
  /** Offset at a local time, given as if it were UTC. Of a local time that occurs twice the earlier is taken. */
  offsetOfLocal(local: number): number;
}

/** A zone that never changes. */
export function fixedZone(name: string, seconds: number): Zone {
  return { name, offsetAt: () => seconds, offsetOfLocal: () => seconds };
}

export const utc = fixedZone('UTC', 0);

/**
 * Abbreviations that mean one offset by their name: those of the United States, which Splunk's manual names ("Specify time zones for
 * timestamps"), and UTC. All others are used in several places of the world.
 */
const abbreviations: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/** Takes the offset of a zone as `+0100`, `-05:30`, `+01`; undefined where it is none. */
export function readOffset(text: string): number | undefined {
  const [, sign, hours = '', minutes = '0', seconds = '0'] = /^([+-])(\d{1,2})(?::?([0-5]\d))?(?::?([0-5]\d))?$/.exec(text) ?? [];
  if (sign === undefined || Number(hours) > 18) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** Takes the name of a zone as a record or TZ has it: an abbreviation, `GMT+01:00` (east), `Europe/Paris`. Undefined where nobody knows it. */
export function readZone(name: string): Zone | undefined {
  const upper = name.toUpperCase();
  const hours = Object.hasOwn(abbreviations, upper) ? abbreviations[upper] : undefined;
  if (hours !== undefined) return fixedZone(name, hours * 3600);
  const offset = readOffset(name.replace(/^(?:GMT|UTC)/i, ''));
  if (offset !== undefined) return fixedZone(name, offset);
  return /^[A-Z]+$/i.test(name) && name.length < 5 ? undefined : namedZone(name);
}

/** Takes what a setting names: there, a short name as CET may also be one of the IANA database. */
export function readZoneSetting(name: string): Zone | undefined {
  return readZone(name) ?? (name === '' ? undefined : namedZone(name));
}

function namedZone(name: string): Zone | undefined {
  const ask = regionOffset(name);
  return ask === undefined ? undefined : new NamedZone(name, ask);
}

const quarter = 900;

/** A zone of the IANA database, as the engine has it. Offsets change at full quarters of an hour, so one is asked for once in a quarter. */
class NamedZone implements Zone {
  readonly #known = new Map<number, number>();

  constructor(
    readonly name: string,
    private readonly ask: (epoch: number) => number,
  ) {}

  offsetAt(epoch: number): number {
    const key = Math.floor(epoch / quarter);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const offset = this.ask(key * quarter);
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(key, offset);
    return offset;
  }

  offsetOfLocal(local: number): number {
    const before = this.offsetAt(local - this.offsetAt(local - 86_400));
    if (this.offsetAt(local - before) === before) return before;
    return this.offsetAt(local - this.offsetAt(local + 86_400));
  }
}
