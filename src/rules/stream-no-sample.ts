import { meaningRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** Each stream is shown by samples. */
export const streamNoSample = meaningRule({
  code: 'stream-no-sample',
  severity: 'info',
  title: 'No sample of a stream',
  cause: 'Nothing shows that records of the stream are read as the catalog says.',
  fix: 'write records and what must be read from them into `samples/<stream>/<name>.yaml`',
  example: {
    file: 'gate/samples/visits/bell.yaml',
    bad: 'samples: []\n',
    good: 'samples:\n  - name: bell-1\n    origin: synthetic\n    source: "guide:11"\n    raw: "0.main - [01/Jan/2026:10:00:02 CET] [Event=BELL][Door=3] bell"\n    expect:\n      state: read\n      event: BELL\n',
  },
  *check({ streams, samples, at }) {
    const shown = new Set(samples.map(({ stream }) => stream));
    const [first, ...others] = streams.filter(({ id }) => !shown.has(id));
    if (first === undefined) return;
    const names = [first, ...others].map(({ id }) => `\`${id}\``).join(', ');
    yield {
      message: `no sample shows a record of the stream${others.length === 0 ? '' : 's'} ${names}`,
      span: spanOf(keyOf(at('streams', first.id))),
      fix: `write records and what must be read from them into \`samples/${first.id}/<name>.yaml\``,
    };
  },
});
