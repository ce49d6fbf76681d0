import { uniteFrames } from '../pattern/frame-union.js';
import { parseFrameTemplate, templateOf } from '../pattern/template.js';
import { nameRule } from './rule.js';
import { spanOf } from './subject.js';

/** Several frames of a JSON body are one frame with parts left out. */
export const frameUnion = nameRule({
  code: 'frame-union',
  severity: 'error',
  title: 'Frames of a JSON body that are no one frame',
  cause: 'Splunk reads all frames of a JSON body by one expression, in which each value has one place and one type.',
  fix: 'write the longest frame first, and the others as the same frame with values or parts left out; only patterns of the time may differ',
  example: {
    file: 'proxy/catalog.yaml',
    bad: `frame: ["{time:yyyy-MM-dd'T'HH:mm:ssXXX} {level:word} [{context}] {@body}", "[{context}] {level:word} {time:yyyy-MM-dd'T'HH:mm:ssXXX} {@body}"]`,
    good: `frame: "{time:yyyy-MM-dd'T'HH:mm:ssXXX} {level:word} [{context}] {@body}"`,
  },
  *check({ streams, at }) {
    for (const { id, stream } of streams) {
      if (stream.body.form !== 'json') continue;
      const frames = [stream.frame ?? []].flat().map(parseFrameTemplate);
      const templates = frames.flatMap((frame) => ('mistake' in frame ? [] : [templateOf(frame.parts)]));
      // A frame that cannot be read is told by its own rule.
      if (templates.length === 0 || templates.length < frames.length || uniteFrames(templates) !== undefined) continue;
      yield { message: 'the frames are not one frame with parts left out', span: spanOf(at('streams', id, 'frame')) };
    }
  },
});
