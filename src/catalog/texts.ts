import { type Finding, finding } from '../diagnostics/finding.js';
import { halfCharacter, type UnseenCharacter, unseenCharacter } from '../source/unseen-characters.js';
import type { PathStep, SourceDocument } from '../source/yaml-document.js';
import { catalogCodes } from './catalog-codes.js';

/** Escapes of YAML that can make a character which the text of the file itself must not hold, and the key that no mapping can have. */
const suspicious = /\\[0abefrvNLPxuU]|__proto__/;

/**
 * Takes a file and reports every text in it, key or value, that holds a character which no reader of the outputs sees. Where `anything` is
 * allowed, as in samples, which hold what products and forgers write, only what no file in UTF-8 can hold is reported.
 */
export function checkTexts(document: SourceDocument, anything: boolean): readonly Finding[] {
  // The file itself holds none, so only an escape can have made one.
  if (!suspicious.test(document.text)) return [];
  const findings: Finding[] = [];
  const fault = anything ? halfCharacter : unseenCharacter;
  const walk = (value: unknown, path: readonly PathStep[]): void => {
    if (typeof value === 'string') {
      const found = fault(value);
      if (found !== undefined) findings.push(textFinding(document, path, 'value', found));
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      const below = [...path, Array.isArray(value) ? Number(key) : key];
      const found = fault(key);
      if (found !== undefined) findings.push(textFinding(document, below, 'key', found));
      if (key === '__proto__') findings.push(protoFinding(document, below));
      walk(each, below);
    }
  };
  walk(document.data, []);
  return findings;
}

function textFinding(document: SourceDocument, path: readonly PathStep[], which: 'key' | 'value', found: UnseenCharacter): Finding {
  const message = `this ${which === 'key' ? 'key' : 'text'} holds ${found.name}`;
  return finding(catalogCodes['text-character'], { message, span: document.span(path, which) });
}

// JavaScript keeps the name for itself; what reads the data later would leave the key out without a word.
function protoFinding(document: SourceDocument, path: readonly PathStep[]): Finding {
  const message = '`__proto__` can be no key';
  return finding(catalogCodes['schema-value'], { message, span: document.span(path, 'key'), fix: 'choose another name' });
}
