import { frames, mendingOf, spanInTemplate } from './frames.js';
import { nameRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** The template of a frame can be read. */
export const frameTemplate = nameRule({
  code: 'frame-template',
  severity: 'error',
  title: 'A frame that cannot be read',
  cause: 'The template of the frame leaves open where a value ends, or uses a placeholder that does not exist.',
  fix: 'write it as `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`',
  example: { file: 'gate/catalog.yaml', bad: 'HH:mm:ss zone}] {@body"', good: 'HH:mm:ss zone}] {@body}"' },
  *check(subject) {
    for (const { id, stream } of subject.streams) {
      const isWindows = stream.body.form === 'windows-event';
      if ((stream.frame === undefined) === isWindows) continue;
      yield isWindows
        ? { message: 'Windows events have no frame', span: spanOf(keyOf(subject.at('streams', id, 'frame'))), fix: 'remove `frame`' }
        : {
            message: `the stream \`${id}\` has no \`frame\``,
            span: spanOf(keyOf(subject.at('streams', id))),
            fix: `add \`frame\`: ${EXAMPLES[stream.body.form]}`,
          };
    }
    for (const frame of frames(subject)) {
      const { mistake, stream } = frame;
      if (mistake === undefined || stream.body.form === 'windows-event') continue;
      const fix = mendingOf(mistake) ?? `write it like ${EXAMPLES[stream.body.form]}`;
      yield { message: mistake.message, span: spanInTemplate(frame, mistake), fix };
    }
  },
});

const plain = '`{time:yyyy-MM-dd HH:mm:ss} {level:word} {@body}`: a record as it is printed, with a placeholder for each value';

const EXAMPLES = {
  brackets: '`{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`',
  json: plain,
  text: plain,
  'windows-event': '',
} as const;
