import type { Catalog, Stream } from '../../catalog/model.js';
import { type PlannedFile, textFile } from '../../output/plan.js';
import { renderJson } from '../../render/json.js';
import { renderYaml } from '../../render/yaml.js';
import type { Target, TargetContext, TargetPlan } from '../target.js';
import { agentInputs, agentStream } from './agent-stream.js';
import { logoPath, logoSvg, packageLicense } from './build-assets.js';
import { changelog } from './changelog.js';
import { dataStreamManifest } from './data-stream-manifest.js';
import { baseFields, ecsFields, ownFields } from './fields.js';
import { type IngestPipeline, ingestPipeline } from './ingest-pipeline.js';
import { agentFields, inputFields, pipelineTestConfig } from './input-fields.js';
import { packageLimits } from './limits.js';
import { packageManifest } from './manifest.js';
import { packageName } from './package-name.js';
import { packageReadme } from './readme.js';
import { recordReader } from './record-reader.js';

/** Renders an Elastic integration package, and its pipelines as plain JSON. https://github.com/elastic/package-spec */
export const elastic: Target = {
  name: 'elastic',
  plan(catalog: Catalog, context: TargetContext): TargetPlan {
    const name = packageName(catalog);
    const root = `elastic/${name}`;
    const file = (path: string, text: string, origin: string) => textFile(`${root}/${path}`, text, origin);
    const origin = `catalogs/${catalog.id}/catalog.yaml`;
    const files: PlannedFile[] = [
      file('manifest.yml', packageManifest(catalog), origin),
      file('changelog.yml', changelog(catalog), origin),
      file('docs/README.md', packageReadme(catalog, context.templates), 'templates/elastic/README.md.hbs'),
      file('LICENSE.txt', packageLicense(context.templates), 'templates/LICENSE.txt'),
      file(logoPath(catalog), logoSvg(catalog), origin),
      ...catalog.streams.flatMap((stream) => {
        const pipeline = ingestPipeline(catalog, stream, context.templates);
        const inStream = (path: string, text: string) => file(`data_stream/${stream.dataStream}/${path}`, text, origin);
        return [...streamFiles(catalog, stream, context, pipeline, inStream), plainPipeline(catalog, stream, pipeline, origin)];
      }),
      ...catalog.streams.flatMap((stream) => acceptedFiles(catalog, stream, context, root)),
    ];
    return {
      files,
      archives: [
        { path: `elastic/${name}-${catalog.version}.zip`, kind: 'zip', root, topFolder: `${name}-${catalog.version}`, leaveOut: ['_dev'] },
      ],
      findings: packageLimits(
        catalog,
        files.filter(({ path }) => path.startsWith(`${root}/`)),
      ),
      summary: `${name} ${catalog.version}`,
    };
  },
};

function streamFiles(
  catalog: Catalog,
  stream: Stream,
  { templates }: TargetContext,
  pipeline: IngestPipeline,
  file: (path: string, text: string) => PlannedFile,
): readonly PlannedFile[] {
  const reader = recordReader(catalog, stream, templates);
  const input = inputFields(stream);
  return [
    file('manifest.yml', dataStreamManifest(catalog, stream, reader.recordStart)),
    ...agentInputs(stream).map((each) => file(`agent/stream/${each}.yml.hbs`, agentStream(templates, each))),
    file('elasticsearch/ingest_pipeline/default.yml', renderYaml(pipeline, { documentStart: true })),
    file('fields/base-fields.yml', renderYaml(baseFields(catalog, stream))),
    file('fields/ecs.yml', renderYaml(ecsFields(catalog, stream))),
    file('fields/agent.yml', renderYaml(agentFields(stream))),
    ...(input.length === 0 ? [] : [file('fields/winlog.yml', renderYaml(input))]),
    file('fields/fields.yml', renderYaml(ownFields(catalog, stream))),
  ];
}

// Plain bodies for people without Fleet; the same processors, in one file that stands alone.
function plainPipeline(catalog: Catalog, stream: Stream, pipeline: IngestPipeline, origin: string): PlannedFile {
  return textFile(`pipelines/${packageName(catalog)}-${stream.dataStream}.json`, renderJson(pipeline), origin);
}

// What a real engine made of our samples was accepted by a person and stands beside the samples: copied, never computed. Of what is accepted
// there the package has what `elastic-package` knows.
function acceptedFiles(catalog: Catalog, stream: Stream, { catalogFiles }: TargetContext, root: string): readonly PlannedFile[] {
  const folder = `accepted/${stream.id}`;
  const accepted = catalogFiles.list(folder).flatMap((path) => {
    const name = path.slice(folder.length + 1);
    const bytes = /^(?:sample_event|test-.*)\.json(?:-expected\.json)?$/.test(name) ? catalogFiles.read(path) : undefined;
    if (bytes === undefined) return [];
    const place = name === 'sample_event.json' ? name : `_dev/test/pipeline/${name}`;
    return [
      { path: `${root}/data_stream/${stream.dataStream}/${place}`, bytes, mode: 0o644 as const, origin: `catalogs/${catalog.id}/${path}` },
    ];
  });
  const config = pipelineTestConfig(stream);
  if (accepted.length === 0 || config === undefined) return accepted;
  const path = `${root}/data_stream/${stream.dataStream}/_dev/test/pipeline/test-common-config.yml`;
  return [...accepted, textFile(path, renderYaml(config), `catalogs/${catalog.id}/catalog.yaml`)];
}
