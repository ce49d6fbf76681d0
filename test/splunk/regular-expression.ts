/** One match: the groups by number (0 is the whole), the named groups, and where it stands. */
export interface Match {
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
  /** Where group 1 begins and ends. */
  readonly first: readonly [number, number] | undefined;
}

/** A PCRE expression of an add-on, run by JavaScript. */
export interface Expression {
  readonly groups: number;
  readonly names: readonly string[];
  firstMatch(subject: string): Match | undefined;
  allMatches(subject: string): readonly Match[];
  /** Every occurrence; `\1` in the replacement is a group. Throws on an empty match, behind which engines go on differently. */
  replace(subject: string, replacement: string): string;
}

const asciiBlank = '\\t\\n\\v\\f\\r ';
const cache = new Map<string, Expression>();

/**
 * Takes a PCRE expression and returns it compiled. Refuses what the two engines read differently: `.` and `$`, `\S` outside `[\s\S]`, and
 * in an EXTRACT, which Splunk runs with (?ms), `^`.
 */
export function compile(pcre: string, multiline = false): Expression {
  const key = `${multiline}:${pcre}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const compiled = expression(toJavaScript(pcre, multiline));
  cache.set(key, compiled);
  return compiled;
}

function toJavaScript(pcre: string, multiline: boolean): string {
  let inClass = false;
  return pcre.replace(/\[\\s\\S\]|\\[\s\S]|[[\].^$]/g, (token, at: number) => {
    if (token === '[\\s\\S]') return token;
    if (token === '[' && !inClass) {
      inClass = true;
      return token;
    }
    if (token === ']') {
      inClass = false;
      return token;
    }
    if (token === '\\s') return inClass ? asciiBlank : `[${asciiBlank}]`;
    if (token === '\\A' && !inClass) return '(?<![\\s\\S])';
    const differs = token === '\\S' || (!inClass && (token === '.' || token === '$' || (token === '^' && multiline)));
    if (differs) throw new Error(`${token} at ${at} means different things in PCRE and JavaScript: ${pcre}`);
    return token;
  });
}

function expression(source: string): Expression {
  const groups = (new RegExp(`${source}|`, 'u').exec('')?.length ?? 1) - 1;
  const names = Object.keys(new RegExp(`${source}|`, 'u').exec('')?.groups ?? {});
  const allMatches = (subject: string, flags = 'dgu') => [...subject.matchAll(new RegExp(source, flags))].map(toMatch);
  return {
    groups,
    names,
    firstMatch: (subject) => {
      const found = new RegExp(source, 'du').exec(subject);
      return found === null ? undefined : toMatch(found);
    },
    allMatches,
    replace: (subject, replacement) =>
      subject.replace(new RegExp(source, 'gu'), (...found: unknown[]) => {
        if (found[0] === '') throw new Error(`empty match of ${source}`);
        return replacement.replace(/\\(\d)/g, (_, digit: string) => {
          const group = Number(digit) <= groups ? found[Number(digit)] : undefined;
          return typeof group === 'string' ? group : '';
        });
      }),
  };
}

function toMatch(found: RegExpExecArray): Match {
  const first = found.indices?.[1];
  return {
    start: found.index,
    groups: [...found],
    named: found.groups ?? {},
    first: first === undefined ? undefined : [first[0], first[1]],
  };
}
