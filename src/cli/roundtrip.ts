import { type Command, InvalidArgumentError, Option } from 'commander';
import { hasErrors } from '../diagnostics/finding.js';
import { type Io, tell } from './io.js';
import { chooseProof, type ProofOptions, proofCommand, tellCounts } from './proof-options.js';

const formats = ['text', 'json'] as const;

interface RoundTripOptions extends ProofOptions {
  readonly cases: number;
  readonly seed: number;
  readonly format: (typeof formats)[number];
}

/** Adds `roundtrip` to the program. */
export function addRoundTrip(program: Command, io: Io, done: (exitCode: number) => void): void {
  proofCommand(program, 'roundtrip')
    .summary('write every event, read it with both sides, and compare')
    .description(
      'Writes every documented event as the product does, in every form and with hostile values, and lets both rendered add-ons read it. Fails where an event is read as another one, and where a value does not come back as it was written and the catalog does not say so under `cannot_keep`.',
    )
    .addOption(new Option('--cases <n>', 'lines with random mixtures of hostile values, for each event').argParser(wholeNumber).default(4))
    .addOption(new Option('--seed <n>', 'begins the random numbers: the same seed, the same lines').argParser(wholeNumber).default(1))
    .addOption(new Option('--format <name>', 'how to print').choices(formats).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], options: RoundTripOptions) => done(await roundTrip(io, ids, options)));
}

const EXAMPLES = `
Examples:
  $ addonsmith build && addonsmith roundtrip        all catalogs
  $ addonsmith roundtrip dogtag --cases 200 --seed 7  more mixtures, other ones`;

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('It is no whole number.');
  return Number(text);
}

async function roundTrip(io: Io, ids: readonly string[], options: RoundTripOptions): Promise<number> {
  const chosen = await chooseProof(io, ids, options);
  if (hasErrors(chosen.findings)) return tell(io, chosen.findings);
  const [{ renderedRoundTrip }, print] = await Promise.all([
    import('../verify/rendered-round-trip.js'),
    import('../verify/round-trip-report.js'),
  ]);
  const all = chosen.catalogs.map((catalog) => {
    io.step?.(`writing and reading the events of ${catalog.id}`);
    return renderedRoundTrip(io.host, options.from, catalog, options);
  });
  const findings = all.flatMap((each) => each.findings);
  const reports = all.flatMap((each) => each.reports);
  if (options.format === 'json') return tellCounts(io, { streams: print.roundTripJson(reports) }, findings);
  const exitCode = tell(io, findings);
  io.out(print.roundTripText(reports));
  return exitCode;
}
