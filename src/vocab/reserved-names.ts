/**
 * Field names that Splunk itself searches by. A record's text never becomes a field of such a name: whoever controls a value could write
 * `x][host=another` and move the record to another host. Both targets keep to the list, so that they read the same.
 */
export const reservedNames = {
  names: [
    'eventtype',
    'host',
    'index',
    'linecount',
    'punct',
    'source',
    'sourcetype',
    'splunk_server',
    'splunk_server_group',
    'tag',
    'timeendpos',
    'timestamp',
    'timestartpos',
  ],
  prefixes: ['date_'],
} as const;
