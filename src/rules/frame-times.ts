import { frames, spanInTemplate } from './frames.js';
import { nameRule } from './rule.js';

/** The frames of a stream of text print their time in one way. */
export const frameTimes = nameRule({
  code: 'frame-times',
  severity: 'error',
  title: 'Frames with different time patterns',
  cause: 'Splunk reads the time of a source type by one format, so the records of the other frame would get a wrong time.',
  fix: 'make a stream of its own for the records that print their time in another way',
  example: {
    file: 'hsm/catalog.yaml',
    bad: 'frame:\n      - "{time:yyyy/MM/dd HH:mm:ss} {counter:hex} {@body}"\n      - "{time:yyyy-MM-dd HH:mm:ss} {counter:hex} {@body}"',
    good: 'frame: "{time:yyyy/MM/dd HH:mm:ss} {counter:hex} {@body}"',
  },
  *check(subject) {
    const first = new Map<unknown, string>();
    for (const frame of frames(subject)) {
      const { stream, time, template } = frame;
      if (stream.body.form !== 'text' || time === undefined) continue;
      const known = first.get(stream) ?? time;
      first.set(stream, known);
      if (known === time) continue;
      const message = `this frame has the time as \`${time}\`, the first one as \`${known}\``;
      yield { message, span: spanInTemplate(frame, { message, at: template.indexOf(time), length: time.length }) };
    }
  },
});
