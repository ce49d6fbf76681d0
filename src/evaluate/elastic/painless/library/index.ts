import { type ClassSpec, ClassTable } from './class-table.js';
import { javaFunctions } from './functions.js';
import { javaLang } from './java-lang.js';
import { javaMath } from './java-math.js';
import { javaRegex, textExtras } from './java-regex.js';
import { javaStream, streamExtras } from './java-stream.js';
import { javaText } from './java-text.js';
import { javaTime } from './java-time.js';
import { iterableExtras, javaUtil } from './java-util.js';
import { processors } from './processors.js';

/** Methods that Elasticsearch adds to Java's own, by class. */
const ADDED: Readonly<Record<string, ClassSpec['members']>> = {
  'java.lang.Iterable': iterableExtras,
  'java.lang.CharSequence': textExtras,
  'java.util.Collection': streamExtras,
};

const specs: readonly ClassSpec[] = [
  ...javaLang,
  ...javaText,
  ...javaUtil,
  ...javaFunctions,
  ...javaMath,
  ...javaRegex,
  ...javaStream,
  ...javaTime,
  processors,
].map((spec) => ({ ...spec, members: { ...spec.members, ...ADDED[spec.name] } }));

/** Every class that scripts may use here. */
export const library = new ClassTable(specs);
