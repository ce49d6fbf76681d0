import { identity } from '../catalog/rows.js';
import { nameRule } from './rule.js';
import { type Place, spanOf } from './subject.js';

/** A name is one event's, whether as its key or as an older name; one key may stand once for each outcome. */
export const eventTwice = nameRule({
  code: 'event-twice',
  severity: 'error',
  title: 'Two events have one key',
  cause: 'A record of that name could be either; names and older names of all events of a stream differ.',
  fix: 'remove one of the two, or tell them apart by `outcome`',
  example: {
    file: 'gate/events/gate.yaml',
    bad: '    source: "guide:7"\n  - key: SET\n    name: Settings changed again\n    text: set\n    description: Somebody changed it again.\n    subsystems: [gate]\n    enabled_by_default: true\n    class: configuration\n    action: changed\n    severity: low\n    fields: { Who: null }\n    source: "guide:8"\n',
    good: '    source: "guide:7"\n',
  },
  *check({ events }) {
    const seen = new Map<string, Place>();
    for (const { stream, identity: name, event, at } of events) {
      const definition = `${stream}/${name} ${event.outcome ?? ''}`;
      const first = seen.get(definition);
      if (first === undefined) {
        seen.set(definition, at('key'));
        continue;
      }
      const { file, line } = spanOf(first);
      yield { message: `the event \`${event.key}\` stands twice`, span: spanOf(at('key')), notes: [`the first stands at ${file}:${line}`] };
    }
    const owners = new Map(events.map((placed) => [`${placed.stream}/${placed.identity}`, placed.event.key]));
    for (const { stream, scope, event, at } of events) {
      for (const [index, alias] of (event.aliases ?? []).entries()) {
        const name = `${stream}/${identity(scope, alias.name)}`;
        const owner = owners.get(name);
        owners.set(name, `${event.key}\` as \`${alias.name}`);
        if (owner === undefined) continue;
        yield { message: `\`${alias.name}\` is already the name of \`${owner}\``, span: spanOf(at('aliases', index, 'name')) };
      }
    }
  },
});
