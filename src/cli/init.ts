import { type Command, Option } from 'commander';
import { templateSource } from '../build/catalog-files.js';
import { renderJson } from '../render/json.js';
import { joinPath } from '../source/host.js';
import { DEFAULT_CATALOGS } from './catalog-choice.js';
import { EXIT_OK, type Io, UsageError } from './io.js';

const forms = ['text', 'json', 'brackets', 'windows-event'] as const;
type Form = (typeof forms)[number];

interface InitOptions {
  readonly catalogs: string;
  readonly form: Form;
}

/** Adds `init` to the program. */
export function addInit(program: Command, io: Io, done: (exitCode: number) => void): void {
  program
    .command('init')
    .summary('write a small catalog to start from')
    .description(
      'Writes a small catalog that builds, with comments that say what to change, and the schemas that let an editor complete and check it.',
    )
    .argument('<id>', 'name of the catalog: lower case letters, digits and -, a letter first')
    .addOption(new Option('--form <name>', 'what the records look like').choices([...forms]).default('text'))
    .option('--catalogs <directory>', 'where to write it', DEFAULT_CATALOGS)
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: InitOptions) => done(await init(io, id, options)));
}

const EXAMPLES = `
Forms:
  text           2026-03-04 23:10:05 gate-2 [warning] alice was refused at door 12
  json           2026-03-04T23:10:05Z gate-2 {"event":"refused","user":"alice","door":12}
  brackets       7.reader-2 - [04/Mar/2026:23:10:05 UTC] [Event=REFUSED][User=alice][Door=12] refused
  windows-event  events of a source in a Windows event log

Examples:
  $ addonsmith init door-control               a product that writes lines of text
  $ addonsmith init door-control --form json   a product that writes JSON
  $ addonsmith check door-control              what is wrong, and how to mend it
  $ addonsmith build door-control              both add-ons, in dist-addon/`;

/** Where each file of a catalog comes from and goes to. */
const files = [
  { template: 'catalog.yaml.hbs', path: () => 'catalog.yaml', up: 1 },
  { template: 'events.yaml.hbs', path: () => 'events/events.yaml', up: 2 },
  { template: 'samples.yaml.hbs', path: (stream: string) => `samples/${stream}/documented.yaml`, up: 3 },
] as const;

async function init(io: Io, id: string, options: InitOptions): Promise<number> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new UsageError(`'${id}' is no name of a catalog: lower case letters, digits and -, a letter first, at most 40${meant(id)}`);
  const folder = joinPath(options.catalogs, id);
  if (io.host.stat(folder).kind !== 'none') throw new UsageError(`'${folder}' is already there; choose another name, or remove it first`);
  const schemas = joinPath(options.catalogs, '.schema');
  const written = [...(await starterFiles(io, id, folder, options)), ...(await schemaFiles(io, schemas))];
  for (const { path, text } of written) {
    io.host.mkdir(joinPath(path, '..'));
    io.host.writeFile(path, Buffer.from(text, 'utf8'), 0o644);
  }
  const option = catalogsOption(options);
  io.out(written.map(({ path }) => `written  ${path}\n`).join(''));
  io.out(`Next: addonsmith check ${id}${option}, then addonsmith build ${id}${option}\n`);
  return EXIT_OK;
}

/** What a name would be that is one in all but its spelling, such as `My Product`. */
function meant(id: string): string {
  const name = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 40);
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) ? `\n(Did you mean ${name}?)` : '';
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

async function starterFiles(io: Io, id: string, folder: string, options: InitOptions): Promise<readonly NewFile[]> {
  // Imported late, as what the other commands need not wait for.
  const { compileTemplate } = await import('../render/handlebars.js');
  const templates = templateSource(io.host, io.templatesDirectory);
  const words = id.replaceAll('-', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return files.map(({ template, path, up }) => {
    const name = `init/${options.form}/${template}`;
    const data = { id, title, option: catalogsOption(options), schemas: `${'../'.repeat(up)}.schema` };
    return { path: joinPath(folder, path('log')), text: compileTemplate(name, templates(name))(data) };
  });
}

// Written again each time, so that the editor knows what the installed version knows.
async function schemaFiles(io: Io, folder: string): Promise<readonly NewFile[]> {
  const schemas = (await io.engine()).jsonSchemas();
  return Object.entries(schemas).map(([kind, schema]) => ({ path: joinPath(folder, `${kind}.schema.json`), text: renderJson(schema) }));
}

function catalogsOption({ catalogs }: InitOptions): string {
  return catalogs === DEFAULT_CATALOGS ? '' : ` --catalogs ${catalogs}`;
}
