import type { Span } from '../../diagnostics/finding.js';
import type { PathStep, SourceDocument } from '../../source/yaml-document.js';

/** A place in the file of a pipeline, found when it is asked for. */
export class ConfigPlace {
  constructor(
    readonly document: SourceDocument,
    readonly path: readonly PathStep[] = [],
  ) {}

  at(...steps: readonly PathStep[]): ConfigPlace {
    return new ConfigPlace(this.document, [...this.path, ...steps]);
  }

  /** The key of the value here, or the value where it has none. */
  key(): Span {
    return this.document.span(this.path, 'key');
  }

  value(): Span {
    return this.document.span(this.path, 'value');
  }
}
