import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Catalog, Sample } from '../catalog/model.js';
import { samplesSchema, usualTags } from '../catalog/schema.js';
import { type Finding, finding } from '../diagnostics/finding.js';
import { type Host, joinPath } from '../source/host.js';
import { readYaml } from '../source/yaml-document.js';
import { proofCodes } from './proof-codes.js';

const sample = samplesSchema.shape.samples.element.shape;

/** The form of `samples/external.yaml`: real lines that may not be copied, each by its file, its number and its SHA-256. */
const externalSchema = z.strictObject({
  stream: z.string(),
  complete: z.boolean().optional(),
  file: z.string().optional(),
  lines: z.array(
    z.strictObject({
      name: sample.name,
      file: z.string().optional(),
      line: z.int().min(1),
      to: z.int().min(1).optional(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      source: z.string(),
      carrier: z.string().optional(),
      expect: sample.expect,
    }),
  ),
});

/** Real lines as samples, how many of them are not at hand, and what is wrong with the list or the lines. */
export interface ExternalLines {
  readonly samples: readonly Sample[];
  readonly skipped: number;
  readonly findings: readonly Finding[];
}

/**
 * Reads the real lines that a catalog names, from the files below `<directory>/<catalog>/`. Without a directory, and where a file is absent,
 * they are counted as skipped. What a document prints over several lines the product writes on one.
 */
export function readExternalLines(host: Host, catalogFolder: string, catalog: Catalog, directory: string | undefined): ExternalLines {
  const path = joinPath(catalogFolder, 'samples', 'external.yaml');
  if (host.stat(path).kind === 'none') return { samples: [], skipped: 0, findings: [] };
  const { document, findings } = readYaml(host, path);
  if (document === undefined) return { samples: [], skipped: 0, findings };
  const read = externalSchema.safeParse(document.data);
  if (!read.success) {
    const [issue] = read.error.issues;
    const message = `the list of real lines is not as it should be: ${issue?.message ?? ''}`;
    const span = document.span((issue?.path ?? []).map((step) => (typeof step === 'number' ? step : String(step))));
    return { samples: [], skipped: 0, findings: [finding(proofCodes['proof-external-line'], { message, span })] };
  }
  const { stream, file, complete = false, lines } = read.data;
  const native = catalog.streams.find((each) => each.id === stream)?.carriers[0]?.id ?? '';
  const files = new Map<string, readonly string[] | undefined>();
  const linesOf = (name: string) => {
    if (!files.has(name)) files.set(name, directory === undefined ? undefined : textLines(host, joinPath(directory, catalog.id, name)));
    return files.get(name);
  };
  const wrong: Finding[] = [];
  let skipped = 0;
  const samples = lines.flatMap((each, index): readonly Sample[] => {
    const { line, to = line, sha256, carrier = native, name, source, expect } = each;
    const all = linesOf(each.file ?? file ?? '');
    if (all === undefined) {
      skipped += 1;
      return [];
    }
    const text = all.slice(line - 1, to).join('\n');
    const span = document.span(['lines', index, 'name']);
    if (createHash('sha256').update(text).digest('hex') !== sha256) {
      const message = `line ${line} of ${each.file ?? file ?? ''} is not the one with this SHA-256`;
      wrong.push(finding(proofCodes['proof-external-line'], { message, span: document.span(['lines', index, 'sha256']) }));
      return [];
    }
    const raw = text.replace(/ *\n */g, ' ');
    return [{ name, stream, origin: 'real', source, carrier, raw, tags: usualTags, repaired: [], expect, complete, span }];
  });
  return { samples, skipped, findings: wrong };
}

function textLines(host: Host, path: string): readonly string[] | undefined {
  const bytes = host.readFile(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8').replace(/\n$/, '').split('\n');
}
