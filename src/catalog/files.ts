import type { z } from 'zod';
import { closest } from '../diagnostics/did-you-mean.js';
import { type Finding, finding, hasErrors, Reporter } from '../diagnostics/finding.js';
import { joinRepeated } from '../diagnostics/repeated.js';
import { type Entry, type Host, joinPath } from '../source/host.js';
import { startOf } from '../source/source-text.js';
import { readYaml, type SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';
import { schemaFindings } from './issues.js';
import { oddNumbers } from './odd-numbers.js';
import {
  type CatalogFile,
  catalogSchema,
  type EventsFile,
  eventsSchema,
  type SamplesFile,
  samplesSchema,
  type VocabularyFile,
  vocabularySchema,
} from './schema.js';
import { checkTexts } from './texts.js';

/** A file of a catalog: what it says, and where each value stands. */
export interface Parsed<T> {
  readonly document: SourceDocument;
  readonly value: T;
}

/** The files that make one catalog. */
export interface CatalogFiles {
  readonly catalog: Parsed<CatalogFile>;
  readonly events: readonly Parsed<EventsFile>[];
  readonly samples: readonly Parsed<SamplesFile>[];
  /** Words of the catalog's own, where it has some. */
  readonly vocabulary: Parsed<VocabularyFile> | undefined;
  /** False where a file is left out because it could not be read: what is not here may stand in it. */
  readonly complete: boolean;
}

/** The files of a catalog as far as they could be read, and what is wrong with their shape. */
export interface ReadFiles {
  readonly files: CatalogFiles | undefined;
  readonly findings: readonly Finding[];
}

/** Reads the files of one catalog's folder; the same slip in many places is told once. */
export function readCatalogFiles(host: Host, folder: string): ReadFiles {
  const reporter = new Reporter();
  const read = <T>(file: string, schema: z.ZodType<T>) => parse(host, file, schema, reporter);
  const strays = strayFiles(host, folder);
  const catalog = read(joinPath(folder, 'catalog.yaml'), catalogSchema);
  const events = yamlFiles(host, joinPath(folder, 'events')).flatMap((file) => read(file, eventsSchema) ?? []);
  const samples = sampleFiles(host, joinPath(folder, 'samples')).flatMap((file) => read(file, samplesSchema) ?? []);
  const words = joinPath(folder, 'vocabulary.yaml');
  const vocabulary = host.stat(words).kind !== 'none' ? read(words, vocabularySchema) : undefined;
  const complete = !reporter.hasErrors && strays.length === 0;
  const findings = [...strays, ...joinRepeated(reporter.findings)];
  return { files: catalog === undefined ? undefined : { catalog, events, samples, vocabulary, complete }, findings };
}

function parse<T>(host: Host, file: string, schema: z.ZodType<T>, reporter: Reporter): Parsed<T> | undefined {
  const { document, findings } = readYaml(host, file);
  reporter.addAll(findings);
  if (document === undefined || hasErrors(findings)) return undefined;
  if (document.data === null || document.data === undefined) {
    reporter.report(catalogCodes['schema-missing'], {
      message: 'the file is empty',
      span: startOf(file),
      fix: 'write the catalog, or remove the file',
    });
    return undefined;
  }
  const result = schema.safeParse(document.data);
  const faults = [
    ...checkTexts(document, Object.is(schema, samplesSchema)),
    ...(result.success ? oddNumbers(document) : schemaFindings(document, schema, result.error.issues)),
  ];
  reporter.addAll(faults);
  return result.success && faults.length === 0 ? { document, value: withoutInherited(result.data) } : undefined;
}

// Names that the author chooses are looked up in these mappings: `constructor` is there only where somebody wrote it.
function withoutInherited<T>(file: T): T {
  for (const each of Object.values(file as Readonly<Record<string, unknown>>)) {
    if (typeof each === 'object' && each !== null && !Array.isArray(each)) Object.setPrototypeOf(each, null);
  }
  return file;
}

const YAML = /\.ya?ml$/;

function yamlFiles(host: Host, folder: string): readonly string[] {
  return host
    .list(folder)
    .filter((entry) => YAML.test(entry.name))
    .map((entry) => joinPath(folder, entry.name));
}

function sampleFiles(host: Host, folder: string): readonly string[] {
  return host.list(folder).flatMap((entry) => (entry.kind !== 'file' ? yamlFiles(host, joinPath(folder, entry.name)) : []));
}

const FOLDERS = ['events', 'samples', 'accepted'];
const FILES = ['catalog.yaml', 'vocabulary.yaml', 'overrides.yaml'];

/** Returns a finding for each file that looks as if it belonged to the catalog, and is not read where it lies. */
function strayFiles(host: Host, folder: string): readonly Finding[] {
  const top = host.list(folder).flatMap((entry) => {
    if (entry.kind === 'directory') return FOLDERS.includes(entry.name) ? [] : misnamedFolder(host, folder, entry.name);
    if (entry.kind !== 'file' || !YAML.test(entry.name) || FILES.includes(entry.name)) return [];
    const meant = closest(entry.name, FILES);
    return [stray(joinPath(folder, entry.name), meant === undefined ? `a catalog has ${FILES.join(', ')}` : `rename it to \`${meant}\``)];
  });
  const inEvents = host.list(joinPath(folder, 'events')).flatMap((entry) => strayInEvents(host, joinPath(folder, 'events'), entry));
  const inSamples = host
    .list(joinPath(folder, 'samples'))
    .filter((entry) => entry.kind === 'file' && YAML.test(entry.name) && entry.name !== 'external.yaml')
    .map((entry) => stray(joinPath(folder, 'samples', entry.name), 'move it to `samples/<stream>/`'));
  return [...top, ...inEvents, ...inSamples];
}

function misnamedFolder(host: Host, folder: string, name: string): readonly Finding[] {
  const meant = closest(name, FOLDERS);
  const [first] = [...yamlFiles(host, joinPath(folder, name)), ...sampleFiles(host, joinPath(folder, name))];
  return meant === undefined || first === undefined ? [] : [stray(first, `rename the folder \`${name}\` to \`${meant}\``)];
}

function strayInEvents(host: Host, folder: string, { name, kind }: Entry): readonly Finding[] {
  const path = joinPath(folder, name);
  if (kind === 'directory') return yamlFiles(host, path).map((file) => stray(file, 'move it to `events/`'));
  const isMisspelt = kind === 'file' && !YAML.test(name) && /\.(?:ya?m|yalm|yam?l|json)$/i.test(name);
  return isMisspelt ? [stray(path, `rename it to \`${name.replace(/\.[^.]*$/, '')}.yaml\``)] : [];
}

function stray(file: string, fix: string): Finding {
  return finding(catalogCodes['catalog-file-unread'], { message: 'nothing reads this file where it lies', span: startOf(file), fix });
}
