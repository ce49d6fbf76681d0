const MAX_DISTANCE = 3;
const MIN_SIMILARITY = 0.4;

/**
 * Takes a word that is not known and the words that are; returns the nearest one, or nothing when none is near.
 * At most three edits, and at least 40 % alike, as commander suggests options. Of equally near words the first in sort order wins.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = MAX_DISTANCE;
  for (const candidate of [...new Set(candidates)].sort()) {
    if (candidate.length <= 1) continue;
    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    if ((length - distance) / length <= MIN_SIMILARITY) continue;
    const better = best === undefined ? distance <= bestDistance : distance < bestDistance;
    if (!better) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** Number of insertions, deletions, substitutions and swaps of neighbours between two words; capped when lengths differ too much. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MAX_DISTANCE) return Math.max(a.length, b.length);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) distance = Math.min(distance, at(beforeLast, column - 2) + 1);
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
