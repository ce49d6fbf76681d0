/** Headers that a syslog server may put in front of a record. */
export const syslogHeaders: readonly { readonly id: string; readonly text: string }[] = [
  // RFC 3164, section 4.1; the tag ends in a colon.
  { id: 'rfc3164', text: '<110>Mar  4 10:00:06 collector app[77]: ' },
  // RFC 5424, section 6; without structured data.
  { id: 'rfc5424', text: '<110>1 2026-03-04T10:00:06.001Z collector app 77 - - ' },
];
