import { isJsonArray, isJsonObject, type JsonObject } from '../../kernel/json-value.js'
import { numberOf } from '../peft/field-kinds.js'

/** The figures of a `config.json` that decide the shapes of weights. */
export interface BaseConfig {
  readonly modelType: string
  readonly hidden: number | undefined
  readonly intermediate: number | undefined
  readonly layers: number | undefined
  readonly heads: number | undefined
  readonly keyValueHeads: number | undefined
  readonly headSize: number | undefined
  readonly vocabulary: number | undefined
  readonly tiesEmbeddings: boolean
  readonly isMultimodal: boolean
}

export function baseConfig(document: JsonObject): BaseConfig {
  const whole = (...names: readonly string[]): number | undefined =>
    names.map((name) => numberOf(document.get(name))).find((value) => value !== undefined)
  const modelType = document.get('model_type')
  const hidden = whole('hidden_size', 'n_embd', 'd_model')
  const heads = whole('num_attention_heads', 'n_head')
  const evenHead = hidden === undefined || heads === undefined ? undefined : hidden / heads
  const types = document.get('layer_types')
  return {
    modelType: typeof modelType === 'string' ? modelType : '',
    hidden,
    intermediate: whole('intermediate_size', 'n_inner', 'ffn_dim'),
    layers:
      whole('num_hidden_layers', 'n_layer') ?? (isJsonArray(types) ? types.length : undefined),
    heads,
    keyValueHeads: whole('num_key_value_heads') ?? heads,
    headSize: whole('head_dim') ?? evenHead,
    vocabulary: whole('vocab_size'),
    tiesEmbeddings: document.get('tie_word_embeddings') === true,
    isMultimodal: isJsonObject(document.get('text_config')),
  }
}
