/** A format that others use for what adapter metadata says. */
export type Format =
  | 'adapter_config.json'
  | 'model card'
  | 'MLflow'
  | 'W&B'
  | 'CycloneDX'
  | 'ModelPack'
  | 'Croissant'

/**
 * Where a format keeps a value. `at`: a dotted path. `entry`: the value of the entry with this name in a
 * list of `{ name, value }`, as text; `keys` says what the two are called there. `item`: the only item of
 * a list.
 */
export type Place =
  | { readonly at: string }
  | { readonly entry: string; readonly list: string; readonly keys: readonly [string, string] }
  | { readonly item: string }

/** How a value is written and read where a format has only texts. */
export type ValueKind = 'text' | 'number' | 'texts'

export interface CrosswalkRow {
  /** Dotted path in adapter metadata. */
  readonly field: string
  readonly kind: ValueKind
  /** By format; absent where the format has no place. All of them can be read back without loss. */
  readonly places: Readonly<Partial<Record<Format, Place>>>
}

/** What a format needs besides, whatever the metadata says. */
export const constants: Readonly<Record<Format, Readonly<Record<string, unknown>>>> = {
  'adapter_config.json': { peft_type: 'LORA', task_type: 'CAUSAL_LM' },
  'model card': { library_name: 'peft', base_model_relation: 'adapter' },
  MLflow: {},
  'W&B': { type: 'model' },
  CycloneDX: { type: 'machine-learning-model' },
  ModelPack: {},
  Croissant: { '@type': 'Dataset', conformsTo: 'http://mlcommons.org/croissant/1.1' },
}

/** What a format needs beside members that are there: by the place of the object, its `type` or `@type`. */
export const typesAt: Readonly<Partial<Record<Format, Readonly<Record<string, string>>>>> = {
  CycloneDX: {
    'pedigree.ancestors.0': 'machine-learning-model',
    'modelCard.modelParameters.datasets.0': 'dataset',
  },
  Croissant: { creator: 'Organization' },
}

/** What the page says of each format. */
export const formatNotes: Readonly<Record<Format, string>> = {
  'adapter_config.json': 'PEFT; nothing but its own fields is ever written there',
  'model card': 'YAML front matter of README.md on the Hub, with model-index',
  MLflow: 'registered model version: name, tags, parameters of its run, metrics',
  'W&B': 'artifact of the type model: name, aliases, metadata',
  CycloneDX: 'a component of an ML-BOM (1.7), with its modelCard',
  ModelPack: 'config of a CNCF model artifact, and annotations of its manifest',
  Croissant: 'the data set that the adapter was trained on',
}

const tag = (name: string): Place => ({
  entry: `loradex.${name}`,
  list: 'tags',
  keys: ['key', 'value'],
})
const parameter = (name: string): Place => ({
  entry: name,
  list: 'params',
  keys: ['key', 'value'],
})
const property = (name: string): Place => ({
  entry: `loradex:${name}`,
  list: 'properties',
  keys: ['name', 'value'],
})
const annotation = (name: string): Place => ({
  at: `annotations.org\\.loradex\\.adapter\\.${name}`,
})
const metadata = (name: string): Place => ({ at: `metadata.${name}` })
const card = (name: string): Place => ({ at: `loradex.${name}` })

function training(
  name: string,
  kind: ValueKind,
  places: Readonly<Partial<Record<Format, Place>>> = {},
): CrosswalkRow {
  return {
    field: `training.${name}`,
    kind,
    places: {
      'model card': card(name),
      MLflow: parameter(name),
      'W&B': metadata(name),
      CycloneDX: property(name),
      ModelPack: annotation(name),
      ...places,
    },
  }
}

export const crosswalk: readonly CrosswalkRow[] = [
  {
    field: 'adapter_id',
    kind: 'text',
    places: {
      'model card': { at: 'model_name' },
      MLflow: { at: 'name' },
      'W&B': { at: 'name' },
      CycloneDX: { at: 'name' },
      ModelPack: { at: 'descriptor.name' },
    },
  },
  {
    field: 'adapter_version',
    kind: 'text',
    places: {
      'model card': card('adapter_version'),
      MLflow: tag('version'),
      'W&B': { item: 'aliases' },
      CycloneDX: { at: 'version' },
      ModelPack: { at: 'descriptor.version' },
    },
  },
  {
    field: 'base_model.name',
    kind: 'text',
    places: {
      'adapter_config.json': { at: 'base_model_name_or_path' },
      'model card': { at: 'base_model' },
      MLflow: tag('base_model'),
      'W&B': metadata('base_model'),
      CycloneDX: { at: 'pedigree.ancestors.0.name' },
      ModelPack: annotation('base.name'),
    },
  },
  {
    field: 'base_model.version',
    kind: 'text',
    places: {
      'adapter_config.json': { at: 'revision' },
      'model card': card('base_model_version'),
      MLflow: tag('base_model_version'),
      'W&B': metadata('base_model_version'),
      CycloneDX: { at: 'pedigree.ancestors.0.version' },
      ModelPack: annotation('base.version'),
    },
  },
  {
    field: 'task.type',
    kind: 'text',
    places: {
      'model card': { at: 'pipeline_tag' },
      MLflow: tag('task'),
      'W&B': metadata('task'),
      CycloneDX: { at: 'modelCard.modelParameters.task' },
      ModelPack: annotation('task'),
    },
  },
  {
    field: 'task.domain',
    kind: 'text',
    places: {
      'model card': card('domain'),
      MLflow: tag('domain'),
      'W&B': metadata('domain'),
      CycloneDX: { item: 'modelCard.considerations.useCases' },
      ModelPack: annotation('domain'),
      Croissant: { item: 'keywords' },
    },
  },
  {
    field: 'task.language',
    kind: 'text',
    places: {
      'model card': { item: 'language' },
      MLflow: tag('language'),
      'W&B': metadata('language'),
      CycloneDX: property('language'),
      ModelPack: { item: 'config.capabilities.languages' },
      Croissant: { at: 'inLanguage' },
    },
  },
  training('dataset_name', 'text', {
    'model card': { item: 'datasets' },
    CycloneDX: { at: 'modelCard.modelParameters.datasets.0.name' },
    Croissant: { at: 'name' },
  }),
  training('num_samples', 'number'),
  training('epochs', 'number'),
  training('learning_rate', 'number'),
  training('lora_rank', 'number', { 'adapter_config.json': { at: 'r' } }),
  training('lora_alpha', 'number', { 'adapter_config.json': { at: 'lora_alpha' } }),
  training('lora_dropout', 'number', { 'adapter_config.json': { at: 'lora_dropout' } }),
  training('target_modules', 'texts', { 'adapter_config.json': { at: 'target_modules' } }),
  {
    field: 'provenance.created_by',
    kind: 'text',
    places: {
      'model card': card('created_by'),
      MLflow: { at: 'user_id' },
      'W&B': metadata('created_by'),
      CycloneDX: { at: 'authors.0.name' },
      ModelPack: { item: 'descriptor.authors' },
      Croissant: { at: 'creator.name' },
    },
  },
  {
    field: 'provenance.data_source_uri',
    kind: 'text',
    places: {
      'model card': card('data_source_uri'),
      MLflow: tag('data_source_uri'),
      'W&B': metadata('data_source_uri'),
      CycloneDX: { at: 'modelCard.modelParameters.datasets.0.contents.url' },
      ModelPack: { item: 'descriptor.datasetsURL' },
      Croissant: { at: 'isBasedOn' },
    },
  },
  {
    field: 'provenance.parent_adapter_id',
    kind: 'text',
    places: {
      'model card': card('parent_adapter_id'),
      MLflow: tag('parent_adapter_id'),
      'W&B': metadata('parent_adapter_id'),
      CycloneDX: property('parent_adapter_id'),
      ModelPack: annotation('parent'),
    },
  },
  {
    field: 'exported_at',
    kind: 'text',
    places: {
      'model card': card('exported_at'),
      MLflow: tag('exported_at'),
      'W&B': metadata('exported_at'),
      CycloneDX: property('exported_at'),
      ModelPack: { at: 'descriptor.createdAt' },
      Croissant: { at: 'datePublished' },
    },
  },
  {
    field: 'loradex:use.license',
    kind: 'text',
    places: {
      'model card': { at: 'license' },
      MLflow: tag('license'),
      'W&B': metadata('license'),
      CycloneDX: { at: 'licenses.0.expression' },
      ModelPack: { item: 'descriptor.licenses' },
    },
  },
  {
    field: 'loradex:digests.adapter.weights',
    kind: 'text',
    places: {
      'model card': card('weights_digest'),
      MLflow: tag('weights_digest'),
      'W&B': metadata('weights_digest'),
      CycloneDX: property('weights_digest'),
      ModelPack: annotation('weights.digest'),
    },
  },
  {
    field: 'loradex:training.trainable_parameters',
    kind: 'number',
    places: {
      'model card': card('trainable_parameters'),
      MLflow: parameter('trainable_parameters'),
      'W&B': metadata('trainable_parameters'),
      CycloneDX: property('trainable_parameters'),
      ModelPack: annotation('parameters'),
    },
  },
]

/** In the order of the page's columns. */
export const formats: readonly Format[] = [
  'adapter_config.json',
  'model card',
  'MLflow',
  'W&B',
  'CycloneDX',
  'ModelPack',
  'Croissant',
]
