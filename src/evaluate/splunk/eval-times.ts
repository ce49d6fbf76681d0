import type { EvalFunctions } from './eval-function.js';

/** Date and time functions: Search Reference. */
export const timeFunctions: EvalFunctions = {};
