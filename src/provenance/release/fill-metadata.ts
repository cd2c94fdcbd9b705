import { adapterMetadataDocument } from '../../adapters/adapter-metadata.js'
import type { AdapterMetadataConfig, TrainingConfig } from '../../adapters/adapter-config.js'
import { isJsonArray, JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import type { AdapterFacts, DataFacts } from '../lineage/facts.js'
import { textAt } from '../lineage/metadata-facts.js'

export interface FillOptions {
  readonly version: string
  readonly data: DataFacts | undefined
  readonly changelog: string | undefined
  readonly license: string | undefined
  readonly parent: string | undefined
}

/**
 * The metadata of a release: what the files say counts, what is known elsewhere is filled in, and what
 * people wrote stays.
 */
export function fillMetadata(adapter: AdapterFacts, options: FillOptions): JsonObject {
  const { metadata, config, document } = adapter
  const { version, data, changelog, license, parent } = options
  const reference = textAt(config, 'base_model_name_or_path')
  const custom = {
    ...metadata.custom_metadata,
    ...(changelog !== undefined && { changelog }),
    ...(license !== undefined && { license }),
  }
  const filled: AdapterMetadataConfig = {
    ...metadata,
    adapter_version: version,
    base_model_name: metadata.base_model_name || (isReference(reference) ? reference : ''),
    base_model_version: metadata.base_model_version || textAt(config, 'revision'),
    data_source_uri: metadata.data_source_uri || (data?.manifest.source.id ?? ''),
    parent_adapter_id: parent ?? metadata.parent_adapter_id,
    training_config: fillTraining(metadata.training_config, config, data),
    custom_metadata: custom,
  }
  return adapterMetadataDocument(filled, document.size > 0 ? { original: document } : {})
}

/** Rank, alpha, dropout and modules are those of the weights. */
function fillTraining(
  training: TrainingConfig,
  config: JsonObject,
  data: DataFacts | undefined,
): TrainingConfig {
  return {
    ...training,
    dataset_name: training.dataset_name || (data?.name ?? ''),
    num_samples: training.num_samples || (data?.manifest.counts.emitted ?? 0),
    lora_rank: numberOf(config.get('r'), training.lora_rank),
    lora_alpha: numberOf(config.get('lora_alpha'), training.lora_alpha),
    lora_dropout: numberOf(config.get('lora_dropout'), training.lora_dropout),
    target_modules: modulesOf(config, training.target_modules),
  }
}

/** PEFT keeps a set, whose order is another in every file. */
function modulesOf(config: JsonObject, said: readonly string[]): readonly string[] {
  const modules = config.get('target_modules')
  const listed = isJsonArray(modules) ? modules.filter((name) => typeof name === 'string') : []
  return listed.length === 0 || isSame(listed, said) ? said : listed.toSorted()
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  const [first, second] = [new Set(left), new Set(right)]
  return first.size === second.size && left.every((name) => second.has(name))
}

function numberOf(value: Json | undefined, fallback: number): number {
  if (value instanceof JsonNumber) return Number(value.text)
  return typeof value === 'number' ? value : fallback
}

/** A path of the machine that trained names nothing elsewhere. */
function isReference(name: string): boolean {
  return name !== '' && !/^(?:\/|\.|~|[A-Za-z]:[\\/])/u.test(name)
}
