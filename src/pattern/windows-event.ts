import { anyOf, blanks, endOfText } from './regex.js';

/**
 * Windows events as Splunk's inputs write them. Their form is that of Windows and of the input, the same for every product; a catalog says
 * only which providers are its own.
 * XML: https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-systempropertiestype-complextype
 */

/** A value that every Windows event states. */
export interface WindowsValue {
  readonly name: 'provider' | 'computer' | 'channel' | 'record' | 'level';
  /** Its element below `<System>`; the provider is an attribute. */
  readonly element?: string;
  /** Its line in the header of the rendered text. */
  readonly line: string;
  readonly isNumber: boolean;
}

/** What every Windows event states beside its number, in the order of the reference. */
export const windowsValues: readonly WindowsValue[] = [
  { name: 'provider', line: 'SourceName', isNumber: false },
  { name: 'computer', element: 'Computer', line: 'ComputerName', isNumber: false },
  { name: 'channel', element: 'Channel', line: 'LogName', isNumber: false },
  { name: 'record', element: 'EventRecordID', line: 'RecordNumber', isNumber: true },
  // The word that the text has beside this number is in the language of the host.
  { name: 'level', element: 'Level', line: 'EventType', isNumber: true },
];

/** The number of an event; the key of its provider's events. */
export const windowsNumber = { name: 'id', element: 'EventID', line: 'EventCode', isNumber: true } as const;

/** Words of the levels of Windows, as Winlogbeat writes them on an English host. 0 is what a program writes that knows no levels. */
export const windowsLevels: readonly string[] = ['information', 'critical', 'error', 'warning', 'information', 'verbose'];

/** Characters that XML writes by a name or a number, in the order in which they are to be read: the ampersand last, so that none is read twice. */
export const xmlEntities: readonly { readonly entities: readonly string[]; readonly character: string }[] = [
  { entities: ['&#13;', '&#xD;'], character: '' },
  { entities: ['&#10;', '&#xA;'], character: '\n' },
  { entities: ['&#9;', '&#x9;'], character: '\t' },
  { entities: ['&lt;'], character: '<' },
  { entities: ['&gt;'], character: '>' },
  { entities: ['&quot;'], character: '"' },
  { entities: ['&apos;', '&#39;'], character: "'" },
  { entities: ['&amp;'], character: '&' },
];

/**
 * As many blanks that XML writes by a number are skipped in front of a text; bounded, because each costs depth. A text behind more of
 * them is not read, on neither side.
 */
export const mostBlankEntities = 16;

const blankEntity = '&#(?:13|10|9|x[DA9]);';

/** Matches the blanks in front of the text of an element, also those that XML writes by a number; the text itself is not empty. */
export const textOfElement = `\\s*(?:${blankEntity}\\s*){0,${mostBlankEntities}}(?!\\s|${blankEntity})(?=[^<])`;

// A header has about fifteen lines. Bounded, because each further one costs depth.
const longestHeader = 40;

function named(name: string, pattern: string): string {
  return name === '' ? pattern : `(?<${name}>${pattern})`;
}

/** Matches the beginning of an event of one of the providers in XML, up to the provider's name; the name goes to the group, if one is named. */
export function xmlStart(providers: readonly string[], group = ''): string {
  return `\\A\\s*<Event(?:\\s[^>]*)?>\\s*<System>\\s*<Provider\\s(?:[^>]*\\s)?Name=['"]${named(group, anyOf(providers))}['"]`;
}

/**
 * Matches an event of one of the providers in XML; the properties of the system and all that follows them go to two groups. A record
 * that was cut ends anywhere.
 */
export function xmlExpression(
  providers: readonly string[],
  groups: { readonly provider: string; readonly system: string; readonly rest: string },
): string {
  return `${xmlStart(providers, groups.provider)}[^>]*>${insideOf('System', groups.system)}(?<${groups.rest}>[\\s\\S]*)`;
}

/**
 * Matches what an element holds, and its end or that of a record that was cut; from one `<` to the next, so that a step is no character.
 */
export function insideOf(element: string, group: string): string {
  return `(?<${group}>(?:[^<]*<(?!/${element}>))*?[^<]*)(?:</${element}>|${endOfText})`;
}

/** Matches a line of a header, none of them the message or that of the name. */
function otherLines(name: string): string {
  return `(?:(?!Message=|${name}=)[^\\n]*\\n){0,${longestHeader}}`;
}

/** Matches the beginning of the rendered text of an event of one of the providers, wherever in its header the provider stands. */
export function textStart(providers: readonly string[], group = ''): string {
  return `\\A(?!\\s*<)(?=${otherLines('SourceName')}SourceName=${named(group, anyOf(providers))}\\r?\\n)`;
}

/** Matches the rendered text of an event of one of the providers; its header and its message go to two groups. */
export function textExpression(
  providers: readonly string[],
  groups: { readonly provider: string; readonly header: string; readonly text: string },
): string {
  const header = `(?<${groups.header}>(?:(?!Message=)[^\\n]*\\n){1,${longestHeader}})`;
  return `${textStart(providers, groups.provider)}${header}(?:Message=(?<${groups.text}>[\\s\\S]*))?`;
}

/** Matches a record of one of the providers, in either form, at its beginning. */
export function recordExpression(providers: readonly string[]): string {
  return `${xmlStart(providers)}|${textStart(providers)}`;
}

/** Matches an element and what it holds. */
export function elementExpression(element: string, group: string, isNumber: boolean): string {
  return `<${element}(?:\\s[^>]*)?>\\s*(?<${group}>${isNumber ? '[0-9]+' : '[^<]*[^<\\s]'})\\s*</${element}>`;
}

/** Matches a line of a header and its value. */
export function lineExpression(line: string, group: string, isNumber: boolean): string {
  if (!isNumber) return `(?<![^\\n])${line}=(?<${group}>[^\\n]*[^${blanks}])`;
  return `(?<![^\\n])${line}=[\\t\\x0B-\\r ]*(?<${group}>[0-9]+)[\\t\\x0B-\\r ]*(?:\\n|${endOfText})`;
}
