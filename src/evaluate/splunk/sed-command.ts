import { compileExpression, type Expression, type Match } from '../regex/expression.js';

/** What a SEDCMD does to the text of a record. */
export type SedCommand = (text: string) => string;

/** A part of a script that is not understood, and where it stands in the script. */
export interface SedFault {
  readonly what: string;
  readonly at: number;
}

export interface CompiledSed {
  readonly commands: readonly SedCommand[];
  readonly faults: readonly SedFault[];
  /** What no document decides. */
  readonly undecided: readonly string[];
}

/**
 * Takes the script of a SEDCMD (props.conf.spec): `s/regex/replacement/` with `g` or the number of the occurrence, `y/from/to/`, several of
 * them with blanks between; returns its commands in order.
 */
export function compileSed(script: string): CompiledSed {
  const commands: SedCommand[] = [];
  const faults: SedFault[] = [];
  const undecided: string[] = [];
  let at = 0;
  while (at < script.length) {
    if (/\s/.test(script.charAt(at))) {
      at += 1;
      continue;
    }
    const found = /^([sy])\/((?:[^/\\]|\\[\s\S])*)\/((?:[^/\\]|\\[\s\S])*)\/(g|[1-9]\d*)?(?=\s|$)/.exec(script.slice(at));
    const [whole, kind, from = '', to = '', which] = found ?? [];
    if (whole === undefined || (kind === 'y' && which !== undefined)) {
      faults.push({ what: 'neither s/regex/replacement/ with g or a number, nor y/from/to/', at });
      break;
    }
    const command = kind === 's' ? substitution(from, to, which, at + 2, faults, undecided) : translation(from, to, at, faults);
    if (command !== undefined) commands.push(command);
    at += whole.length;
  }
  return { commands, faults, undecided };
}

function substitution(
  regex: string,
  to: string,
  which: string | undefined,
  at: number,
  faults: SedFault[],
  undecided: string[],
): SedCommand | undefined {
  const { expression, refused } = compileExpression(regex, 'pcre2');
  if (expression === undefined) {
    faults.push({ what: `the regular expression has ${refused.what}`, at: at + refused.at });
    return undefined;
  }
  const replacement = compileReplacement(to, undecided);
  const missing = replacement.find((each) => typeof each === 'number' && each > expression.groupCount);
  if (missing !== undefined) {
    faults.push({ what: `\\${missing} in the replacement, but the regular expression has ${expression.groupCount} groups`, at });
    return undefined;
  }
  const only = which === undefined ? 1 : Number(which);
  return (text) => replaceMatches(text, expression, replacement, which === 'g' ? undefined : only);
}

/** Texts and numbers of groups. */
type Replacement = readonly (string | number)[];

function compileReplacement(text: string, undecided: string[]): Replacement {
  if (/(?<!\\)(?:\\\\)*&/.test(text))
    undecided.push('whether & in a replacement is what matched is not documented; it is taken for itself');
  return [...text.matchAll(/\\(\d)|\\([\s\S])|[^\\]+/g)].map(([whole, group, escaped]) => {
    if (group !== undefined) return Number(group);
    if (escaped === undefined) return whole;
    const control = { n: '\n', r: '\r', t: '\t' }[escaped];
    if (control !== undefined)
      undecided.push(`whether \\${escaped} in a replacement is a control character is not documented; it is taken for one`);
    return control ?? escaped;
  });
}

function replaceMatches(text: string, expression: Expression, replacement: Replacement, only: number | undefined): string {
  let out = '';
  let from = 0;
  let count = 0;
  for (const match of expression.matches(text)) {
    count += 1;
    if (only !== undefined && count < only) continue;
    out += text.slice(from, match.start) + filled(replacement, match);
    from = match.end;
    if (count === only) break;
  }
  return from === 0 && out === '' ? text : out + text.slice(from);
}

function filled(replacement: Replacement, match: Match): string {
  return replacement.map((each) => (typeof each === 'number' ? (match.groups[each] ?? '') : each)).join('');
}

function translation(from: string, to: string, at: number, faults: SedFault[]): SedCommand | undefined {
  const [left, right] = [[...unescaped(from)], [...unescaped(to)]];
  if (left.length !== right.length) {
    faults.push({ what: `y with ${left.length} characters on one side and ${right.length} on the other`, at });
    return undefined;
  }
  const table = new Map(left.map((each, index) => [each, right[index] ?? each] as const).reverse());
  return (text) => [...text].map((each) => table.get(each) ?? each).join('');
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, escaped: string) => ({ n: '\n', r: '\r', t: '\t' })[escaped] ?? escaped);
}
