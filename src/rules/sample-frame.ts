import { recordReaders } from './read-record.js';
import { meaningRule } from './rule.js';
import { isUnread, spanOf } from './subject.js';

/** The record of a sample begins as a frame of its stream says. */
export const sampleFrame = meaningRule({
  code: 'sample-frame',
  severity: 'error',
  title: 'A sample that no frame fits',
  cause: 'A record that does not begin as the frame says is not read at all: neither its time nor its event.',
  fix: 'write the frame as this record begins; where records begin in two ways, make `frame` a list of two',
  example: { file: 'hsm/samples/event/keys.yaml', bad: '10:00:02 counter key', good: '10:00:02 0000000c key' },
  *check({ samples }, catalog) {
    const readerOf = recordReaders(catalog.streams);
    for (const { stream: id, sample, at } of samples) {
      const read = isUnread(sample) ? undefined : readerOf(id, sample.raw);
      if (read === undefined || !('wanted' in read)) continue;
      const where = read.behind === '' ? 'at its beginning' : `behind \`${read.behind}\``;
      yield { message: `the record is not as the frame says: ${where} the frame has \`${read.wanted}\``, span: spanOf(at('raw')) };
    }
  },
});
