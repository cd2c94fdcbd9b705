import { LoradexError } from '../kernel/error.js'
import { isJsonObject, type JsonObject } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { DEFAULT_ADAPTER_METADATA, type AdapterMetadataConfig } from './adapter-config.js'
import { problemLine, seenValue, type MetadataProblem } from './metadata-problem.js'
import { metadataReader } from './metadata-reader.js'

export interface ReadMetadataOptions {
  /** Where the text comes from, for messages. @default adapter metadata */
  readonly path?: string
}

export interface AdapterMetadata {
  readonly config: AdapterMetadataConfig
  /** All of it, unknown members too: the `original` of `adapterMetadataDocument`. */
  readonly document: JsonObject
}

/**
 * Reads `adapter_metadata.json`. Missing members have their defaults. Values out of range are read
 * as they are: judging them is for `checkAdapterMetadata`.
 * @throws `metadata.invalid` with every value of a wrong type, when there are any.
 *
 * @example
 * ```ts
 * import { checkAdapterMetadata, problemLine, readAdapterMetadata } from 'loradex/adapters'
 *
 * const metadata = readAdapterMetadata('{"adapter_id":"legal-qa-v1","adapter_version":"1.2"}')
 * for (const problem of checkAdapterMetadata(metadata).errors) console.log(problemLine(problem))
 * ```
 */
export function readAdapterMetadata(
  text: string,
  { path = 'adapter metadata' }: ReadMetadataOptions = {},
): AdapterMetadata {
  const parsed = parseJson(Buffer.from(text))
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    throw invalid(path, [{ pointer: '', expected: 'JSON', seen: `${found} at byte ${offset}` }])
  }
  const { value: document } = parsed
  if (!isJsonObject(document)) {
    throw invalid(path, [{ pointer: '', expected: 'an object', seen: seenValue(document) }])
  }
  const problems: MetadataProblem[] = []
  const config = readConfig(document, problems)
  if (problems.length > 0) throw invalid(path, problems)
  return { config, document }
}

function readConfig(document: JsonObject, problems: MetadataProblem[]): AdapterMetadataConfig {
  const defaults = DEFAULT_ADAPTER_METADATA
  const root = metadataReader(document, problems)
  const baseModel = root.section('base_model')
  const task = root.section('task')
  const training = root.section('training')
  const provenance = root.section('provenance')
  const custom = root.section('custom')
  const config = {
    enable_tracking: true,
    adapter_id: root.text('adapter_id', defaults.adapter_id),
    adapter_version: root.text('adapter_version', defaults.adapter_version),
    base_model_name: baseModel.text('name', defaults.base_model_name),
    base_model_version: baseModel.text('version', defaults.base_model_version),
    task_type: task.text('type', defaults.task_type),
    domain: task.text('domain', defaults.domain),
    language: task.text('language', defaults.language),
    training_config: {
      dataset_name: training.text('dataset_name', defaults.training_config.dataset_name),
      num_samples: training.whole('num_samples', defaults.training_config.num_samples),
      epochs: training.whole('epochs', defaults.training_config.epochs),
      learning_rate: training.number('learning_rate', defaults.training_config.learning_rate),
      lora_rank: training.whole('lora_rank', defaults.training_config.lora_rank),
      lora_alpha: training.number('lora_alpha', defaults.training_config.lora_alpha),
      lora_dropout: training.number('lora_dropout', defaults.training_config.lora_dropout),
      target_modules: training.texts('target_modules', defaults.training_config.target_modules),
    },
    created_by: provenance.text('created_by', defaults.created_by),
    data_source_uri: provenance.text('data_source_uri', defaults.data_source_uri),
    parent_adapter_id: provenance.text('parent_adapter_id', defaults.parent_adapter_id),
    custom_metadata: custom.textMembers(),
  }
  // Not a setting, but a wrong type here would go unnoticed.
  root.text('exported_at', '')
  return config
}

function invalid(path: string, problems: readonly MetadataProblem[]): LoradexError {
  const lines = problems.map(problemLine)
  return new LoradexError('metadata.invalid', {
    message: `${path}: ${lines.join('; ')}`,
    details: { path, problems: lines },
    hint: 'Correct these members, or start from a document that an export wrote.',
  })
}
