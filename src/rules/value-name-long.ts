import { frames, spanInTemplate } from './frames.js';
import { messages, trailers, valueNames } from './messages.js';
import { nameRule } from './rule.js';

/** Longest name of a group in PCRE2 before 10.43. */
const longest = 32;

/** A value's name fits into a regular expression of Splunk. */
export const valueNameLong = nameRule({
  code: 'value-name-long',
  severity: 'error',
  title: 'A value whose name is too long for Splunk',
  cause: `The regular expressions of Splunk name what they read, with at most ${longest} characters; the id of the catalog stands in front.`,
  fix: 'shorten the name of the value, or the id of the catalog',
  example: { file: 'hsm/catalog.yaml', bad: '{count_of_what_the_box_ever_did:hex}', good: '{counter:hex}' },
  *check(subject) {
    const prefix = `${subject.catalog.catalog.replaceAll('-', '_')}_`;
    const templates = [
      ...frames(subject).map((each) => ({ ...each, values: each.names })),
      ...[...messages(subject), ...trailers(subject)].map((each) => ({ ...each, values: valueNames(each) })),
    ];
    const told = new Set<string>();
    for (const each of templates) {
      for (const name of each.values) {
        if (prefix.length + name.length <= longest || told.has(name)) continue;
        told.add(name);
        const at = each.template.search(new RegExp(`\\{${name}[:}]`)) + 1;
        const message = `\`${prefix}${name}\` has ${prefix.length + name.length} characters, ${longest} are possible`;
        yield { message, span: spanInTemplate(each, { message: '', at, length: name.length }) };
      }
    }
  },
});
