import type { Catalog, EventCase, Outcome, Stream } from '../../catalog/model.js';
import { comparedKey, type EventFamily, families, identity, type Meaning, meaningOf, outcomes } from '../../catalog/rows.js';
import { actions } from '../../vocab/actions.js';
import { expectedTypes } from '../../vocab/ecs.js';
import { severities } from '../../vocab/severities.js';

export type Data = Readonly<Record<string, unknown>>;

/** Takes a stream and returns what each event means, by outcome and by variant: the parameters of the script that maps a record. */
export function eventTable(catalog: Catalog, stream: Stream): Data {
  return Object.fromEntries(families(catalog, stream).map((family) => [comparedKey(stream, family.name), familyRow(family)]));
}

/** Takes a stream and returns the older names of its events, with the outcome that each states by itself. */
export function aliasTable(catalog: Catalog, stream: Stream): Data {
  const rows = families(catalog, stream).flatMap((family) =>
    family.aliases.map(
      (alias) =>
        [
          comparedKey(stream, identity(family.scope, alias.name)),
          { event: comparedKey(stream, family.name), ...(alias.outcome === undefined ? {} : { outcome: alias.outcome }) },
        ] as const,
    ),
  );
  return Object.fromEntries(rows);
}

function familyRow(family: EventFamily): Data {
  const tls = tlsFields(family);
  return {
    name: family.name,
    ...(family.outcome === undefined ? {} : { outcome: family.outcome }),
    ...byOutcome((outcome) => meaningRow(family, outcome, undefined)),
    ...(family.cases.length === 0
      ? {}
      : { cases: family.cases.map((each) => ({ when: each.when, ...byOutcome((outcome) => meaningRow(family, outcome, each)) })) }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function byOutcome(row: (outcome: Outcome) => Data): Data {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, row(outcome)]));
}

function meaningRow(family: EventFamily, outcome: Outcome, variant: EventCase | undefined): Data {
  const meaning = meaningOf(family, outcome, variant);
  const { kind, category } = meaning.classMeaning.ecs;
  return {
    title: meaning.title,
    ...(variant === undefined ? { description: meaning.description } : {}),
    class: meaning.class,
    action: meaning.action,
    severity: meaning.severity,
    number: severities[meaning.severity].number,
    ...(kind === 'event' ? {} : { kind }),
    category,
    type: eventTypes(meaning, outcome),
    ...(meaning.objectCategory === undefined ? {} : { object: meaning.objectCategory }),
    ...(meaning.object.id.length === 0 ? {} : { object_id: meaning.object.id }),
    ...(meaning.object.name.length === 0 ? {} : { object_name: meaning.object.name }),
  };
}

/** ECS `event.type`: what the class always has, what the outcome adds, what the action says if the category permits it; else `info`. */
export function eventTypes(meaning: Meaning, outcome: Outcome): readonly string[] {
  const { category, type, byOutcome: decided } = meaning.classMeaning.ecs;
  const permitted = expectedTypes(category);
  const verb = actions[meaning.action].ecs;
  const decision = outcome === 'unknown' || decided === undefined ? [] : [decided[outcome]];
  const wanted = [...type, ...decision, verb].filter((each) => permitted.includes(each));
  return wanted.length === 0 ? ['info'] : [...new Set(wanted)];
}

// Fields that tell of the certificate which opened a session, event by event.
function tlsFields(family: EventFamily): Data | undefined {
  const having = (role: string) => {
    const names = family.definitions.flatMap((each) => each.fields.filter((field) => field.role === role).map((field) => field.name));
    return [...new Set(names)];
  };
  const tls = {
    subject: having('client.certificate.subject'),
    issuer: having('client.certificate.issuer'),
    serial: having('client.certificate.serial'),
  };
  return tls.subject.length + tls.issuer.length + tls.serial.length === 0 ? undefined : tls;
}
