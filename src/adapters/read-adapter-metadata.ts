import { LoradexError } from '../kernel/error.js'
import { lineAndColumn, placeInJson } from '../kernel/json-place.js'
import { isJsonObject, type Json, type JsonObject } from '../kernel/json-value.js'
import { parseJson } from '../kernel/parse-json.js'
import { DEFAULT_ADAPTER_METADATA, type AdapterMetadataConfig } from './adapter-config.js'
import { problemLine, seenValue, type MetadataProblem } from './metadata-problem.js'
import { metadataReader } from './metadata-reader.js'

export interface ReadMetadataOptions {
  /** Where the text comes from, for messages. @default adapter metadata */
  readonly path?: string
  /** The text is that of the file, so that messages can name line and column. @default true */
  readonly hasPlaces?: boolean
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
  { path = 'adapter metadata', hasPlaces = true }: ReadMetadataOptions = {},
): AdapterMetadata {
  const parsed = parseJson(Buffer.from(text))
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    const before = Buffer.from(text).subarray(0, offset).toString()
    const seen = found.replace(' of the record', '')
    const line = `expected adapter metadata in JSON, saw ${seen}`
    const place = `${path}:${lineAndColumn(text, before.length)}`
    throw invalid(path, [{ line: `document: ${line}`, shown: `${place}: ${line}` }])
  }
  const { value: document } = parsed
  const problems: MetadataProblem[] = isJsonObject(document)
    ? []
    : [{ pointer: '', expected: 'an object', seen: seenValue(document) }]
  const members = isJsonObject(document) ? document : new Map<string, Json>()
  const config = readConfig(members, problems)
  if (problems.length === 0) return { config, document: members }
  const placeOf = ({ pointer }: MetadataProblem): string => {
    const { value } = placeInJson(text, pointer.split('/').slice(1))
    return hasPlaces ? `${path}:${lineAndColumn(text, value)}` : path
  }
  throw invalid(
    path,
    problems.map((problem) => {
      const line = problemLine(problem)
      return { line, shown: `${placeOf(problem)} ${line}` }
    }),
  )
}

interface ShownProblem {
  readonly line: string
  /** The same with its place in the file. */
  readonly shown: string
}

function invalid(path: string, problems: readonly ShownProblem[]): LoradexError {
  const [first] = problems
  const list = [`${path} has ${problems.length} problems:`, ...problems.map(({ shown }) => shown)]
  return new LoradexError('metadata.invalid', {
    message: problems.length === 1 ? (first?.shown ?? '') : list.join('\n  '),
    details: { path, problems: problems.map(({ line }) => line) },
    hint: 'Correct the value, or start from a document that an export wrote.',
  })
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
