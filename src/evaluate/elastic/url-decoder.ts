import { illegalArgument } from './painless/throwable.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What the urldecode processor and Processors.urlDecode of scripts make of a text: java.net.URLDecoder with UTF-8. */
export function urlDecoded(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\s\S]?[\s\S]?)(?:%[\s\S]?[\s\S]?)*/g, (run) => decodedRun(run));
}

function decodedRun(run: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < run.length; at += 3) {
    const digits = run.slice(at + 1, at + 3);
    if (digits.length < 2) throw illegalArgument('URLDecoder: Incomplete trailing escape (%) pattern');
    bytes.push(byteOf(digits));
  }
  return decoder.decode(Uint8Array.from(bytes));
}

function byteOf(digits: string): number {
  if (/^[0-9a-fA-F]{2}$/.test(digits)) return Number.parseInt(digits, 16);
  const prefix = 'URLDecoder: Illegal hex characters in escape (%) pattern - ';
  if (/^-[0-9a-fA-F]$/.test(digits) && digits !== '-0') throw illegalArgument(`${prefix}negative value`);
  const sign = /^[+-][0-9a-fA-F]$/.test(digits);
  if (sign) return Number.parseInt(digits, 16);
  const index = /^[0-9a-fA-F+-]/.test(digits) && !/^[+-]$/.test(digits[0] ?? '') ? 1 : 0;
  throw illegalArgument(`${prefix}Error at index ${index} in: "${digits}"`);
}
