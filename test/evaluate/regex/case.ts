/** One pattern on one text and what the original engine answers: all matches, each with its groups (null: not set), or its refusal. */
export interface Case {
  readonly pattern: string;
  /** Set from outside. */
  readonly flags?: string;
  readonly text: string;
  readonly answer: readonly (readonly (string | null)[])[] | { readonly error: string };
  /** Why we refuse what the engine takes. */
  readonly ours?: string;
}
