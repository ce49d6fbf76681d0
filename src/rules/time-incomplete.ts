import { frames } from './frames.js';
import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

const NEEDED = [
  { letters: ['yyyy', 'yy', 'uuuu'], what: 'year' },
  { letters: ['MMM', 'MM'], what: 'month' },
  { letters: ['dd', 'd'], what: 'day' },
  { letters: ['HH', 'H'], what: 'hour' },
  { letters: ['mm'], what: 'minute' },
  { letters: ['ss'], what: 'second' },
] as const;

/** A time pattern reads a whole time: date and time of day. */
export const timeIncomplete = nameRule({
  code: 'time-incomplete',
  severity: 'error',
  title: 'A time pattern without a part of the date or of the time',
  cause: 'What the pattern does not read is guessed: a record would get the day, or the minute, of something else.',
  fix: 'add the letters of what is missing: `yyyy MM dd HH mm ss`',
  example: { file: 'gate/catalog.yaml', bad: '{time:dd/MMM:HH:mm:ss zone}]', good: '{time:dd/MMM/yyyy:HH:mm:ss zone}]' },
  *check(subject) {
    for (const { parts, place } of frames(subject)) {
      if (typeof parts === 'string') continue;
      for (const { time } of parts) {
        if (time === undefined || isInstant(time)) continue;
        const missing = NEEDED.filter(({ letters }) => !letters.some((each) => time.includes(each))).map(({ what }) => what);
        if (missing.length === 0) continue;
        yield { message: `the time pattern \`${time}\` reads no ${missing.join(', no ')}`, span: spanOf(place) };
      }
    }
  },
});

/** A pattern that names a whole time stamp at once has no letters of parts. */
function isInstant(pattern: string): boolean {
  return /^(?:ISO8601|UNIX|UNIX_MS)$/.test(pattern);
}
