/** A field that was found in XML. */
export interface XmlField {
  readonly name: string;
  readonly value: string;
  /** What no document decides of it. */
  readonly doubt?: string;
}

const markup =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<!(?:[^>]*)>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** KV_MODE = xml: each element without children is a field, named by its path from the root on. Nothing where the text is no whole XML. */
export function xmlFields(raw: string): readonly XmlField[] {
  const found: XmlField[] = [];
  const open: { readonly name: string; text: string; hasChildren: boolean; readonly hasAttributes: boolean }[] = [];
  const add = (text: string) => {
    const innermost = open.at(-1);
    if (innermost !== undefined) innermost.text += text;
  };
  let end = 0;
  for (const match of raw.matchAll(markup)) {
    add(decoded(raw.slice(end, match.index)));
    end = match.index + match[0].length;
    const [, cdata, closes, name, attributes, isEmpty] = match;
    if (cdata !== undefined) add(cdata);
    if (name === undefined) continue;
    if (closes === '/') {
      const element = open.pop();
      if (element?.name !== name) return [];
      const path = [...open.map((each) => each.name), name].join('.');
      const value = element.text.trim();
      if (!element.hasChildren && value !== '') found.push({ name: path, value, ...(element.hasAttributes ? doubtful : {}) });
      continue;
    }
    const parent = open.at(-1);
    if (parent !== undefined) parent.hasChildren = true;
    if (isEmpty !== '/') open.push({ name, text: '', hasChildren: false, hasAttributes: (attributes ?? '') !== '' });
  }
  return open.length === 0 ? found : [];
}

const doubtful = { doubt: 'what an attribute makes of the name is documented nowhere' };

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
