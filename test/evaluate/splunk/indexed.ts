import { readConfFile } from '../../../src/evaluate/splunk/conf-file.js';
import { type IndexTime, openIndexTime } from '../../../src/evaluate/splunk/index-time.js';
import { StanzaMatcher } from '../../../src/evaluate/splunk/stanza-match.js';
import { startOf } from '../../../src/source/source-text.js';

const origin = { sourcetype: 's', source: '/var/log/a.log', host: 'web1' };

/** Opens index time for the settings of `[s]` in a props.conf, which may go on with other stanzas, and a transforms.conf. */
export function indexed(props: string, transforms = ''): IndexTime {
  const read = (name: string, text: string) => readConfFile(name, Buffer.from(text)).conf;
  const matcher = new StanzaMatcher(read('props.conf', `[s]\n${props}`));
  return openIndexTime(origin, {
    settings: (of) => matcher.settings(of),
    transforms: read('transforms.conf', transforms),
    stanza: startOf('props.conf'),
  });
}

/** The records that a text is cut into when it comes in pieces of a length. */
export function cut(index: IndexTime, text: string, length = text.length): readonly string[] {
  const breaker = index.breaker();
  const records: string[] = [];
  for (let at = 0; at < text.length; at += length) records.push(...breaker.push(text.slice(at, at + length)));
  return [...records, ...breaker.end()];
}

/** What indexing makes of a text: the records, and what was said about them. */
export function arrive(index: IndexTime, raw: string) {
  const notes: string[] = [];
  const records = index.arrive(raw, (_, message) => notes.push(message));
  return { records, notes, record: records[0] };
}
