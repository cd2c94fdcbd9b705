import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { parseJson } from '../../kernel/parse-json.js'
import { seenValue } from '../metadata-problem.js'
import type { FileFault } from '../read/file-fault.js'
import type { ConfigProblem } from './config-problem.js'
import { fieldKinds, numberOf } from './field-kinds.js'
import type { PeftConfig } from './peft-config.js'
import { peftFields } from './peft-fields.data.js'
import { refusedValues } from './refused-values.js'
import { unsafeFields } from './unsafe-fields.js'

/** Files of PEFT are 2 KB long; with a pattern for each layer, some 100 KB. */
export const MAX_CONFIG_BYTES = 8_000_000

export interface ReadPeftConfig {
  readonly config: PeftConfig
  readonly problems: readonly ConfigProblem[]
}

/**
 * Reads `adapter_config.json`. Only known fields are looked at; unknown ones, wrong types, values that
 * PEFT refuses and fields that make loaders run code are problems. A value of a wrong type counts as missing.
 */
export function readPeftConfig(bytes: Uint8Array): ReadPeftConfig | { readonly fault: FileFault } {
  const parsed = parseJson(bytes)
  if ('problem' in parsed) {
    const { found, offset } = parsed.problem
    const seen = `${found.replace(' of the record', '')} at byte ${offset}`
    return { fault: { expected: 'the config in JSON', seen } }
  }
  const { value } = parsed
  if (!isJsonObject(value)) return { fault: { expected: 'an object', seen: seenValue(value) } }
  const fields = fittingFields(value)
  const problems = [...unsafeFields(value), ...fieldProblems(value), ...refusedValues(fields)]
  return { config: toConfig(fields, value), problems }
}

function* fieldProblems(document: JsonObject): Generator<ConfigProblem> {
  for (const [field, value] of document) {
    const kind = Object.hasOwn(peftFields, field) ? peftFields[field] : undefined
    const seen = seenValue(value)
    if (kind === undefined) {
      yield { kind: 'unknown', field, expected: 'a field of LoraConfig', seen }
    } else if (value !== null && !fieldKinds[kind].fits(value)) {
      yield { kind: 'wrong-type', field, expected: fieldKinds[kind].expected, seen }
    }
  }
  const type = document.get('peft_type')
  if (typeof type === 'string') return
  yield { kind: 'wrong-type', field: 'peft_type', expected: 'a string', seen: seenValue(type) }
}

function fittingFields(document: JsonObject): ReadonlyMap<string, Json> {
  return new Map(
    Array.from(document).filter(([field, value]) => {
      const kind = Object.hasOwn(peftFields, field) ? peftFields[field] : undefined
      return kind !== undefined && value !== null && fieldKinds[kind].fits(value)
    }),
  )
}

function toConfig(fields: ReadonlyMap<string, Json>, document: JsonObject): PeftConfig {
  const text = (name: string): string | undefined => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : undefined
  }
  const list = (name: string): readonly string[] => {
    const value = fields.get(name) ?? []
    return typeof value === 'string' ? [value] : textsOf(value)
  }
  const listOrText = (name: string): readonly string[] | string | undefined => {
    const value = fields.get(name)
    return value === undefined || typeof value === 'string' ? value : textsOf(value)
  }
  const isSet = (name: string): boolean => fields.get(name) === true
  const init = fields.get('init_lora_weights') ?? true
  const layers = fields.get('layers_to_transform')
  return {
    peftType: text('peft_type') ?? '',
    taskType: text('task_type'),
    baseModel: text('base_model_name_or_path') ?? '',
    revision: text('revision'),
    peftVersion: text('peft_version'),
    rank: numberOf(fields.get('r')) ?? 8,
    alpha: numberOf(fields.get('lora_alpha')) ?? 8,
    dropout: numberOf(fields.get('lora_dropout')) ?? 0,
    targetModules: listOrText('target_modules'),
    excludeModules: listOrText('exclude_modules'),
    targetParameters: list('target_parameters'),
    modulesToSave: list('modules_to_save'),
    bias: text('bias') ?? 'none',
    hasLoraBias: isSet('lora_bias'),
    usesRslora: isSet('use_rslora'),
    usesDora: isSet('use_dora'),
    usesQalora: isSet('use_qalora'),
    fanInFanOut: isSet('fan_in_fan_out'),
    rankPattern: numbersOf(fields.get('rank_pattern')),
    alphaPattern: numbersOf(fields.get('alpha_pattern')),
    layersToTransform: layers === undefined ? undefined : wholesOf(layers),
    layersPattern: list('layers_pattern'),
    layerReplication: rangesOf(fields.get('layer_replication')),
    trainableTokens: tokensOf(fields.get('trainable_token_indices')),
    initLoraWeights: typeof init === 'string' ? init : init === true,
    aloraTokens: wholesOf(fields.get('alora_invocation_tokens') ?? []).length,
    document,
  }
}

function textsOf(value: Json): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function wholesOf(value: Json): readonly number[] {
  return (isJsonArray(value) ? value : [value]).map((item) => numberOf(item) ?? 0)
}

function numbersOf(value: Json | undefined): ReadonlyMap<string, number> {
  if (!isJsonObject(value)) return new Map()
  return new Map(Array.from(value, ([key, item]) => [key, numberOf(item) ?? 0]))
}

function rangesOf(value: Json | undefined): readonly (readonly [number, number])[] {
  if (!isJsonArray(value)) return []
  return value.map((pair) => {
    const [start = 0, end = 0] = wholesOf(pair)
    return [start, end]
  })
}

function tokensOf(value: Json | undefined): ReadonlyMap<string, number> {
  if (isJsonObject(value)) {
    return new Map(Array.from(value, ([module, ids]) => [module, wholesOf(ids).length]))
  }
  return isJsonArray(value) ? new Map([['embed_tokens', value.length]]) : new Map()
}
