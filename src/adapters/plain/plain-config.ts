import type { Json, JsonObject } from '../../kernel/json-value.js'

/** The options with one rank for all modules, whose product is taken as it is. */
export function plainConfig(document: JsonObject, rank: number): JsonObject {
  const plain = new Map<string, Json>(document)
  plain.set('r', rank)
  plain.set('lora_alpha', rank)
  plain.set('use_rslora', false)
  plain.set('rank_pattern', new Map())
  plain.set('alpha_pattern', new Map())
  return plain
}
