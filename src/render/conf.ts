import { Unwritable } from './unwritable.js';

/**
 * Writes Splunk .conf files.
 * Specification: https://docs.splunk.com/Documentation/Splunk/latest/Admin/Aboutconfigurationfiles
 */

/** A value of one line, or of several that Splunk joins with newlines: each line but the last is written with a closing backslash. */
export type ConfValue = string | { readonly continued: readonly string[] };

export interface ConfSetting {
  readonly key: string;
  readonly value: ConfValue;
  /** Says why, above the setting. */
  readonly comment?: string;
}

export interface ConfStanza {
  readonly name: string;
  readonly comment?: string;
  readonly settings: readonly ConfSetting[];
  /** Settings that are shipped switched off: written as comments, after the others. */
  readonly switchedOff?: readonly ConfSetting[];
}

export interface ConfFile {
  /** Stands on top of the file. */
  readonly comment?: string;
  readonly stanzas: readonly ConfStanza[];
}

/**
 * Takes the stanzas of a file in order, returns its text: UTF-8 without BOM, LF, one empty line between stanzas.
 * Throws on what Splunk would read as something else: newlines, closing backslashes, `]` in a name, a stanza or a key that stands twice.
 */
export function renderConf(file: ConfFile): string {
  refuseTwice(
    file.stanzas.map((stanza) => stanza.name),
    'stanza',
  );
  const blocks = file.stanzas.map(renderStanza);
  const heading = file.comment === undefined ? [] : [comment(file.comment)];
  return `${[...heading, ...blocks].join('\n\n')}\n`;
}

/**
 * Takes prose from a catalog, returns it as a value of one line: blanks and newlines become one blank each.
 * A backslash at the end would join the next line to the value, so it is dropped.
 */
export function confText(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f]+/g, ' ')
    .trim()
    .replace(/[\\ ]+$/, '');
}

function renderStanza(stanza: ConfStanza): string {
  if (/[\]\r\n\0]/.test(stanza.name)) throw new Unwritable(`stanza name not writable: ${JSON.stringify(stanza.name)}`);
  if (stanza.name !== stanza.name.trim()) throw new Unwritable(`stanza name with outer blanks: ${JSON.stringify(stanza.name)}`);
  refuseTwice(
    stanza.settings.map((setting) => setting.key),
    `key of [${stanza.name}]`,
  );
  const lines = stanza.comment === undefined ? [] : [comment(stanza.comment)];
  lines.push(`[${stanza.name}]`, ...stanza.settings.map(renderSetting));
  lines.push(...(stanza.switchedOff ?? []).map(renderSwitchedOff));
  return lines.join('\n');
}

function renderSetting(setting: ConfSetting): string {
  const { key } = setting;
  if (!/^[^\s=[\]#;\\]+(?: [^\s=[\]#;\\]+)*$/.test(key)) throw new Unwritable(`key not writable: ${JSON.stringify(key)}`);
  const line = `${key} = ${value(setting)}`.trimEnd();
  return setting.comment === undefined ? line : `${comment(setting.comment)}\n${line}`;
}

function renderSwitchedOff(setting: ConfSetting): string {
  const [last = '', ...before] = renderSetting({ key: setting.key, value: setting.value }).split('\n').reverse();
  // A comment that ends in a backslash would swallow the next line.
  if (before.length > 0) throw new Unwritable(`a switched off setting must have one line: ${setting.key}`);
  return setting.comment === undefined ? `#${last}` : `${comment(setting.comment)}\n#${last}`;
}

function value(setting: ConfSetting): string {
  const lines = typeof setting.value === 'string' ? [setting.value] : setting.value.continued;
  for (const line of lines) refuseLine(setting.key, line);
  return lines.join('\\\n');
}

function refuseLine(key: string, line: string): void {
  if (/[\r\n\0]/.test(line)) throw new Unwritable(`value of ${key} with a newline or NUL: ${JSON.stringify(line)}`);
  if (line.endsWith('\\'))
    throw new Unwritable(`value of ${key} ends in a backslash, which continues on the next line: ${JSON.stringify(line)}`);
  if (line !== line.trim()) throw new Unwritable(`value of ${key} with outer blanks, which Splunk cuts off: ${JSON.stringify(line)}`);
}

function comment(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => {
      const kept = line.trimEnd();
      // A closing backslash would draw the next line into the comment.
      return `# ${kept}${kept.endsWith('\\') ? '.' : ''}`.trimEnd();
    })
    .join('\n');
}

function refuseTwice(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Unwritable(`${what} stands twice: ${name}`);
    seen.add(name);
  }
}
