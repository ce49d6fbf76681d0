import { frames, spanInTemplate } from './frames.js';
import { nameRule } from './rule.js';

/** The template of a frame can be read. */
export const frameTemplate = nameRule({
  code: 'frame-template',
  severity: 'error',
  title: 'A frame that cannot be read',
  cause: 'The template of the frame leaves open where a value ends, or uses a placeholder that does not exist.',
  fix: 'write it as `{pid:digits}.{thread} - [{time:dd/MMM/yyyy:HH:mm:ss zone}] {@body}`',
  example: { file: 'gate/catalog.yaml', bad: 'HH:mm:ss zone}] {@body"', good: 'HH:mm:ss zone}] {@body}"' },
  *check(subject) {
    for (const frame of frames(subject)) {
      if (frame.mistake === undefined) continue;
      const isOpen = /brace/.test(frame.mistake.message);
      yield {
        message: frame.mistake.message,
        span: spanInTemplate(frame, frame.mistake),
        ...(isOpen ? { fix: 'write `}` behind the name of the value' } : {}),
      };
    }
  },
});
