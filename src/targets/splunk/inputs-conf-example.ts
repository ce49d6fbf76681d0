import type { Catalog, Stream, WindowsEventBody } from '../../catalog/model.js';
import { anyOf } from '../../pattern/regex.js';
import { type ConfStanza, confText, renderConf } from '../../render/conf.js';
import { appLabel } from './app-conf.js';

/** Whether a record of the stream may span lines: text of a message may, JSON does not. */
function mayHoldLines({ body }: Stream): boolean {
  return body.form === 'brackets' || body.form === 'text';
}

// Above 1023, so that Splunk need not run as root; each stream takes the next.
const firstPort = 5514;

/**
 * README/inputs.conf.example: inputs to copy into a `local/inputs.conf`, all switched off. Takes the catalog, returns the text.
 * An add-on ships no inputs of its own: where a file lies and which index takes it is the administrator's to say.
 * Specification: https://docs.splunk.com/Documentation/Splunk/latest/Admin/Inputsconf
 */
export function inputsConfExample(catalog: Catalog): string {
  const ownRules = catalog.streams.some((stream) => stream.body.form !== 'windows-event');
  const rules = catalog.streams.some(mayHoldLines) ? 'keep a record of several lines whole' : 'tell where a record ends';
  const forwarders = `\nInstall the add-on on the forwarder too: it holds the rules that ${rules}.`;
  return renderConf({
    comment: `Inputs for ${appLabel(catalog)}.
Copy what you need to local/inputs.conf on the forwarder, set ${ownRules ? 'the path and ' : ''}your index, then set disabled to 0.${ownRules ? forwarders : ''}`,
    stanzas: catalog.streams.flatMap((stream, index) =>
      stream.body.form === 'windows-event'
        ? [eventLogStanza(stream.title, stream.body)]
        : [...fileStanzas(stream), ...networkStanzas(stream, firstPort + index)],
    ),
  });
}

function eventLogStanza(title: string, { channel, providers }: WindowsEventBody): ConfStanza {
  return {
    name: `WinEventLog://${channel}`,
    comment: `${confText(title)} of ${providers.join(', ')}.
If you collect this log already, with the Splunk Add-on for Microsoft Windows or without it, you need no input of ours: nothing is set where it was read.
Otherwise switch this on; the whitelist leaves out what other providers write. On a collector of forwarded events read ForwardedEvents instead.`,
    settings: [
      { key: 'disabled', value: '1' },
      {
        key: 'renderXml',
        value: 'true',
        comment: 'XML has every value of an event, the text has the message in the language of the host. Both are read.',
      },
      { key: 'whitelist', value: `$XmlRegex=%<Provider Name=['"]${anyOf(providers)}['"]%` },
    ],
    switchedOff: [{ key: 'index', value: 'main', comment: 'Without this setting records go to the default index.' }],
  };
}

function fileStanzas(stream: Stream): readonly ConfStanza[] {
  const paths = [...new Set(stream.carriers.flatMap((carrier) => carrier.path ?? []))];
  return paths.map((path) => ({
    name: `monitor://${withRolledFiles(path)}`,
    comment: `${confText(stream.title)}: the file that the product writes, and its older parts.
Splunk knows a rolled or packed file by its beginning and does not read it twice.${mayHoldLines(stream) ? ' A record may hold several lines; the source type breaks only before the next record.' : ''}`,
    settings: [
      { key: 'disabled', value: '1' },
      { key: 'sourcetype', value: stream.sourcetype },
      {
        key: 'initCrcLength',
        value: '1024',
        comment: 'Audit logs of one server begin alike: 256 characters, the default, may not tell two files apart.',
      },
    ],
    switchedOff: [{ key: 'index', value: 'main', comment: 'Without this setting records go to the default index.' }],
  }));
}

function networkStanzas(stream: Stream, port: number): readonly ConfStanza[] {
  if (!stream.carriers.some((carrier) => /syslog/i.test(carrier.id))) return [];
  const title = confText(stream.title);
  const common = [
    { key: 'disabled', value: '1' },
    { key: 'sourcetype', value: stream.sourcetype },
    { key: 'connection_host', value: 'ip' },
  ];
  return [
    {
      name: `tcp://${port}`,
      comment: `${title} over syslog, TCP.
Better: a syslog server that writes files, and a monitor:// input on them; records then survive a restart of Splunk.`,
      settings: common,
      switchedOff: [{ key: 'index', value: 'main' }],
    },
    {
      name: `udp://${port}`,
      comment: `${title} over syslog, UDP. A datagram cuts long records, and lost ones are not noticed: use TCP where you can.`,
      settings: [
        ...common,
        { key: 'no_appending_timestamp', value: 'true', comment: 'Keep the record as it was sent: no time and host put in front.' },
      ],
      switchedOff: [{ key: 'index', value: 'main' }],
    },
  ];
}

// The tail that a product wrote just before it rolled the file is read under the new name.
function withRolledFiles(path: string): string {
  return path.endsWith('*') ? path : `${path}*`;
}
