import type { AdapterFacts } from '../../provenance/lineage/facts.js'
import type { PublishedRelease } from '../published-release.js'

interface Pair {
  readonly key: string
  readonly value: string
}

/** What every store of MLflow takes: keys of 250 bytes, values of 5,000. */
const MOST_VALUE = 5000

/** MLflow has no `/` and no `:` in names. */
export function modelName({ metadata }: AdapterFacts): string {
  return (metadata.adapter_id || 'adapter').replaceAll(/[/:]/gu, '.')
}

export function tagsOf({ adapter, graph, digest }: PublishedRelease): readonly Pair[] {
  const { metadata, license } = adapter
  return pairs({
    'loradex.version': metadata.adapter_version,
    'loradex.digest': digest,
    'loradex.lineage': graph.digest,
    'loradex.adapter': metadata.adapter_id,
    'loradex.base': [metadata.base_model_name, metadata.base_model_version].join(' ').trim(),
    'loradex.task': metadata.task_type,
    'loradex.language': metadata.language,
    'loradex.license': license,
    'loradex.parent': metadata.parent_adapter_id,
  })
}

export function paramsOf({ adapter }: PublishedRelease): readonly Pair[] {
  const { training_config: training } = adapter.metadata
  return pairs({
    dataset_name: training.dataset_name,
    num_samples: String(training.num_samples),
    epochs: String(training.epochs),
    learning_rate: String(training.learning_rate),
    lora_rank: String(training.lora_rank),
    lora_alpha: String(training.lora_alpha),
    lora_dropout: String(training.lora_dropout),
    target_modules: training.target_modules.join(','),
  })
}

export function metricsOf({
  adapter,
}: PublishedRelease): readonly { key: string; value: number }[] {
  // Others would be refused, and the whole batch with them.
  return adapter.metrics
    .filter(({ name }) => /^[\w./ -]{1,250}$/u.test(name))
    .map(({ name, value }) => ({ key: name, value }))
}

const types: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'long',
  number: 'double',
  boolean: 'boolean',
}

/** The data set that the run has read, as MLflow shows it. */
export function datasetInput({ data }: PublishedRelease): object | undefined {
  if (data === undefined) return undefined
  const { name, sha256, samples, columns } = data
  const colspec = columns.map(({ name: column, type }) => ({
    name: column,
    type: types[type] ?? 'string',
    required: false,
  }))
  return {
    tags: [{ key: 'mlflow.data.context', value: 'training' }],
    dataset: {
      name,
      // The most that its column holds.
      digest: sha256.slice(0, 36),
      source_type: 'loradex',
      source: JSON.stringify({ manifest_sha256: sha256 }),
      schema: JSON.stringify({ mlflow_colspec: colspec }),
      profile: JSON.stringify({ num_rows: samples }),
    },
  }
}

function pairs(values: Readonly<Record<string, string>>): readonly Pair[] {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ key, value: value.slice(0, MOST_VALUE).toWellFormed() }))
}
