import { frames } from './frames.js';
import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** A stream that knows zones reads them. */
export const timeZoneLost = nameRule({
  code: 'time-zone-lost',
  severity: 'error',
  title: 'A time pattern without a zone',
  cause: 'The pattern reads no zone although the stream has a table of zones: records of two zones would be mixed.',
  fix: 'add `zone` to the pattern where the product prints it',
  example: { file: 'gate/catalog.yaml', bad: '{time:dd/MMM/yyyy:HH:mm:ss}]', good: '{time:dd/MMM/yyyy:HH:mm:ss zone}]' },
  *check(subject) {
    for (const { stream, mistake, hasZone, place } of frames(subject)) {
      if (mistake !== undefined || hasZone || Object.keys(stream.time_zone.table ?? {}).length === 0) continue;
      yield { message: 'the frame reads a time without its zone', span: spanOf(place) };
    }
  },
});
