/** A difference that stays, and why. */
export interface KnownDifference {
  /** The row's id. */
  readonly row: string;
  /** Fits the engine, a blank, the place, a blank and what is different. */
  readonly fits: RegExp;
  readonly reason: string;
}

/** Each entry must be seen in a whole run: one that is not seen any more is to be deleted. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    row: 'splunk-packaging',
    fits: /^slim \S+ TA-\S+ slim validate: \[WARNING\] .* Undefined setting .*: (?:MATCH_LIMIT|INGEST_EVAL)$/,
    reason: "the conf specifications that come with slim do not know these settings yet, which Splunk's own do",
  },
  {
    row: 'splunk-packaging',
    fits: /^AppInspect 3\.8\.1 TA-versasec-cms\S+ warning check_for_bias_language .*\[master\]/,
    reason: "the word stands in the vendor's own message, which is data",
  },
  {
    row: 'splunk-packaging',
    fits: /^AppInspect 3\.8\.1 TA-versasec-cms\S+ warning check_for_bias_language .*\[whitelist\]/,
    reason: "`whitelist` is the name of Splunk's own setting of a Windows event log input",
  },
];
