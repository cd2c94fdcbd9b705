import { isJsonArray, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { peftFields } from './peft-fields.data.js'

/** What says nothing of the weights: where, when and by which version they were written. */
const circumstances: ReadonlySet<string> = new Set([
  'auto_mapping',
  'base_model_name_or_path',
  'inference_mode',
  'megatron_config',
  'megatron_core',
  'peft_version',
  'revision',
])

/** Members of sets that PEFT writes in any order. */
const sets: ReadonlySet<string> = new Set([
  'target_modules',
  'exclude_modules',
  'modules_to_save',
  'layers_to_transform',
])

/**
 * The options of `adapter_config.json` that decide what the weights mean, without nulls and empty
 * values, sets sorted: two adapters are of one kind exactly when these are the same.
 */
export function loraOptions(document: JsonObject): JsonObject {
  const options = new Map<string, Json>()
  for (const field of Object.keys(peftFields)) {
    const value = document.get(field) ?? null
    if (circumstances.has(field) || isEmpty(value)) continue
    options.set(field, sets.has(field) && isJsonArray(value) ? sorted(value) : value)
  }
  return options
}

function isEmpty(value: Json): boolean {
  const text = canonicalJson(value)
  return text === 'null' || text === '{}' || text === '[]'
}

function sorted(items: readonly Json[]): readonly Json[] {
  return items
    .map((item) => ({ item, text: canonicalJson(item) }))
    .toSorted((left, right) => (left.text < right.text ? -1 : 1))
    .map(({ item }) => item)
}
