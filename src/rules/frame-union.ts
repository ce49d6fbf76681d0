import { uniteFrames } from '../pattern/frame-union.js';
import { parseFrameTemplate, templateOf } from '../pattern/template.js';
import { frames } from './frames.js';
import { nameRule } from './rule.js';
import { keyOf, spanOf } from './subject.js';

/** The frames of a JSON body are one frame of which parts may be left out. */
export const frameUnion = nameRule({
  code: 'frame-union',
  severity: 'error',
  title: 'Frames of a JSON body that are no one frame',
  cause: 'Splunk reads all frames of a JSON body by one expression, in which each value has one place and one type.',
  fix: 'write the longest frame first, and the others as that frame with parts left out; only patterns of the time may differ',
  example: {
    file: 'proxy/catalog.yaml',
    bad: `"[{context}] {time:yyyy-MM-dd'T'HH:mm:ssXXX} {@body}"]`,
    good: `"{time:yyyy-MM-dd'T'HH:mm:ssXXX} [{context}] {@body}"]`,
  },
  *check(subject) {
    for (const { id, stream } of subject.streams) {
      const own = frames(subject).filter((frame) => frame.stream === stream);
      if (stream.body.form !== 'json' || own.length === 0 || own.some((frame) => frame.mistake !== undefined)) continue;
      const templates = own.flatMap(({ template }) => {
        const read = parseFrameTemplate(template);
        return 'mistake' in read ? [] : [templateOf(read.parts)];
      });
      if (uniteFrames(templates) !== undefined) continue;
      yield { message: 'the frames are not one frame with parts left out', span: spanOf(keyOf(subject.at('streams', id, 'frame'))) };
    }
  },
});
