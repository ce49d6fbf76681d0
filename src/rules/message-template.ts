import { mendingOf, spanInTemplate } from './frames.js';
import { messages, trailers } from './messages.js';
import { nameRule } from './rule.js';

/** The template of a message says where each value ends. */
export const messageTemplate = nameRule({
  code: 'message-template',
  severity: 'error',
  title: 'A message template that cannot be read back',
  cause: 'A brace is open, a value stands next to another, or its type may hold the text that ends it: nobody could tell where it ends.',
  fix: 'write the message as it is printed, with `{name}` or `{name:type}` for each value and text between two of them',
  example: { file: 'hsm/events/keys.yaml', bad: 'text: "key {key_name lost"', good: 'text: "key {key_name} lost"' },
  *check(subject) {
    for (const each of [...messages(subject), ...trailers(subject)]) {
      if (each.mistake === undefined) continue;
      const fix = mendingOf(each.mistake);
      yield { message: each.mistake.message, span: spanInTemplate(each, each.mistake), ...(fix === undefined ? {} : { fix }) };
    }
  },
});
