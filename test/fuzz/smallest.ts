import type { Files } from '../safety/workshop.js';

const MOST_TRIES = 400;

/** Takes files for which something holds, and returns fewer and shorter ones for which it holds still: by files, then lines, then characters. */
export async function smallest(files: Files, holds: (files: Files) => Promise<boolean>): Promise<Files> {
  let best: Record<string, string> = Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('latin1')]),
  );
  let tries = 0;
  const attempt = async (fewer: Record<string, string>): Promise<boolean> => {
    tries += 1;
    if (tries > MOST_TRIES || !(await holds(asBytes(fewer)))) return false;
    best = fewer;
    return true;
  };
  for (const path of Object.keys(best)) {
    const { [path]: _left, ...others } = best;
    await attempt(others);
  }
  for (const [path, separator] of Object.keys(best).flatMap((each) => [[each, '\n'] as const, [each, ''] as const])) {
    let parts = (best[path] ?? '').split(separator);
    for (let size = parts.length >> 1; size > 0 && tries < MOST_TRIES; size >>= 1) {
      for (let at = 0; at < parts.length && tries < MOST_TRIES; ) {
        const fewer = [...parts.slice(0, at), ...parts.slice(at + size)];
        if (await attempt({ ...best, [path]: fewer.join(separator) })) parts = fewer;
        else at += size;
      }
    }
  }
  return asBytes(best);
}

function asBytes(texts: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text, 'latin1')]));
}
