import { meaningRule } from './rule.js';
import { keyOf, type Place, type Subject, spanOf } from './subject.js';

/** What is named like a secret is masked. */
export const secretUnmasked = meaningRule({
  code: 'secret-unmasked',
  severity: 'warning',
  title: 'A secret that reaches the output',
  cause: 'The name says that the value is a secret, and nothing masks it: it would stand in fields and documents as it was logged.',
  fix: 'name a pair under `pairs.secrets` of the stream (`pin`, or an ending such as `*password`), or say with `harmless` why it is no secret',
  example: {
    file: 'gate/catalog.yaml',
    bad: '    members:\n      Door.Secret: { role: none, description: What opens the door., source: "guide:8" }\n',
    good: '    members:\n',
  },
  *check(subject) {
    const masks = subject.streams.flatMap(({ stream }) => stream.pairs?.secrets ?? []);
    for (const { name, place, isPair } of named(subject)) {
      if (!looksSecret(name) || (isPair && masks.some((mask) => covers(mask, name)))) continue;
      const mask = maskFor(name);
      yield {
        message: `\`${name}\` looks like a secret, and nothing masks it`,
        span: spanOf(place),
        fix: isPair
          ? `add \`${mask}\` to \`pairs.secrets\` of the stream, or say with \`harmless: ...\` why it is no secret`
          : 'only pairs are masked; say with `harmless: ...` why the field holds no secret, or do not collect the record',
      };
    }
  },
});

interface Named {
  readonly name: string;
  readonly place: Place;
  readonly isPair: boolean;
}

function named({ catalog, at }: Subject): readonly Named[] {
  return Object.entries(catalog.fields).flatMap(([name, field]) => [
    ...(field.harmless === undefined ? [{ name, place: keyOf(at('fields', name)), isPair: false }] : []),
    ...Object.entries(field.members ?? {}).flatMap(([pair, member]) =>
      member.harmless === undefined ? [{ name: pair, place: keyOf(at('fields', name, 'members', pair)), isPair: true }] : [],
    ),
  ]);
}

const SECRETS: ReadonlySet<string> = new Set(
  'password passwd passphrase passcode pwd secret pin puk otp apikey privatekey credentials accesstoken refreshtoken bearer'.split(' '),
);

/** Whether the last word or two of a name, however joined, are those of a secret: `userPassword`, `so_pin`, `API-Key`. */
function looksSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return SECRETS.has(words.at(-1) ?? '') || SECRETS.has(words.slice(-2).join(''));
}

function covers(mask: string, name: string): boolean {
  const lower = name.toLowerCase();
  return mask.startsWith('*') ? lower.endsWith(mask.slice(1)) : lower === mask || lower.endsWith(`.${mask}`);
}

function maskFor(name: string): string {
  return name.toLowerCase().split('.').at(-1) ?? name;
}
