/** Why a mutant that nobody notices is no fault of the samples. */
export interface Explanation {
  /** Fits the place, two blanks, and what was changed. */
  readonly fits: RegExp;
  readonly reason: string;
}

export const explanations: readonly Explanation[] = [
  {
    fits: /\/default\/app\.conf:/,
    reason: 'app.conf says who the app is; no record is read by it',
  },
  {
    fits: /\/metadata\/default\.meta:/,
    reason: 'default.meta says which apps may use what is defined here; what is evaluated is one app alone',
  },
  {
    fits: /\/default\/props\.conf:\d+ .* EVENT_BREAKER(?:_ENABLE)?(?: |$)/,
    reason: 'EVENT_BREAKER tells a forwarder where it may change the indexer; records are cut by LINE_BREAKER',
  },
  {
    fits: / MATCH_LIMIT(?: |$)/,
    reason: 'the limit lets PCRE2 look longer at long records; without it Splunk stops where the evaluator has no such limit',
  },
  {
    fits: / SHOULD_LINEMERGE(?: |$)/,
    reason: 'merging begins a record at each line with a time, which is where LINE_BREAKER cut already; it only costs time',
  },
  {
    fits: / without \[[^\]]*\] (?:TRUNCATE|MAX_TIMESTAMP_LOOKAHEAD)$/,
    reason: "Splunk's own limits (10,000 bytes, 128 characters) are enough for each sample; longer records are those of `roundtrip`",
  },
  {
    fits: / without \[dogtag:audit\] EVAL-(?:action|status|change_type|object_category|severity|signature|description|type)$/,
    reason:
      "each of them is null() for the empty cells of the lookup behind it: no document says whether they clear a record's own field of that name, as the evaluator reads OUTPUT; every record that has fields has an event, and asks the lookup",
  },
  {
    fits: / \[xroad:audit\] MAX_TIMESTAMP_LOOKAHEAD is 1$/,
    reason:
      'xroad_time reads the time of each record of the product; what Splunk finds by itself before that counts for lines of other programs',
  },
  {
    fits: / without \[[^\]]*\] TZ$/,
    reason: 'without TZ the zone of the host counts, which the evaluator takes for UTC as the add-on does',
  },
  {
    fits: / max_matches(?: |$)/,
    reason: 'each key stands in one row of the table; the limit spares Splunk the search for more',
  },
  {
    fits: /\/eventtypes\.conf:\d+ .* search without (?:sourcetype=|source IN |versasec_cms_provider=)/,
    reason:
      "this term keeps the search to the add-on's own records; no others have its fields, so it makes the search fast and nothing else",
  },
  {
    fits: /\/dinamo_hsm_(?:algorithm|attributes)_100\.csv:\d+ {2}without (?!\d)/,
    reason: 'rows by name serve records that print the name of a code; messages of this product print numbers alone',
  },
  {
    fits: /(?:dinamo_hsm|xroad)_events_100\.csv:1 {2}type with other cells|LOOKUP-(?:dinamo_hsm|xroad)_1event without type$/,
    reason: 'the column holds what kind of alarm an event is; this product has no event that is one, so it is empty',
  },
  {
    fits: / AUTO_KV_JSON(?: |$)/,
    reason: 'JSON is looked for beside pairs where KV_MODE is auto or auto_escaped; here it is none, and nothing is looked for',
  },
  {
    fits: / without \[xroad:audit\] LINE_BREAKER$/,
    reason: "Splunk's own LINE_BREAKER cuts at line ends too; that of the add-on says the same with a bound",
  },
  {
    fits: /LOOKUP-xroad_1event without xroad_outcome$/,
    reason: 'the outcome of this product is what its records tell, and LOOKUP-xroad_2unknown writes that where nothing else did',
  },
  {
    fits: / LOOKUP-versasec_cms_4code(?: |$)|versasec_cms_events_100\.csv:1 {2}.*(?:signature_id|vendor_action)/,
    reason: 'the number of an event is written again for the case that another add-on takes it away; what is evaluated is one app alone',
  },
  {
    fits: / without \[source::\S+\] EVAL-versasec_cms_provider$/,
    reason:
      'no field of this name is left of records of other products; only another app could make one, and what is evaluated is one app alone',
  },
  {
    fits: / without \[source::\S+\] EVAL-versasec_cms_(?:id|computer|channel|record)$/,
    reason:
      "Splunk's own REPORT for Windows events as text adds a value where a line of the message looks like a field of ours; the first one is kept. What is evaluated is one app alone; test/splunk/windows-events.test.ts installs its neighbour",
  },
  {
    fits: / \/ (?:tag|description) (?:dropped|is )/,
    reason: 'tag and description of a processor are for people; a tag shows in a document only where its processor fails',
  },
  {
    fits: / \/ lang dropped$/,
    reason: 'a script without a language is Painless',
  },
  {
    fits: / \/ params \/ months(?: |$)|(?:TZ_ALIAS without|\/ params \/ zones \/)/,
    reason:
      'each month and each zone is a row that the same code reads; samples have some of them, and products with months in digits none',
  },
  {
    fits: / \/ params \/ (?:zones|index \/ others) dropped$/,
    reason:
      'the table is empty for this product: its records print no zone, and each of its messages begins or goes on with a word of its own',
  },
  {
    fits: /dogtag_audit \/ params \/ brackets \/ [2-4] dropped$/,
    reason: 'a zero behind the last column that holds brackets: where it is dropped the next zero takes its place, and digits ask for none',
  },
  {
    fits: /dinamo_hsm_event \/ params \/ events without failure in every row$/,
    reason: 'each event of this product states success or leaves the outcome open; none of its records tells of a failure',
  },
  {
    fits: /(?:versasec_cms_windows|xroad_audit) \/ params \/ events without unknown in every row$/,
    reason: 'each event of this product has succeeded or failed; no record that names one leaves the outcome open',
  },
  {
    fits: /xroad_audit \/ params \/ scope \/ otherwise dropped$/,
    reason:
      'a context of no component of this product: no event belongs to `other`, nor to a component without a name, so neither is found',
  },
  {
    fits: /map_versasec_cms_windows \/ params \/ (?:absent|strip|hosts) dropped$/,
    reason: 'the table is empty for this product, whose records have no field for who acted, from where or on which host',
  },
];
