/** Stanza name -> key -> value; the last definition of a key wins. */
export type Conf = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Takes the text of a .conf file and returns its stanzas. Throws on a line that is neither comment, stanza nor setting. */
export function readConf(text: string): Conf {
  const stanzas = new Map<string, Map<string, string>>();
  let stanza: Map<string, string> | undefined;
  for (const line of joinContinued(text)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const name = /^\[(.*)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      stanza = stanzas.get(name) ?? new Map<string, string>();
      stanzas.set(name, stanza);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 1 || stanza === undefined) throw new Error(`no setting: ${line}`);
    stanza.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return stanzas;
}

function joinContinued(text: string): readonly string[] {
  const lines: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    const last = lines.pop();
    if (open && last !== undefined) lines.push(`${last.slice(0, -1)}\n${line}`);
    else lines.push(...(last === undefined ? [] : [last]), line);
    open = line.endsWith('\\');
  }
  return lines;
}

/** The settings of a stanza whose key starts with `<kind>-`, as [class, value], in ASCII order of the class. */
export function classesOf(stanza: ReadonlyMap<string, string>, kind: string): readonly (readonly [string, string])[] {
  return [...stanza]
    .filter(([key]) => key.startsWith(`${kind}-`))
    .map(([key, value]) => [key.slice(kind.length + 1), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Takes a CSV file as Splunk's lookups have them and returns one record a row; cells may be quoted. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const rows: string[][] = [[]];
  for (const found of text.trimEnd().matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|(?![\s\S]))/g)) {
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') break;
    if (found[3] !== ',') rows.push([]);
  }
  const [header = [], ...rest] = rows;
  return rest.map((row) => {
    if (row.length !== header.length) throw new Error(`${row.length} cells, ${header.length} columns: ${row.join('|')}`);
    return Object.fromEntries(header.map((name, column) => [name, row[column] ?? '']));
  });
}
