import type { Span } from '../../diagnostics/finding.js';
import { compileExpression, type Expression } from '../regex/expression.js';
import type { IngestDocument } from './ingest-document.js';
import { type ProcessorOptions, Unsupported } from './processor-options.js';

/** A java.util.regex pattern of a pipeline, and where it stands. */
export interface JavaPattern {
  readonly expression: Expression;
  readonly span: Span;
}

/** Compiles the pattern of an option; what cannot be run exactly as Java would is refused there. */
export function javaPattern(options: ProcessorOptions, name: string, pattern: string): JavaPattern {
  const compiled = compileExpression(pattern, 'java');
  const span = options.span(name);
  if (compiled.expression !== undefined) return { expression: compiled.expression, span };
  const { what, at } = compiled.refused;
  throw new Unsupported(
    `in the expression of \`${name}\`, ${what} at character ${at + 1}`,
    span,
    'correct the expression where Java refuses it too; else write it in another way, or run the pipeline on a real engine',
  );
}

/** Says what runs now, so that a limit that is passed can be told by place. */
export function running(document: IngestDocument, span: Span): void {
  if (document.budget !== undefined) document.budget.at = span;
}
