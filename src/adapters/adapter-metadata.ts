import { floatText } from '../kernel/float-text.js'
import {
  isJsonObject,
  jsonNumber,
  JsonNumber,
  type Json,
  type JsonObject,
} from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { canonicalJson } from '../kernel/write-json.js'
import type { AdapterMetadataConfig, TrainingConfig } from './adapter-config.js'

export interface MetadataDocumentOptions {
  /** Samples in the export; stands in for a `num_samples` of 0. @default 0 */
  readonly numSamples?: number
  /** @default the instant of `original`; without one, no instant is written */
  readonly exportedAt?: Date
  /** An earlier document: what this version does not know stays in its place. @default none */
  readonly original?: JsonObject
  /** What the original leaves out is written with its default. @default true */
  readonly fillsIn?: boolean
}

/**
 * The document of `adapter_metadata.json`. Without an original its keys and their order are always
 * the same. With one, its order, its unknown members and its spelling of unchanged values stay;
 * without `fillsIn`, what it leaves out is left out.
 * @throws `value.not-json` when a number of the configuration is NaN or infinite.
 *
 * @example
 * ```ts
 * import { adapterMetadataDocument, DEFAULT_ADAPTER_METADATA } from 'loradex/adapters'
 *
 * const document = adapterMetadataDocument(
 *   { ...DEFAULT_ADAPTER_METADATA, adapter_id: 'legal-qa-v1', language: 'de' },
 *   { numSamples: 1500, exportedAt: new Date() },
 * )
 * console.log(document.get('adapter_id'), document.get('task'))
 * ```
 */
export function adapterMetadataDocument(
  config: AdapterMetadataConfig,
  options: MetadataDocumentOptions = {},
): JsonObject {
  const { numSamples = 0, exportedAt, original, fillsIn = true } = options
  const document = objectOf({
    adapter_id: config.adapter_id,
    adapter_version: config.adapter_version,
    base_model: objectOf({ name: config.base_model_name, version: config.base_model_version }),
    task: objectOf({ type: config.task_type, domain: config.domain, language: config.language }),
    training: trainingSection(config.training_config, numSamples),
    provenance: objectOf({
      created_by: config.created_by,
      data_source_uri: config.data_source_uri,
      parent_adapter_id: config.parent_adapter_id,
    }),
    custom: objectOf(config.custom_metadata),
  })
  const instant = objectOf({ ...(exportedAt && { exported_at: writeInstant(exportedAt) }) })
  if (original === undefined) return overlay(document, instant)
  const bottom = withoutRemoved(original, config)
  return overlay(overlay(bottom, fillsIn ? document : saidIn(document, bottom)), instant)
}

function trainingSection(training: TrainingConfig, numSamples: number): JsonObject {
  return objectOf({
    dataset_name: training.dataset_name,
    num_samples: fromPlain(training.num_samples === 0 ? numSamples : training.num_samples),
    epochs: fromPlain(training.epochs),
    learning_rate: float(training.learning_rate),
    lora_rank: fromPlain(training.lora_rank),
    lora_alpha: float(training.lora_alpha),
    lora_dropout: float(training.lora_dropout),
    target_modules: training.target_modules,
  })
}

function objectOf(members: Readonly<Record<string, Json>>): JsonObject {
  return new Map(Object.entries(members))
}

function float(value: number): Json {
  const exact = fromPlain(value)
  return typeof exact === 'number' ? jsonNumber(floatText(exact)) : exact
}

/** `YYYY-MM-DDTHH:MM:SSZ`. */
function writeInstant(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/u, 'Z')
}

/** Without the custom texts that the configuration no longer has; other types are not its to remove. */
function withoutRemoved(
  original: JsonObject,
  { custom_metadata }: AdapterMetadataConfig,
): JsonObject {
  const custom = original.get('custom')
  if (!isJsonObject(custom)) return original
  const kept = Array.from(custom).filter(
    ([key, value]) => typeof value !== 'string' || Object.hasOwn(custom_metadata, key),
  )
  return new Map([...original, ['custom', new Map(kept)]])
}

/** The members that the original has too; those of its sections, likewise. */
function saidIn(document: JsonObject, original: JsonObject): JsonObject {
  return new Map(
    [...document].flatMap(([key, value]) => {
      const said = original.get(key)
      if (said === undefined) return []
      const isSection = isJsonObject(said) && isJsonObject(value)
      return [[key, isSection ? saidIn(value, said) : value] as const]
    }),
  )
}

/** The members of `top` in the places they have in `bottom`, new ones at the end. */
function overlay(bottom: JsonObject, top: JsonObject): JsonObject {
  const merged = new Map(bottom)
  for (const [key, value] of top) merged.set(key, changed(bottom.get(key), value))
  return merged
}

function changed(before: Json | undefined, after: Json): Json {
  if (isJsonObject(before) && isJsonObject(after)) return overlay(before, after)
  return before !== undefined && isSame(before, after) ? before : after
}

function isSame(before: Json, after: Json): boolean {
  if (canonicalJson(before) === canonicalJson(after)) return true
  // A number of more digits than JavaScript keeps was read as the one that `after` holds.
  return before instanceof JsonNumber && Number(before.text) === after
}
