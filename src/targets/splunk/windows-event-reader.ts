import type { Catalog, WindowsEventBody } from '../../catalog/model.js';
import { endOfText, literal } from '../../pattern/regex.js';
import {
  elementExpression,
  insideOf,
  lineExpression,
  recordExpression,
  textExpression,
  textOfElement,
  windowsLevels,
  windowsNumber,
  windowsValues,
  xmlEntities,
  xmlExpression,
} from '../../pattern/windows-event.js';
import { choose, equalsAny, first, pattern, text } from './eval.js';
import type { Evaluation } from './evaluations.js';
import { own } from './field-names.js';
import type { RecordReader } from './record-reader.js';
import type { Setting } from './settings.js';

/** Where collected events of other hosts stand, whatever channel they come from (Windows Event Forwarding). */
const forwarded = 'ForwardedEvents';

/** Parts of a record that only the calculations need. */
const helpers = ['system', 'rest', 'header', 'message', 'eventdata', 'rendered'] as const;

/** Everything the builders below share. */
interface Scope {
  readonly body: WindowsEventBody;
  readonly name: (own: string) => string;
}

/**
 * Takes a stream of Windows events and returns how its records are read.
 *
 * The sources of the Windows inputs belong to all providers of a channel, and other add-ons have settings there. So nothing of index time is
 * touched; an extraction proves the provider from the very beginning of the record; only names of our own are calculated; and what has a name
 * of the Common Information Model comes from a lookup that only our records have a key for, or is an alias that leaves alone what is there.
 * Splunk itself makes fields of what looks like `name: value` in a message, under any name: that is why a calculation takes the first value,
 * which is the extraction's, and why the key of the lookups asks the record once more.
 */
export function windowsEventReader(catalog: Catalog, body: WindowsEventBody): RecordReader {
  const scope: Scope = { body, name: own(catalog) };
  const { name } = scope;
  const id = first(name('id'));
  return {
    stanza: `source::...WinEventLog:(${body.channel}|${forwarded})`,
    search: `source IN (*WinEventLog:${body.channel}, *WinEventLog:${forwarded}) ${name('provider')}=*`,
    shared: { key: name('provider'), rows: body.providers, constant: ['app', 'service'] },
    indexTime: [],
    extractions: [...extractions(scope), ...aliases(scope)],
    transforms: [],
    switchedOff: [],
    fieldName: (field) => field,
    value: (reference) => first(reference),
    code: id,
    event: `${first(name('provider'))}.":".${id}`,
    outcomeRead: `if(isnotnull(${name('id')}) AND ${ours(scope)},"none",null())`,
    text: name('text'),
    evaluations: calculated(scope),
    extracted: ['_time', 'signature_id', ...frameFields(scope), name('text'), name('data'), name('unknown_field')],
    keyField: name('key'),
    listedBy: [name('provider'), name('id')],
  };
}

function frameFields({ name }: Scope): readonly string[] {
  return windowsValues.map((value) => name(value.name));
}

function ours({ body }: Scope): string {
  return `match(_raw,${pattern(recordExpression(body.providers))})`;
}

function extractions({ body, name }: Scope): readonly Setting[] {
  const inSystem = [windowsNumber, ...windowsValues].flatMap((value) =>
    value.element === undefined
      ? []
      : [
          {
            key: `EXTRACT-${name(`1xml_${value.name}`)}`,
            value: `${elementExpression(value.element, name(value.name), value.isNumber)} in ${name('system')}`,
          },
        ],
  );
  const inHeader = [windowsNumber, ...windowsValues.filter((value) => value.name !== 'provider')];
  return [
    {
      key: `EXTRACT-${name('0xml')}`,
      value: xmlExpression(body.providers, { provider: name('provider'), system: name('system'), rest: name('rest') }),
      comment: `Search time, beside whatever other add-ons have for this source: only events of ${body.providers.join(', ')}, only names of our own
An event as XML (renderXml = true)`,
    },
    ...inSystem,
    {
      key: `EXTRACT-${name('2xml_eventdata')}`,
      value: `<EventData(?:\\s[^>]*)?>${insideOf('EventData', name('eventdata'))} in ${name('rest')}`,
    },
    {
      key: `EXTRACT-${name('3xml_rendered')}`,
      value: `<RenderingInfo(?:\\s[^>]*)?>[\\s\\S]*?<Message(?:\\s[^>]*)?>${textOfElement}(?<${name('rendered')}>[^<]+)</Message> in ${name('rest')}`,
    },
    {
      key: `EXTRACT-${name('4text')}`,
      value: textExpression(body.providers, { provider: name('provider'), header: name('header'), text: name('message') }),
      comment: 'An event as text (renderXml = false); the lines of its header stand in any order',
    },
    ...inHeader.map((value) => ({
      key: `EXTRACT-${name(`5text_${value.name}`)}`,
      value: `${lineExpression(value.line, name(value.name), value.isNumber)} in ${name('header')}`,
    })),
  ];
}

/** Names of the Common Information Model for what differs from record to record; what another add-on says under them stays. */
function aliases({ name }: Scope): readonly Setting[] {
  const pairs = [
    ['id', 'signature_id'],
    ['id', 'vendor_action'],
    ['computer', 'dest'],
    ['computer', 'dvc'],
    ['record', 'id'],
  ] as const;
  return [
    {
      key: `FIELDALIAS-${name('0record')}`,
      value: pairs.map(([from, to]) => `${name(from)} ASNEW ${to}`).join(' '),
      comment: 'Under names that all add-ons share, where no other has said something',
    },
  ];
}

function calculated(scope: Scope): readonly Evaluation[] {
  const { name } = scope;
  const firstOf = windowsValues.filter((value) => value.name !== 'provider' && value.name !== 'level').map((value) => value.name);
  const evaluation = (field: string, expression: string, group: Evaluation['group'] = 'what'): Evaluation => ({
    group,
    field: name(field),
    expression,
  });
  return [
    evaluation('provider', `if(${ours(scope)},${first(name('provider'))},null())`, 'event'),
    ...['id', ...firstOf].map((each) => evaluation(each, first(name(each)), 'event')),
    evaluation('level', levelWord(first(name('level'))), 'event'),
    evaluation('text', messageText(scope)),
    evaluation('data', values(scope)),
    evaluation('unknown_field', namesOfValues(scope), 'marks'),
    ...helpers.map((each) => evaluation(each, 'null()', 'tidy')),
  ];
}

function levelWord(level: string): string {
  const words = [...new Set(windowsLevels)];
  const branches = words.map((word) => {
    const numbers = windowsLevels.flatMap((each, index) => (each === word ? [String(index)] : []));
    return [equalsAny(level, numbers), text(word)] as const;
  });
  return choose(branches, level);
}

// `\n` in a text of eval is documented nowhere; urldecode() is.
const lineEnd = 'urldecode("%0A")';
// No XML holds this character, so that it stands between values.
const separator = 'urldecode("%1F")';

function decoded(expression: string): string {
  return xmlEntities.reduce((inner, { entities, character }) => {
    const to = character === '\n' ? lineEnd : character === '\t' ? 'urldecode("%09")' : text(character);
    return `replace(${inner},${pattern(entities.map(literal).join('|'))},${to})`;
  }, expression);
}

const isXml = 'match(_raw,"\\A\\s*<")';

/** The message as rendered; an event in XML seldom has one, and then says what it says in its first value. */
function messageText({ name }: Scope): string {
  const value = `replace(replace(${first(name('eventdata'))},${pattern(`^[\\s\\S]*?<Data>${textOfElement}(?=[^<]*</Data>)`)},""),${pattern('</Data>[\\s\\S]*')},"")`;
  const inXml = `coalesce(${first(name('rendered'))},if(${hasValue(name('eventdata'))},${value},null()))`;
  const message = first(name('message'));
  return `nullif(trim(replace(coalesce(${message},${decoded(inXml)}),"\\r",""),urldecode("%09%0A%0B%0C%20")),"")`;
}

/** Whether an event in XML has a value; asked of the record too, since a message can name any field. */
function hasValue(eventdata: string): string {
  return `${isXml} AND match(${first(eventdata)},"<Data>${textOfElement}[^<]*</Data>")`;
}

/** Values without a name, as Windows numbers them; each value goes before a separator, what is between them goes away. */
function values({ name }: Scope): string {
  const data = first(name('eventdata'));
  const separated = `replace(${data},"[\\s\\S]*?<Data>${textOfElement}([^<]*[^<\\s])\\s*</Data>","\\1".${separator})`;
  return `if(${hasValue(name('eventdata'))},split(replace(${decoded(withoutTail(separated))},"\\r",""),${separator}),null())`;
}

/** Names of values that have one: nobody documented any. */
function namesOfValues({ name }: Scope): string {
  const data = first(name('eventdata'));
  const named = `<Data\\s(?:[^>]*\\s)?Name=['"]([^'">]+)['"](?:[^>]*[^>/])?>${textOfElement}[^<]*</Data>`;
  const separated = `replace(${data},${pattern(`[\\s\\S]*?${named}`)},"\\1".${separator})`;
  return `if(${isXml} AND match(${data},${pattern(named)}),mvdedup(mvsort(split(${withoutTail(separated)},${separator}))),null())`;
}

function withoutTail(separated: string): string {
  return `replace(${separated},"\\x1F[^\\x1F]*${endOfText}","")`;
}
