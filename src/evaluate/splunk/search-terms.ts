/**
 * Segments of a record: segmenters.conf of Splunk 8.2.12. Major breakers end a segment; minor ones cut it further. Both lists hold the single
 * characters; of the longer major breakers, url-encoded ones and `--`, see `longBreakers`.
 */
const major = new Set('[]<>(){}|!;,\'"*\n\r \t&?+');
const minor = new Set('/:=@.-$#%\\_');
const longBreakers = [
  '--',
  '%21',
  '%26',
  '%2526',
  '%3B',
  '%3b',
  '%7C',
  '%7c',
  '%20',
  '%2B',
  '%2b',
  '%3D',
  '%3d',
  '%2520',
  '%5D',
  '%5d',
  '%5B',
  '%5b',
  '%3A',
  '%3a',
  '%0A',
  '%0a',
  '%2C',
  '%2c',
  '%28',
  '%29',
];

/** Whether a term occurs; undefined where no document says. */
export type RawTest = (raw: string) => boolean | undefined;

/** A bare word or a phrase: it stands in the record from the beginning of a segment to the end of one, letter case set aside unless told. */
export function termTest(term: string, cased: boolean): RawTest {
  if (term.includes('*')) return wildcardTest(term, cased);
  const wanted = cased ? term : term.toLowerCase();
  const hasBreaker = [...term].some((each) => major.has(each) || minor.has(each));
  return (raw) => {
    const text = cased ? raw : raw.toLowerCase();
    let inside = false;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (isEdge(text, at, 'before') && isEdge(text, at + wanted.length, 'after')) return true;
      inside = true;
    }
    // Whether a phrase may begin or end inside a segment is documented nowhere; a single word may not.
    return inside && hasBreaker ? undefined : false;
  };
}

/** TERM(x): major breakers stand on both sides of it, none inside. */
export function exactTermTest(term: string): RawTest {
  const wanted = term.toLowerCase();
  return (raw) => {
    const text = raw.toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      if (isMajor(text, at, 'before') && isMajor(text, at + wanted.length, 'after')) return true;
    }
    return false;
  };
}

/** A word with `*`: any text of one segment between major breakers. Across breakers: for nobody to say. */
function wildcardTest(term: string, cased: boolean): RawTest {
  if ([...term].some((each) => each !== '*' && major.has(each))) return () => undefined;
  const breaker = '\\[\\]<>(){}|!;,\'"*\\n\\r \\t&?+';
  const edge = `${breaker}/:=@.\\-$#%\\\\_`;
  const middle = term.replace(/[\\^$.*+?()[\]{}|/-]/g, (token) => (token === '*' ? `[^${breaker}]*` : `\\${token}`));
  const expression = new RegExp(`(?<![^${edge}])${middle}(?![^${edge}])`, cased ? '' : 'i');
  return (raw) => expression.test(raw);
}

function isEdge(text: string, at: number, side: 'before' | 'after'): boolean {
  return isMajor(text, at, side) || minor.has(text.charAt(side === 'before' ? at - 1 : at)) || isInsideBreaker(text, at, side);
}

/** The term's own first or last character may be a breaker, which ends a segment too. */
function isInsideBreaker(text: string, at: number, side: 'before' | 'after'): boolean {
  const own = text.charAt(side === 'before' ? at : at - 1);
  return major.has(own) || minor.has(own);
}

function isMajor(text: string, at: number, side: 'before' | 'after'): boolean {
  if (side === 'before' ? at === 0 : at === text.length) return true;
  if (major.has(text.charAt(side === 'before' ? at - 1 : at))) return true;
  return longBreakers.some((each) => (side === 'before' ? text.endsWith(each, at) : text.startsWith(each, at)));
}
