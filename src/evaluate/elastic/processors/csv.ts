import { documentPath } from '../document-path.js';
import { textAt } from '../ingest-document.js';
import { IngestFailure, illegalArgument } from '../ingest-failure.js';
import type { ProcessorDefinition } from '../processor.js';
import type { ProcessorOptions } from '../processor-options.js';
import type { JavaValue } from '../values.js';

/** `csv`: https://www.elastic.co/docs/reference/enrich-processor/csv-processor */
export const csv: ProcessorDefinition = {
  options: { field: {}, target_fields: {}, separator: {}, quote: {}, ignore_missing: {}, trim: {}, empty_value: {} },
  targets: ['target_fields'],
  create(options) {
    const from = documentPath(options.text('field'));
    const quote = character(options, 'quote', '"', 'quote has to be single character like " or \'');
    const separator = character(options, 'separator', ',', 'separator has to be single character like , or ;');
    const trim = options.flag('trim');
    const emptyValue: JavaValue = options.value('empty_value') ?? null;
    const ignoreMissing = options.flag('ignore_missing');
    const targets = targetsOf(options).map(documentPath);
    return (document) => {
      const line = textAt(document, from, ignoreMissing, 'cannot process it');
      if (line === undefined) return;
      let at = 0;
      new CsvLine(line, separator, quote, trim).read((value) => {
        const target = targets[at++];
        const held: JavaValue = value === '' ? emptyValue : value;
        if (target !== undefined && held !== null) document.set(target, held);
        return at < targets.length;
      });
    };
  },
};

function character(options: ProcessorOptions, name: string, otherwise: string, message: string): string {
  const text = options.text(name, otherwise);
  if (text.length !== 1) throw options.rejected(name, message);
  return text;
}

function targetsOf(options: ProcessorOptions): readonly string[] {
  const list = options.list('target_fields');
  if (list.length === 0) throw options.rejected('target_fields', "target fields list can't be empty");
  return list.map((each) => {
    if (typeof each === 'string') return each;
    const reason =
      'arraycopy: element type mismatch: can not cast one of the elements of java.lang.Object[] to the type of the destination array, java.lang.String';
    const cause = new IngestFailure('array_store_exception', reason);
    throw options.refused(new IngestFailure('exception', `java.lang.ArrayStoreException: ${reason}`, cause), 'target_fields');
  });
}

type State = 'start' | 'unquoted' | 'quoted' | 'closed' | 'spaced';

/** One line, read as org.elasticsearch.ingest.common.CsvParser of 8.19 does: blanks around quotes do not count. */
class CsvLine {
  private state: State = 'start';
  private start = 0;
  private held = '';

  constructor(
    private readonly line: string,
    private readonly separator: string,
    private readonly quote: string,
    private readonly trim: boolean,
  ) {}

  /** Gives each field to `take`, until it wants no more. */
  read(take: (field: string) => boolean): void {
    for (let at = 0; at < this.line.length; at++) {
      const field = this.step(this.line[at] ?? '', at);
      if (field !== undefined && !take(field)) return;
    }
    if (this.state === 'quoted') throw illegalArgument('Unmatched quote');
    if (this.state === 'closed') take(this.held);
    else if (this.state === 'unquoted') take(this.line.slice(this.start));
  }

  /** The field that ends at a character, if one does. */
  private step(character: string, at: number): string | undefined {
    switch (this.state) {
      case 'start':
        return this.atStart(character, at);
      case 'unquoted':
        return this.inField(character, at);
      case 'quoted':
        if (character === this.quote) this.state = 'closed';
        else this.held += character;
        return undefined;
      case 'closed':
        return this.behindQuote(character, at);
      case 'spaced':
        return this.behindBlank(character, at);
    }
  }

  private atStart(character: string, at: number): string | undefined {
    if (character === ' ' || character === '\t') {
      if (character === this.separator) return this.emptied();
      if (this.trim) this.start = at + 1;
      return undefined;
    }
    if (character === this.quote) {
      this.state = 'quoted';
      this.held = '';
      return undefined;
    }
    // The first character of a field may be a line end.
    this.state = 'unquoted';
    return character === this.separator ? this.emptied() : undefined;
  }

  private inField(character: string, at: number): string | undefined {
    if (character === '\n' || character === '\r' || character === this.quote) {
      throw illegalArgument(`Illegal character inside unquoted field at ${at}`);
    }
    return character === this.separator ? this.ended(at) : undefined;
  }

  private behindQuote(character: string, at: number): string | undefined {
    if (character === this.quote) {
      this.held += character;
      this.state = 'quoted';
      return undefined;
    }
    if (character === this.separator) {
      const field = this.held;
      this.next(at);
      return field;
    }
    // A blank ends the field, whatever follows.
    if (character === ' ' || character === '\t') {
      this.state = 'spaced';
      return this.held;
    }
    throw illegalArgument(`character '${character}' after quoted field at ${at}`);
  }

  private behindBlank(character: string, at: number): undefined {
    if (character === this.separator) this.next(at);
    else if (character !== ' ' && character !== '\t') throw illegalArgument(`character '${character}' after quoted field at ${at}`);
  }

  /** Nothing but blanks is an empty field; without `trim` the next one begins with what is left of them, as there. */
  private emptied(): string {
    this.start += 1;
    this.state = 'start';
    return '';
  }

  private ended(at: number): string {
    const field = this.line.slice(this.start, at);
    this.next(at);
    return this.trim ? field.replace(/[ \t]+$/, '') : field;
  }

  private next(at: number): void {
    this.start = at + 1;
    this.state = 'start';
  }
}
