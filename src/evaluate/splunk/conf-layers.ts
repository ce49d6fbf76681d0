import { type Finding, finding } from '../../diagnostics/finding.js';
import type { ConfName, InstalledApp } from './app-files.js';
import type { Conf, Setting, Stanza } from './conf-file.js';
import { splunkCodes } from './splunk-codes.js';

/** The .conf files of all installed apps, merged key by key as one part of Splunk sees them. */
export type Layers = Readonly<Record<ConfName, Conf>>;

/**
 * What a search sees, by "About configuration files" of the Admin manual: an app's local before its default, the other apps' in reverse
 * lexicographic order. Two apps that set the same key of one stanza are told: their order is known at second hand.
 */
export function searchLayers(apps: readonly InstalledApp[]): { readonly layers: Layers; readonly findings: readonly Finding[] } {
  const ordered = [...apps].sort((a, b) => (a.id < b.id ? 1 : -1));
  const findings: Finding[] = [];
  const merged = (name: ConfName) =>
    merge(
      ordered.flatMap((app) => [app.local[name], app.default[name]]),
      name,
      findings,
    );
  return { layers: layersOf(merged), findings };
}

/** What indexing sees, by the same manual: the local files of all apps before the default files, each in lexicographic order. */
export function indexLayers(apps: readonly InstalledApp[]): Layers {
  const ordered = [...apps].sort((a, b) => (a.id < b.id ? -1 : 1));
  return layersOf((name) => merge([...ordered.map((app) => app.local[name]), ...ordered.map((app) => app.default[name])], name, []));
}

function layersOf(merged: (name: ConfName) => Conf): Layers {
  return {
    props: merged('props'),
    transforms: merged('transforms'),
    eventtypes: merged('eventtypes'),
    tags: merged('tags'),
    macros: merged('macros'),
  };
}

/** The strongest file first; of each key the first file that has it counts. */
function merge(files: readonly Conf[], name: ConfName, findings: Finding[]): Conf {
  const merged = new Map<string, Stanza & { readonly settings: Map<string, Setting> }>();
  for (const file of files) {
    for (const stanza of file.values()) {
      const stronger = merged.get(stanza.name);
      if (stronger === undefined) merged.set(stanza.name, { ...stanza, settings: new Map(stanza.settings) });
      else addWeaker(stronger, stanza, name, findings);
    }
  }
  return merged;
}

function addWeaker(stronger: { readonly settings: Map<string, Setting> }, weaker: Stanza, name: ConfName, findings: Finding[]): void {
  for (const setting of weaker.settings.values()) {
    const winner = stronger.settings.get(setting.key);
    if (winner === undefined) stronger.settings.set(setting.key, setting);
    else if (winner.app !== setting.app && winner.value !== setting.value) findings.push(twice(winner, setting, weaker.name, name));
  }
}

function twice(winner: Setting, loser: Setting, stanza: string, name: ConfName): Finding {
  const place = loser.place;
  return finding(splunkCodes['splunk-layers'], {
    message: `${name}.conf [${stanza}] ${winner.key} is set by two apps; this one is used`,
    span: winner.place,
    notes: [`the other one: ${place.file}:${place.line}`],
  });
}
