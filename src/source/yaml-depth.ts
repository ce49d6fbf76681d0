import { type CST, Parser } from 'yaml';

/** No catalog comes near it; far above it the library runs out of stack, and on some machines ends the whole process. */
export const MAX_DEPTH = 100;

/** Says whether lists and mappings are nested too deeply to be read, without recursion. */
export function isTooDeep(text: string): boolean {
  if (!mayBeTooDeep(text)) return false;
  for (const token of new Parser().parse(text)) {
    if (exceeds(token)) return true;
  }
  return false;
}

/** Cheap and never wrong about a harmless text: a level costs an open bracket, or a column at the start of a line. */
function mayBeTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text.matchAll(/[[\]{}]/g)) {
    open += character[0] === '[' || character[0] === '{' ? 1 : -1;
    if (open > MAX_DEPTH) return true;
    open = Math.max(0, open);
  }
  return new RegExp(`^[ ?:-]{${MAX_DEPTH},}`, 'm').test(text);
}

function exceeds(root: CST.Token): boolean {
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return true;
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.key) waiting.push({ token: item.key, depth: depth + 1 });
      if (item.value) waiting.push({ token: item.value, depth: depth + 1 });
    }
  }
  return false;
}
