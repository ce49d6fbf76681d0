import { frames, spanInTemplate } from './frames.js';
import { nameRule } from './rule.js';

const NEEDED = [
  { letters: ['yyyy'], what: 'year' },
  { letters: ['MMM', 'MM'], what: 'month' },
  { letters: ['d'], what: 'day' },
  { letters: ['HH'], what: 'hour' },
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
    for (const frame of frames(subject)) {
      const { time, template } = frame;
      if (time === undefined) continue;
      const lost = NEEDED.filter(({ letters }) => !letters.some((each) => time.includes(each))).map(({ what }) => what);
      if (lost.length === 0) continue;
      const message = `the time pattern reads no ${lost.join(', no ')}`;
      yield { message, span: spanInTemplate(frame, { message, at: template.indexOf(time), length: time.length }) };
    }
  },
});
