/** One exception of Java: its class and its message. */
export interface JavaException {
  readonly className: string;
  readonly message: string;
}

/** A place in a text as Jackson counts it: `at` from 0, line and column from 1. */
export interface JsonPlace {
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

/** `end`: the text ends too early; `limit`: more than Jackson reads; `trailing`: something stands behind the value. */
export type JsonFaultKind = 'syntax' | 'end' | 'limit' | 'trailing';

/** Why a text is no JSON, in the words of Jackson 2.17, the reader that Elasticsearch 8.19.13 uses. */
export class JsonFault {
  constructor(
    readonly kind: JsonFaultKind,
    /** What is wrong, without the place. */
    readonly what: string,
    readonly place: JsonPlace,
    private readonly text: string,
    /** What is wrong with that which stands behind the value. */
    readonly cause?: JsonFault,
  ) {}

  /** The offset in the text. */
  get at(): number {
    return this.place.at;
  }

  /** The message of Elasticsearch's exception: place, reason, and the source; where something stands behind the value, our own words. */
  get message(): string {
    const { line, column } = this.place;
    if (this.kind === 'limit') return this.what;
    if (this.kind === 'end') return `[${line}:${column}] Unexpected end of file`;
    return `[${line}:${column}] ${this.kind === 'trailing' ? this.what : this.reason()}`;
  }

  /** The exceptions that the json processor throws, each the cause of the one before it. */
  exceptions(): readonly JavaException[] {
    if (this.kind === 'trailing') {
      const message = `The input ${this.text} is not valid JSON and the strict_json_parsing parameter is true`;
      return [{ className: 'java.lang.IllegalArgumentException', message }, ...(this.cause?.exceptions() ?? [])];
    }
    const outer = `org.elasticsearch.xcontent.XContent${this.kind === 'end' ? 'EOF' : 'Parse'}Exception`;
    return [
      { className: outer, message: this.message },
      { className: JACKSON[this.kind], message: this.kind === 'limit' ? this.what : this.reason() },
    ];
  }

  private reason(): string {
    return `${this.what}\n at ${shownPlace(this.text, this.place.line, this.place.column)}`;
  }
}

const JACKSON = {
  syntax: 'com.fasterxml.jackson.core.JsonParseException',
  end: 'com.fasterxml.jackson.core.io.JsonEOFException',
  limit: 'com.fasterxml.jackson.core.exc.StreamConstraintsException',
} as const;

const MOST_SHOWN = 500;
/** Longer texts are read through a java.io.StringReader, of which nothing is shown. */
const MOST_READ_AS_TEXT = 0x8000;

/** A place as Jackson prints it, with the beginning of the text. */
export function shownPlace(text: string, line: number, column: number): string {
  return `[Source: ${shownSource(text)}; line: ${line}, column: ${column}]`;
}

function shownSource(text: string): string {
  if (text.length > MOST_READ_AS_TEXT) return '(StringReader)';
  const over = text.length - MOST_SHOWN;
  return `(String)"${escaped(text.slice(0, MOST_SHOWN))}"${over > 0 ? `[truncated ${over} chars]` : ''}`;
}

function escaped(text: string): string {
  return text.replace(/[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, (found) => {
    return `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** A character as Jackson names it: `'x' (code 120)`. */
export function shownCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${character}' (code ${code} / 0x${code.toString(16)})` : `'${character}' (code ${code})`;
}
