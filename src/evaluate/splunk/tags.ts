import { type Finding, finding } from '../../diagnostics/finding.js';
import type { Conf } from './conf-file.js';
import { splunkCodes } from './splunk-codes.js';

/** Tags by field and value: tags.conf.spec. They are given last, to any field, eventtypes among them. */
export class Tags {
  readonly findings: Finding[] = [];
  readonly #byField = new Map<string, Map<string, readonly string[]>>();

  constructor(conf: Conf) {
    for (const { name, settings, place } of conf.values()) {
      const split = name.indexOf('=');
      if (split < 1) {
        if (name !== 'default')
          this.findings.push(finding(splunkCodes['splunk-wrong'], { message: `[${name}] is not of the form field=value`, span: place }));
        continue;
      }
      const enabled = [...settings.values()].filter((each) => each.value === 'enabled').map((each) => each.key);
      if (enabled.length > 0) this.#add(name.slice(0, split), decoded(name.slice(split + 1)), enabled);
    }
  }

  /** The tags of a record, in order. */
  of(fields: ReadonlyMap<string, readonly string[]>, eventtypes: readonly string[]): readonly string[] {
    const found = new Set<string>();
    for (const [field, byValue] of this.#byField) {
      for (const value of field === 'eventtype' ? eventtypes : (fields.get(field) ?? [])) {
        for (const tag of byValue.get(value) ?? []) found.add(tag);
      }
    }
    return [...found].sort();
  }

  #add(field: string, value: string, tags: readonly string[]): void {
    const byValue = this.#byField.get(field) ?? new Map<string, readonly string[]>();
    byValue.set(value, [...(byValue.get(value) ?? []), ...tags]);
    this.#byField.set(field, byValue);
  }
}

/** tags.conf.spec: the value is URL-encoded; what is no encoding stays. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
