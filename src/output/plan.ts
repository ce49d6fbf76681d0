/** A file that a build wants to exist, with all that it holds. */
export interface PlannedFile {
  /** With `/`, relative to the output directory. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: 0o644 | 0o755;
  /** The catalog file or template that the file comes from, for messages. */
  readonly origin: string;
}

/** The files that one target makes of one catalog: the unit that a partial build replaces. */
export interface PlannedGroup {
  /** `<target>/<catalog>`, such as `splunk/dogtag`. */
  readonly name: string;
  readonly files: readonly PlannedFile[];
}

/** What one build wants. A group that it is responsible for and does not plan is removed. */
export interface OutputPlan {
  readonly groups: readonly PlannedGroup[];
  /** Says of any group, planned or found on disk, whether this build decides about it. */
  readonly decides: (group: string) => boolean;
}

/** Makes a planned text file. */
export function textFile(path: string, text: string, origin: string): PlannedFile {
  return { path, bytes: Buffer.from(text, 'utf8'), mode: 0o644, origin };
}
