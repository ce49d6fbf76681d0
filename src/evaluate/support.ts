/** One thing of Splunk or Elasticsearch, and how far an evaluator has it. Rows are derived from the tables that the evaluators work by. */
export interface SupportRow {
  readonly side: 'splunk' | 'elastic';
  /** props.conf, eval function, processor, painless, regular expression. */
  readonly area: string;
  readonly name: string;
  readonly state: 'implemented' | 'partial' | 'refused';
  /** What is missing, or what no document decides. */
  readonly note?: string;
}
