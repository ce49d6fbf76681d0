import { printsZone } from '../../catalog/frame.js';
import type { Catalog, Stream, WindowsEventBody } from '../../catalog/model.js';
import { renderYaml } from '../../render/yaml.js';
import { type AgentInput, agentInputs } from './agent-stream.js';
import { packageName } from './package-name.js';

/** A question that Fleet asks the administrator. */
export interface Variable {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'bool' | 'yaml' | 'select';
  readonly title: string;
  readonly description: string;
  readonly multi?: boolean;
  readonly required: boolean;
  readonly show_user: boolean;
  /** Must be said of a variable whose name sounds like a secret. */
  readonly secret?: boolean;
  readonly default?: string | number | boolean | readonly string[];
  readonly options?: readonly { readonly text: string; readonly value: string }[];
}

// Above 1023, so that the agent need not run as root; each stream takes the next.
const firstPort = 9514;

const inputTitles: Readonly<Record<AgentInput, string>> = {
  filestream: 'files',
  tcp: 'syslog over TCP',
  udp: 'syslog over UDP',
  winlog: 'the Windows event log',
};

/** One way of a stream to the agent, with what Fleet asks. */
export interface DataStreamInput {
  readonly input: AgentInput;
  readonly title: string;
  readonly enabled: boolean;
  readonly vars: readonly Variable[];
}

/**
 * data_stream/<name>/manifest.yml: the inputs of a stream and what they ask the administrator.
 * Takes the catalog, the stream and a pattern (RE2) that matches where a record begins (none where each line is one), returns the text.
 * Specification: https://github.com/elastic/package-spec (integration/data_stream/manifest)
 */
export function dataStreamManifest(catalog: Catalog, stream: Stream, frameStart: string | undefined): string {
  const title = oneLine(stream.title);
  return renderYaml({
    title,
    type: 'logs',
    streams: dataStreamInputs(catalog, stream, frameStart).map(({ input, title: inputTitle, enabled, vars }) => ({
      input,
      template_path: `${input}.yml.hbs`,
      title: inputTitle,
      description: `Collect the records of ${title} from ${inputTitles[input]}.`,
      enabled,
      vars,
    })),
  });
}

/** Takes the catalog, the stream and a pattern that matches where a record begins, returns the inputs with their variables. */
export function dataStreamInputs(catalog: Catalog, stream: Stream, frameStart: string | undefined): readonly DataStreamInput[] {
  const port = firstPort + catalog.streams.indexOf(stream);
  const tag = `${packageName(catalog)}-${stream.dataStream}`;
  return agentInputs(stream).map((input) => ({
    input,
    title: `${oneLine(stream.title)} (${inputTitles[input]})`,
    enabled: input === 'filestream' || input === 'winlog',
    vars: [...inputVariables(input, stream, frameStart, port), ...commonVariables(input, stream, tag)],
  }));
}

function inputVariables(input: AgentInput, stream: Stream, frameStart: string | undefined, port: number): readonly Variable[] {
  if (input === 'filestream') return fileVariables(stream, frameStart);
  if (input === 'winlog') return stream.body.form === 'windows-event' ? eventLogVariables(stream.body) : [];
  return [...listenVariables(input, port), ...(input === 'tcp' ? tcpVariables() : udpVariables())];
}

function fileVariables(stream: Stream, frameStart: string | undefined): readonly Variable[] {
  const paths = [...new Set(stream.carriers.flatMap((carrier) => carrier.path ?? []))].map(withRolledFiles);
  return [
    {
      name: 'paths',
      type: 'text',
      title: 'Paths',
      description:
        'Files to read; `*` stands for any characters of a name. Let a path also match the names that a file gets when it is rolled: the agent then finishes it under its new name and reads nothing twice.',
      multi: true,
      required: true,
      show_user: true,
      ...(paths.length > 0 ? { default: paths } : {}),
    },
    {
      name: 'exclude_files',
      type: 'text',
      title: 'Exclude files',
      description:
        'Regular expressions of files that are left out. Packed copies of old files would be read a second time. Add `\\.[0-9]+$` where old files are copied instead of renamed.',
      multi: true,
      required: false,
      show_user: false,
      default: ['\\.(gz|bz2|xz|zip|Z)$'],
    },
    {
      name: 'fingerprint',
      type: 'bool',
      title: 'Identify files by their beginning',
      description:
        'Off: a file is known by its number in the file system, whatever it is renamed to. On: by its first 1024 bytes, for network shares and containers, where that number may change; a file is then not read before it has as many bytes.',
      required: false,
      show_user: false,
      default: false,
    },
    {
      name: 'ignore_older',
      type: 'text',
      title: 'Ignore older than',
      description: 'Files that were not written to for this time are left out, such as `72h`. Empty: all files are read.',
      required: false,
      show_user: false,
    },
    ...(frameStart === undefined ? [] : [multilineVariable(frameStart)]),
  ];
}

function eventLogVariables({ channel, providers }: WindowsEventBody): readonly Variable[] {
  return [
    {
      name: 'channel',
      type: 'text',
      title: 'Channel',
      description: 'Event log to read. On a collector of Windows Event Forwarding it is `ForwardedEvents`.',
      required: true,
      show_user: true,
      default: channel,
    },
    {
      name: 'providers',
      type: 'text',
      title: 'Providers',
      description: 'Sources whose events are read. An event of any other source is kept, and marked as one that could not be read.',
      multi: true,
      required: true,
      show_user: false,
      default: providers,
    },
    {
      name: 'ignore_older',
      type: 'text',
      title: 'Ignore older than',
      description: 'Events that were written before this time are left out, such as `72h`. Empty: all events are read.',
      required: false,
      show_user: false,
    },
    {
      name: 'language',
      type: 'integer',
      title: 'Language',
      description: 'Number of the language in which Windows renders the message, such as `1033` for English. 0: the language of the host.',
      required: false,
      show_user: false,
      default: 0,
    },
  ];
}

function multilineVariable(frameStart: string): Variable {
  return {
    name: 'multiline_pattern',
    type: 'text',
    title: 'Beginning of a record',
    description: 'Regular expression that matches the first line of each record; lines that it does not match belong to the record before.',
    required: true,
    show_user: false,
    default: frameStart,
  };
}

function listenVariables(input: 'tcp' | 'udp', port: number): readonly Variable[] {
  const protocol = input.toUpperCase();
  return [
    {
      name: 'listen_address',
      type: 'text',
      title: 'Listen address',
      description: `Address on which the agent waits for ${protocol}. Use \`0.0.0.0\` for all addresses of the host.`,
      required: true,
      show_user: true,
      default: 'localhost',
    },
    {
      name: 'listen_port',
      type: 'integer',
      title: 'Listen port',
      description: `${protocol} port on which the agent waits.`,
      required: true,
      show_user: true,
      default: port,
    },
  ];
}

function tcpVariables(): readonly Variable[] {
  return [
    {
      name: 'framing',
      type: 'select',
      title: 'Framing',
      description: 'How the sender separates records. Only octet counting (RFC 6587) keeps a record of several lines whole.',
      required: true,
      show_user: true,
      default: 'delimiter',
      options: [
        { text: 'A newline after each record', value: 'delimiter' },
        { text: 'Octet counting (RFC 6587)', value: 'rfc6587' },
      ],
    },
    maxMessageSize('20MiB'),
    {
      name: 'ssl',
      type: 'yaml',
      title: 'SSL configuration',
      description:
        'Key, certificate and trusted authorities of the listener; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl). Empty: no TLS.',
      required: false,
      show_user: false,
      default: '#certificate: /etc/pki/tls/certs/agent.pem\n#key: /etc/pki/tls/private/agent.key\n#client_authentication: none\n',
    },
  ];
}

function udpVariables(): readonly Variable[] {
  return [
    maxMessageSize('64KiB'),
    {
      name: 'read_buffer',
      type: 'text',
      title: 'Read buffer',
      description:
        'Size of the receive buffer of the socket, such as `1MiB`; more survives a burst. Empty: as the operating system has it.',
      required: false,
      show_user: false,
    },
  ];
}

function maxMessageSize(size: string): Variable {
  return {
    name: 'max_message_size',
    type: 'text',
    title: 'Largest record',
    description: 'Longest record that is taken; what is longer is cut.',
    required: false,
    show_user: false,
    default: size,
  };
}

function commonVariables(input: AgentInput, stream: Stream, tag: string): readonly Variable[] {
  // Windows keeps the time of an event in UTC. Where nothing is masked, nothing is to be switched on.
  const never = [
    ...(stream.body.form === 'windows-event' ? ['tz_offset'] : []),
    ...(stream.pairs.secrets.length === 0 ? ['mask_secrets'] : []),
  ];
  return allCommonVariables(input, stream, tag).filter((variable) => !never.includes(variable.name));
}

function allCommonVariables(input: AgentInput, stream: Stream, tag: string): readonly Variable[] {
  return [
    {
      name: 'tz_offset',
      type: 'text',
      title: 'Time zone',
      description: zoneDescription(stream),
      required: false,
      show_user: true,
      default: stream.timeZone.default,
    },
    {
      name: 'preserve_original_event',
      type: 'bool',
      title: 'Preserve original event',
      description: 'Keep the record as the product wrote it, in the field `event.original`.',
      required: true,
      show_user: true,
      default: false,
    },
    {
      name: 'mask_secrets',
      type: 'bool',
      title: 'Mask secrets in the original event',
      description:
        'Secrets are always masked in the fields that are read from a record. Switch this on to mask them in `event.original` too. It is off because a changed record no longer fits the signature of a signed log.',
      required: true,
      show_user: false,
      secret: false,
      default: false,
    },
    {
      name: 'tags',
      type: 'text',
      title: 'Tags',
      description: 'Tags of each document. With `forwarded` the host of the agent is not written into it.',
      multi: true,
      required: true,
      show_user: false,
      // What comes over the network was written by another host than the agent's.
      default: input === 'filestream' || input === 'winlog' ? [tag] : ['forwarded', tag],
    },
    {
      name: 'processors',
      type: 'yaml',
      title: 'Processors',
      description:
        'Processors that run in the agent before a record is read; see the [documentation](https://www.elastic.co/docs/reference/beats/filebeat/filtering-enhancing-data).',
      required: false,
      show_user: false,
    },
  ];
}

function zoneDescription(stream: Stream): string {
  const known = Object.keys(stream.timeZone.table);
  const unnamed = printsZone(stream) ? 'Used where a record prints no zone' : 'The product prints no zone';
  const read = known.length === 0 ? unnamed : `Used where a record's zone is none of those that are read (${known.join(', ')})`;
  const origin =
    stream.timeZone.origin === 'assumed'
      ? 'The default is assumed: no document of the product states it.'
      : 'The default is what the product documents.';
  return `${read}. A name (\`Europe/Amsterdam\`) or an offset (\`+02:00\`). Empty: the zone of the agent's host. ${origin}`;
}

function withRolledFiles(path: string): string {
  return path.endsWith('*') ? path : `${path}*`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
