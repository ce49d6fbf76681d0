import { IngestFailure } from './ingest-failure.js';

const LITERALS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** What is wrong with a text, and the offset that Jackson counts its column from. */
interface Fault {
  readonly message: string;
  readonly at: number;
  readonly isEnd?: boolean;
}

/**
 * Takes a text that is no JSON and returns the exception that Elasticsearch's parser (Jackson) throws; undefined where the text is JSON.
 * With `from`, what stands before was read already. Source: answers of Elasticsearch 8.19.13 (test/evaluate/elastic/cases/structure.ndjson).
 */
export function jsonFailure(text: string, refusesDuplicates: boolean, isTrailing = false): IngestFailure | undefined {
  const scanner = new JsonScanner(text, refusesDuplicates);
  const fault = isTrailing ? scanner.behindFirst() : scanner.first();
  return fault === undefined ? undefined : failure(text, fault);
}

function failure(text: string, { message, at, isEnd }: Fault): IngestFailure {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1) + 1;
  const source = `\n at [Source: (String)"${shortened(text)}"; line: ${line}, column: ${column}]`;
  if (isEnd === true) {
    const cause = new IngestFailure('json_e_o_f_exception', message + source);
    return new IngestFailure('x_content_e_o_f_exception', `[${line}:${column}] Unexpected end of file`, cause);
  }
  const cause = new IngestFailure('json_parse_exception', message + source);
  return new IngestFailure('x_content_parse_exception', `[${line}:${column}] ${message}${source}`, cause);
}

function shortened(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 500)}"[truncated ${text.length - 500} chars]`;
}

class JsonScanner {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly refusesDuplicates: boolean,
  ) {}

  first(): Fault | undefined {
    return this.caught(() => this.value('root'));
  }

  /** The fault of what follows the first value; undefined where that is a value of its own, or nothing. */
  behindFirst(): Fault | undefined {
    return this.caught(() => {
      this.value('root');
      this.skip();
      const next = this.text[this.at];
      if (next === undefined || next === '{' || next === '[') return;
      if (next === ']' || next === '}') throw this.closing(next);
      this.value('root');
    });
  }

  private caught(work: () => void): Fault | undefined {
    try {
      work();
      return undefined;
    } catch (fault) {
      if (isFault(fault)) return fault;
      throw fault;
    }
  }

  private closing(mark: string): Fault {
    const root = `(for root starting at [Source: (String)"${shortened(this.text)}"; line: 1, column: 0])`;
    const message = `Unexpected close marker '${mark}': expected '${mark === ']' ? '}' : ']'}' ${root}`;
    return { message, at: this.at };
  }

  private value(where: 'root' | 'object' | 'list'): void {
    this.skip();
    const next = this.text[this.at];
    if (next === undefined) throw this.ended(where);
    if (next === '"') this.string();
    else if (next === '{') this.object();
    else if (next === '[') this.list();
    else if (/[-0-9]/.test(next)) this.number(where);
    else if (/[A-Za-z_$\u0080-\uffff]/.test(next)) this.word();
    else throw this.unexpected(`expected a valid value ${LITERALS}`);
  }

  private ended(where: 'root' | 'object' | 'list'): Fault {
    const place = where === 'object' ? ' within/between Object entries' : where === 'list' ? ' within/between Array entries' : '';
    return { message: `Unexpected end-of-input${place}`, at: this.text.length, isEnd: true };
  }

  private unexpected(expected: string): Fault {
    const character = this.text[this.at] ?? '';
    const code = character.charCodeAt(0);
    const shown =
      code < 32 ? `(CTRL-CHAR, code ${code})` : `('${character}' (code ${code}${code > 255 ? ` / 0x${code.toString(16)}` : ''}))`;
    return { message: `Unexpected character ${shown}: ${expected}`, at: this.at };
  }

  private word(): void {
    const start = this.at;
    while (/[\p{L}\p{N}_$]/u.test(this.text[this.at] ?? '')) this.at++;
    const word = this.text.slice(start, this.at);
    if (word === 'true' || word === 'false' || word === 'null') return;
    if (word === 'NaN' || word === 'Infinity') {
      const reason = 'enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow';
      throw { message: `Non-standard token '${word}': ${reason}`, at: this.at } satisfies Fault;
    }
    throw { message: `Unrecognized token '${word}': was expecting ${LITERALS}`, at: this.at } satisfies Fault;
  }

  private string(): void {
    this.at++;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) {
        throw {
          message: 'Unexpected end-of-input: was expecting closing quote for a string value',
          at: this.at,
          isEnd: true,
        } satisfies Fault;
      }
      if (character.charCodeAt(0) < 32) {
        const code = character.charCodeAt(0);
        const message = `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`;
        throw { message, at: this.at + 1 } satisfies Fault;
      }
      this.at++;
      if (character === '"') return;
      if (character === '\\') this.escape();
    }
  }

  private escape(): void {
    const letter = this.text[this.at];
    if (letter === undefined) {
      throw { message: 'Unexpected end-of-input in character escape sequence', at: this.at, isEnd: true } satisfies Fault;
    }
    this.at++;
    if ('"\\/bfnrt'.includes(letter)) return;
    if (letter !== 'u') {
      const code = letter.charCodeAt(0);
      throw { message: `Unrecognized character escape '${letter}' (code ${code})`, at: this.at } satisfies Fault;
    }
    for (let digit = 0; digit < 4; digit++) {
      const character = this.text[this.at];
      if (character === undefined) {
        throw { message: 'Unexpected end-of-input in character escape sequence', at: this.at, isEnd: true } satisfies Fault;
      }
      this.at++;
      if (!/[0-9a-fA-F]/.test(character)) {
        const shown = `('${character}' (code ${character.charCodeAt(0)}))`;
        throw {
          message: `Unexpected character ${shown}: expected a hex-digit for character escape sequence`,
          at: this.at - 1,
        } satisfies Fault;
      }
    }
  }

  private number(where: 'root' | 'object' | 'list'): void {
    if (this.text[this.at] === '-') this.at++;
    const digit = this.text[this.at];
    if (digit === undefined) throw { message: 'Unexpected end-of-inputNo digit following sign', at: this.at, isEnd: true } satisfies Fault;
    if (!/[0-9]/.test(digit)) throw this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    if (digit === '0' && /[0-9]/.test(this.text[this.at + 1] ?? '')) {
      throw { message: 'Invalid numeric value: Leading zeroes not allowed', at: this.at + 1 } satisfies Fault;
    }
    this.digits();
    if (this.text[this.at] === '.') {
      this.at++;
      this.needDigit('Decimal point not followed by a digit');
      this.digits();
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at++;
      if (/[+-]/.test(this.text[this.at] ?? '')) this.at++;
      this.needDigit('Exponent indicator not followed by a digit');
      this.digits();
    }
    if (where === 'root' && !/[ \t\r\n]/.test(this.text[this.at] ?? ' '))
      throw this.unexpected('Expected space separating root-level values');
  }

  private needDigit(what: string): void {
    const character = this.text[this.at];
    if (character === undefined) throw { message: `Unexpected end-of-input${what}`, at: this.at, isEnd: true } satisfies Fault;
    if (!/[0-9]/.test(character)) throw this.unexpected(what);
  }

  private digits(): void {
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
  }

  private object(): void {
    this.at++;
    const keys = new Set<string>();
    this.skip();
    if (this.text[this.at] === '}') {
      this.at++;
      return;
    }
    for (;;) {
      this.key(keys);
      this.separator(':', 'object');
      this.value('object');
      this.skip();
      if (this.text[this.at] === '}') break;
      this.separator(',', 'object');
    }
    this.at++;
  }

  private key(keys: Set<string>): void {
    this.skip();
    const next = this.text[this.at];
    if (next === undefined) throw this.ended('object');
    if (next !== '"') throw this.unexpected('was expecting double-quote to start field name');
    const start = this.at;
    this.string();
    const key = this.text.slice(start + 1, this.at - 1);
    if (this.refusesDuplicates && keys.has(key)) throw { message: `Duplicate field '${key}'`, at: this.at } satisfies Fault;
    keys.add(key);
  }

  private list(): void {
    this.at++;
    this.skip();
    if (this.text[this.at] === ']') {
      this.at++;
      return;
    }
    for (;;) {
      this.value('list');
      this.skip();
      if (this.text[this.at] === ']') break;
      this.separator(',', 'list');
    }
    this.at++;
  }

  private separator(mark: ':' | ',', where: 'object' | 'list'): void {
    this.skip();
    const next = this.text[this.at];
    if (next === undefined) throw this.ended(where);
    if (next !== mark)
      throw this.unexpected(
        mark === ':'
          ? 'was expecting a colon to separate field name and value'
          : `was expecting comma to separate ${where === 'object' ? 'Object' : 'Array'} entries`,
      );
    this.at++;
  }

  private skip(): void {
    const blank = /(?:[ \t\r\n]+|\/\*[\s\S]*?\*\/|\/\/[^\n\r]*)*/y;
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = blank.lastIndex;
  }
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'message' in value && 'at' in value && !(value instanceof Error);
}
