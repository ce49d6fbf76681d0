import { readApp } from '../../src/evaluate/splunk/app-files.js';
import type { Setting, Stanza } from '../../src/evaluate/splunk/conf-file.js';
import { type EvalNode, parseAssignments, parseEval } from '../../src/evaluate/splunk/eval-syntax.js';
import { type Origin, openSplunkApps, type SplunkReader } from '../../src/evaluate/splunk/splunk-apps.js';
import type { PackageFiles } from '../../src/source/package-files.js';
import { generatedLines } from '../../src/verify/generated-lines.js';
import { hostileLines } from '../../src/verify/hostile-lines.js';
import { installedWith } from '../../src/verify/rendered-add-on.js';
import type { ProvedStream } from '../../src/verify/sample-test.js';
import { brokenLines } from './broken-lines.js';
import { ExpressionEar, type HeardExpression } from './heard-expressions.js';
import type { Workshop } from './workshop.js';

/** A stream, and the app that was rendered for it, with the setting switched on that masks secrets. */
export interface RenderedApp {
  readonly title: string;
  readonly proved: ProvedStream;
  readonly files: PackageFiles;
}

export function renderedApps(workshop: Workshop): readonly RenderedApp[] {
  return workshop.proofs().flatMap(({ catalog, files, streams }) =>
    streams.map((proved) => {
      if (files === undefined) throw new Error(`nothing is built of ${catalog.id}`);
      return { title: `${catalog.id} ${proved.rendered.stream.id}`, proved, files: files.splunk };
    }),
  );
}

/** Samples that are on each machine: the report counts. */
export function sampleLines({ proved: { samples, external } }: RenderedApp): readonly string[] {
  return samples.filter((sample) => !external.includes(sample)).map(({ raw }) => raw);
}

export function linesOfCatalog({ proved }: RenderedApp): readonly string[] {
  const { catalog, stream } = proved.rendered;
  return [...generatedLines(catalog, stream)].map(({ raw }) => raw);
}

const SEED = 1;

export function hostileLinesOf({ proved }: RenderedApp): readonly string[] {
  const { catalog, stream } = proved.rendered;
  return [...hostileLines(catalog, stream, { cases: 1, seed: SEED })].map(({ raw }) => raw);
}

export function brokenLinesOf(app: RenderedApp): readonly string[] {
  return [...brokenLines(sampleLines(app))];
}

/** An app that is used while somebody listens. */
export class UsedApp {
  readonly #ear = new ExpressionEar();
  readonly #origin: (raw: string) => Origin;
  readonly #apps: readonly { reader(origin: Origin): SplunkReader }[];

  constructor({ proved: { rendered }, files }: RenderedApp) {
    this.#origin = (raw) => rendered.origin(raw);
    this.#apps = [files, ...masking(files)].map((each) => openSplunkApps(installedWith(each, rendered.stream)));
  }

  reader(raw: string): SplunkReader {
    const [app] = this.#apps;
    if (app === undefined) throw new Error('no app is open');
    return app.reader(this.#origin(raw));
  }

  /** Every expression that Splunk's evaluator uses while it cuts a file of these lines and reads them, with the texts that it is used on. */
  expressions(lines: readonly string[]): readonly HeardExpression[] {
    return this.#ear.listen(() => {
      for (const app of this.#apps) {
        for (const line of new Set(lines)) app.reader(this.#origin(line)).read(line);
        const breaker = app.reader(this.#origin('')).breaker();
        breaker.push(`${lines.join('\n')}\n`);
        breaker.end();
      }
    });
  }
}

/** The app with the settings that are switched off in it, which a user may switch on. */
function masking({ name, files }: PackageFiles): readonly PackageFiles[] {
  const text = Buffer.from(files.get(PROPS) ?? []).toString('utf8');
  const switchedOn = text.replace(/^#(?=SEDCMD-)/gm, '');
  return switchedOn === text ? [] : [{ name, files: new Map([...files, [PROPS, Buffer.from(switchedOn)]]) }];
}

const PROPS = 'default/props.conf';

/** An expression that stands in a rendered file. */
export interface WrittenExpression {
  readonly place: string;
  readonly source: string;
}

/** Every expression in the .conf files of an app. */
export function writtenExpressions(files: PackageFiles): readonly WrittenExpression[] {
  return settingsOf(files).flatMap(({ setting }) =>
    expressionsIn(setting).map((source) => ({ place: `${setting.place.file}:${setting.place.line} ${setting.key}`, source })),
  );
}

interface OwnedSetting {
  readonly stanza: Stanza;
  readonly setting: Setting;
}

function settingsOf(files: PackageFiles): readonly OwnedSetting[] {
  return [files, ...masking(files)].flatMap((each) => {
    const { props, transforms } = readApp(each, 0).app.default;
    return [...props.values(), ...transforms.values()].flatMap((stanza) =>
      [...stanza.settings.values()].map((setting) => ({ stanza, setting })),
    );
  });
}

/** How many steps Splunk lets a search take, and how deep it may go. */
export interface Limits {
  readonly match: number;
  readonly depth: number;
}

/** props.conf.spec and transforms.conf.spec: MATCH_LIMIT and DEPTH_LIMIT are those of EXTRACT, and of REGEX in their own stanza; else 100000 and 1000. */
export function limitsOf(files: PackageFiles): (source: string) => Limits {
  const known = new Map<string, Limits>();
  for (const { stanza, setting } of settingsOf(files)) {
    const own = setting.key === 'REGEX' || setting.key.startsWith('EXTRACT-');
    const count = (key: string, otherwise: number) => Number((own ? stanza.settings.get(key)?.value : undefined) ?? otherwise);
    const limits = { match: count('MATCH_LIMIT', 100_000), depth: count('DEPTH_LIMIT', 1000) };
    for (const source of expressionsIn(setting)) known.set(source, stricter(known.get(source), limits));
  }
  return (source) => known.get(source) ?? { match: 100_000, depth: 1000 };
}

function stricter(before: Limits | undefined, limits: Limits): Limits {
  if (before === undefined) return limits;
  return { match: Math.min(before.match, limits.match), depth: Math.min(before.depth, limits.depth) };
}

function expressionsIn({ key, value }: Setting): readonly string[] {
  if (/^(?:LINE_BREAKER|EVENT_BREAKER|TIME_PREFIX|REGEX)$/.test(key)) return [value];
  if (key.startsWith('EXTRACT-')) return [value.replace(/ in [A-Za-z0-9_]+$/, '')];
  if (key.startsWith('SEDCMD-')) return [/^s\/((?:[^\\/]|\\[\s\S])*)\//.exec(value)?.[1] ?? value];
  if (key.startsWith('EVAL-')) return calledWith(parseEval(value));
  if (key === 'INGEST_EVAL') return parseAssignments(value).flatMap(({ tree }) => calledWith(tree));
  return [];
}

const withExpression: readonly string[] = ['match', 'replace', 'mvfind'];

function calledWith(node: EvalNode): readonly string[] {
  switch (node.kind) {
    case 'call': {
      const [, expression] = node.parameters;
      const own = withExpression.includes(node.name) && expression?.kind === 'text' ? [expression.value] : [];
      return [...own, ...node.parameters.flatMap(calledWith)];
    }
    case 'not':
    case 'minus':
      return calledWith(node.of);
    case 'pair':
      return [...calledWith(node.left), ...calledWith(node.right)];
    default:
      return [];
  }
}
