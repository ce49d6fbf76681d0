import { type ClassSpec, ClassTable } from './class-table.js';
import { javaFunctions } from './functions.js';
import { javaLang } from './java-lang.js';
import { javaMath } from './java-math.js';
import { javaText } from './java-text.js';
import { javaTime } from './java-time.js';
import { iterableExtras, javaUtil } from './java-util.js';
import { processors } from './processors.js';

const specs: readonly ClassSpec[] = [...javaLang, ...javaText, ...javaUtil, ...javaFunctions, ...javaMath, ...javaTime, processors].map(
  (spec) => (spec.name === 'java.lang.Iterable' ? { ...spec, members: { ...spec.members, ...iterableExtras } } : spec),
);

/** Every class that scripts may use here. */
export const library = new ClassTable(specs);
