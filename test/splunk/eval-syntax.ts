/** An expression of Splunk's eval language, read. */
export type Node =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Node[] }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'pair'; readonly operator: string; readonly left: Node; readonly right: Node };

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'quoted' | 'mark';
  readonly value: string;
}

// From the weakest to the strongest: Splunk's eval binds NOT, then AND, then OR, then XOR.
const levels: readonly (readonly string[])[] = [['XOR'], ['OR'], ['AND'], ['==', '=', '!=', '<', '>', '<=', '>='], ['.']];
const comparison = 3;

/** Takes an eval expression and returns its tree; throws on anything that is not understood. */
export function parseEval(text: string): Node {
  const tokens = tokenise(text);
  let at = 0;
  const peek = () => tokens[at];
  const isMark = (value: string) => peek()?.kind === 'mark' && peek()?.value === value;

  const fail = (): never => {
    throw new Error(`not understood at ${JSON.stringify(peek()?.value ?? 'the end')}: ${text}`);
  };
  const take = (value: string): void => {
    if (!isMark(value)) fail();
    at += 1;
  };
  const operatorOf = (level: number): string | undefined => {
    const token = peek();
    const isOperator = token !== undefined && (token.kind === 'mark' || token.kind === 'name') && levels[level]?.includes(token.value);
    return isOperator ? token.value : undefined;
  };

  const binary = (level: number): Node => {
    if (level === comparison && peek()?.kind === 'name' && peek()?.value === 'NOT') {
      at += 1;
      return { kind: 'not', of: binary(level) };
    }
    if (level === levels.length) return primary();
    let left = binary(level + 1);
    for (let operator = operatorOf(level); operator !== undefined; operator = operatorOf(level)) {
      at += 1;
      left = { kind: 'pair', operator, left, right: binary(level + 1) };
    }
    return left;
  };

  const parameters = (): readonly Node[] => {
    const all: Node[] = [];
    take('(');
    if (!isMark(')')) {
      all.push(binary(0));
      while (isMark(',')) {
        at += 1;
        all.push(binary(0));
      }
    }
    take(')');
    return all;
  };

  const primary = (): Node => {
    const token = peek() ?? fail();
    if (isMark('(')) {
      at += 1;
      const inner = binary(0);
      take(')');
      return inner;
    }
    at += 1;
    if (token.kind === 'text') return { kind: 'text', value: token.value };
    if (token.kind === 'number') return { kind: 'number', value: Number(token.value) };
    if (token.kind === 'quoted') return { kind: 'field', name: token.value };
    if (token.kind !== 'name') {
      at -= 1;
      return fail();
    }
    return isMark('(') ? { kind: 'call', name: token.value, parameters: parameters() } : { kind: 'field', name: token.value };
  };

  const tree = binary(0);
  if (at < tokens.length) fail();
  return tree;
}

const tokenForms = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|[=<>().,]))/y;

function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenForms.lastIndex = 0;
  while (text.slice(tokenForms.lastIndex).trim() !== '') {
    const at = tokenForms.lastIndex;
    const found = tokenForms.exec(text);
    if (found === null) throw new Error(`not understood: ${text.slice(at, at + 40)}`);
    const [, string, quoted, number, name, mark] = found;
    if (string !== undefined) tokens.push({ kind: 'text', value: unescapeText(string) });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', value: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else tokens.push({ kind: 'mark', value: mark ?? '' });
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', '\\': '\\' };

/** Escapes that Splunk does not know, such as those of regular expressions, stay as they are. */
function unescapeText(raw: string): string {
  return raw.replace(/\\([\s\S])/g, (whole, character: string) => escapes[character] ?? whole);
}
