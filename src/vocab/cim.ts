import { type CimDatasetData, cimModels, deprecatedModels } from './cim-data.js';

/** A dataset of the Common Information Model, with what it has from its parents. */
export interface CimDataset {
  readonly name: string;
  readonly model: string;
  readonly all: readonly string[];
  readonly any: readonly (string | readonly string[])[];
  /** Fields that an event itself must have. */
  readonly required: readonly string[];
  /** Prescribed values of a field. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Every dataset, as `Model.Dataset`. */
export const cimDatasetNames: readonly string[] = Object.entries(cimModels).flatMap(([model, datasets]) =>
  Object.keys(datasets).map((dataset) => `${model}.${dataset}`),
);

/** Takes `Model.Dataset` and returns the dataset, or undefined where the model has none of that name. */
export function cimDataset(name: string): CimDataset | undefined {
  const [model = '', dataset = ''] = name.split('.');
  const datasets = cimModels[model];
  const own = datasets?.[dataset];
  if (datasets === undefined || own === undefined) return undefined;
  const line = [own, ...ancestors(datasets, own)];
  return {
    name,
    model,
    all: own.all,
    any: own.any ?? [],
    required: [...new Set(line.flatMap((each) => each.required ?? []))].sort(),
    values: Object.assign({}, ...line.map((each) => each.values ?? {}).reverse()) as CimDataset['values'],
  };
}

function ancestors(datasets: Readonly<Record<string, CimDatasetData>>, of: CimDatasetData): readonly CimDatasetData[] {
  const parent = of.parent === undefined ? undefined : datasets[of.parent];
  return parent === undefined ? [] : [parent, ...ancestors(datasets, parent)];
}

/** The model that stands in for one that Splunk has given up; undefined for one that is still there. */
export function replacementOf(model: string): string | undefined {
  return deprecatedModels[model];
}

/** Returns which tags a dataset asks for that are not among those given: an alternative is named by its first. */
export function missingTags(dataset: Pick<CimDataset, 'all' | 'any'>, tags: readonly string[]): readonly string[] {
  const missing = dataset.all.filter((tag) => !tags.includes(tag));
  const alternatives = dataset.any.map((each) => [each].flat());
  if (alternatives.length === 0 || alternatives.some((each) => each.every((tag) => tags.includes(tag)))) return missing;
  return [...missing, ...(alternatives[0] ?? [])];
}

/** Returns the models that events with these tags fall into. */
export function modelsOf(tags: readonly string[]): readonly string[] {
  return Object.entries(cimModels)
    .filter(([, datasets]) =>
      Object.values(datasets).some(
        (each) => each.parent === undefined && missingTags({ all: each.all, any: each.any ?? [] }, tags).length === 0,
      ),
    )
    .map(([model]) => model);
}
