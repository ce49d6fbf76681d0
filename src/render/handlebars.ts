import Handlebars from 'handlebars';

/** Fills a template. Throws where the data lacks a variable that the template names: that is our mistake, never the user's. */
export type CompiledTemplate = (data: Readonly<Record<string, unknown>>) => string;

/**
 * Takes a template's name and text, returns what fills it.
 * Nothing is escaped for HTML, unknown helpers are refused, and a line that holds only a block tag leaves no empty line.
 */
export function compileTemplate(name: string, text: string): CompiledTemplate {
  const key = `${name}\0${text}`;
  const known = compiled.get(key) ?? compile(name, text);
  compiled.set(key, known);
  return known;
}

// The same few templates are filled for every catalog, and compiling one takes longer than filling it.
const compiled = new Map<string, CompiledTemplate>();

function compile(name: string, text: string): CompiledTemplate {
  // An environment of its own: a helper that anybody registers elsewhere must not change what we render.
  const environment = Handlebars.create();
  const fill = environment.compile(text, { strict: true, noEscape: true, knownHelpersOnly: true });
  return (data) => {
    try {
      return fill(strictly(data));
    } catch (cause) {
      throw new Error(`template ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };
}

// Handlebars' own strictness does not reach the arguments of blocks: `{{#if missing}}` would be false in silence.
function strictly<T extends object>(data: T): T {
  return new Proxy(data, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target)) throw new Error(`"${key}" not defined`);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'object' && value !== null ? strictly(value) : value;
    },
  });
}
