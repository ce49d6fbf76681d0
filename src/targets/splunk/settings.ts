/** One setting of a stanza. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly comment?: string;
}

/** One stanza of a conf file. */
export interface Stanza {
  readonly name: string;
  readonly comment?: string;
  readonly settings: readonly Setting[];
}
