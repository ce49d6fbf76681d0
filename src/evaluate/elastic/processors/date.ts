import { documentPath } from '../document-path.js';
import type { IngestDocument } from '../ingest-document.js';
import { IngestFailure, illegalArgument } from '../ingest-failure.js';
import { printTime, readTimePattern, TimePatternFault, TimePatternUnsupported } from '../java-time-pattern.js';
import type { ProcessorDefinition, TextSource } from '../processor.js';
import { type ProcessorOptions, Unsupported } from '../processor-options.js';
import { textSource } from '../templated.js';
import { partsAt } from '../time-parts.js';
import { dateTimeFault } from '../time-resolver.js';
import { UTC, type Zone, zoneOf } from '../time-zone.js';
import { type JavaValue, textOf } from '../values.js';
import { dateFormat, type ReadMoment } from './date-format.js';

const OUTPUT = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

/** `date`: https://www.elastic.co/docs/reference/enrich-processor/date-processor */
export const date: ProcessorDefinition = {
  options: { field: {}, formats: {}, target_field: {}, timezone: {}, locale: {}, output_format: {} },
  targets: ['target_field'],
  defaultTarget: '@timestamp',
  isPartial: true,
  note: 'names of months and days in English only; zones by the abbreviations of Europe and North America; no named formats but ISO8601, UNIX, UNIX_MS and TAI64N',
  create(options) {
    const from = documentPath(options.text('field'));
    const to = documentPath(options.text('target_field', '@timestamp'));
    const zone = zoneSource(options);
    checkLocale(options);
    const formats = options.list('formats').map((each) => dateFormat(options, textOf(each)));
    const output = outputOf(options);
    return (document) => {
      const value = document.get(from);
      const moment = firstMoment(document, formats, value, zone);
      document.set(to, output(moment, zoneAt(zone(document))));
    };
  },
};

function firstMoment(document: IngestDocument, formats: readonly ReadMoment[], value: JavaValue, zone: TextSource): bigint {
  const text = value === null ? null : textOf(value);
  const failures: IngestFailure[] = [];
  for (const format of formats) {
    try {
      return format(text, zoneAt(zone(document)), document.now);
    } catch (failure) {
      if (!(failure instanceof IngestFailure)) throw failure;
      failures.push(failure);
    }
  }
  const [first, ...others] = failures;
  throw illegalArgument(`unable to parse date [${text ?? 'null'}]`, first?.with(others));
}

function zoneSource(options: ProcessorOptions): TextSource {
  const zone = options.optionalText('timezone');
  return zone === undefined ? () => 'UTC' : textSource(options, 'timezone', zone);
}

function zoneAt(text: string): Zone {
  if (text === 'UTC') return UTC;
  const zone = zoneOf(text);
  if (zone !== undefined) return zone;
  if (text.length < 2 || /^[+-]/.test(text)) throw dateTimeFault(`Invalid ID for ZoneOffset, invalid format: ${text}`);
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(text)) {
    throw dateTimeFault(`Invalid ID for region-based ZoneId, invalid format: ${text}`);
  }
  throw new IngestFailure('zone_rules_exception', `Unknown time-zone ID: ${text}`);
}

/** Names in other languages than English are not known here. */
function checkLocale(options: ProcessorOptions): void {
  const locale = options.optionalText('locale');
  if (locale === undefined || /^en(?:[-_].*)?$/i.test(locale)) return;
  throw new Unsupported(`the locale \`${locale}\``, options.span('locale'));
}

function outputOf(options: ProcessorOptions): (moment: bigint, zone: Zone) => string {
  const pattern = options.text('output_format', OUTPUT);
  const elements = readTimePattern(pattern);
  if (elements instanceof TimePatternUnsupported) {
    throw new Unsupported(`the letters \`${elements.letters}\` of a format`, options.span('output_format'));
  }
  if (elements instanceof TimePatternFault) {
    const reason = `invalid output format [${pattern}]`;
    throw options.refused(
      new IngestFailure('exception', `java.lang.IllegalArgumentException: ${reason}`, illegalArgument(reason)),
      'output_format',
    );
  }
  return (moment, zone) => {
    const text = printTime(elements, partsAt(moment, zone));
    if (text === undefined) throw new Unsupported(`the format \`${pattern}\``, options.span('output_format'));
    return text;
  };
}
