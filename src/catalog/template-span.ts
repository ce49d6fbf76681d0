import type { Span } from '../diagnostics/finding.js';
import type { TemplateMistake } from '../pattern/template.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';

/** Takes the place of a template in a file and what is wrong with it, and returns the place of that; the whole template where YAML writes it otherwise. */
export function mistakeSpan(document: SourceDocument, path: readonly PathStep[], template: string, mistake: TemplateMistake): Span {
  const whole = document.span(path);
  const at = document.text.slice(whole.start, whole.end).indexOf(template);
  if (at < 0) return whole;
  const start = whole.start + at + mistake.at;
  return document.spanOfRange(start, start + mistake.length);
}
