import type { BaseConfig } from './base-config.js'

/** Sizes that a weight can have, by name. */
export type Size = 'hidden' | 'intermediate' | 'queries' | 'keys' | 'vocabulary' | 'qkv' | 'gateUp'

/** Weights of one block, and of the model around the blocks: `[outputs, inputs]`. */
export interface Architecture {
  readonly blocks: string
  readonly ofBlock: Readonly<Record<string, readonly [Size, Size]>>
  readonly around: Readonly<Record<string, readonly [Size, Size]>>
}

const attention = {
  'self_attn.q_proj': ['queries', 'hidden'],
  'self_attn.k_proj': ['keys', 'hidden'],
  'self_attn.v_proj': ['keys', 'hidden'],
  'self_attn.o_proj': ['hidden', 'queries'],
} as const

const around = {
  'model.embed_tokens': ['vocabulary', 'hidden'],
  lm_head: ['vocabulary', 'hidden'],
} as const

const llama: Architecture = {
  blocks: 'model.layers',
  ofBlock: {
    ...attention,
    'mlp.gate_proj': ['intermediate', 'hidden'],
    'mlp.up_proj': ['intermediate', 'hidden'],
    'mlp.down_proj': ['hidden', 'intermediate'],
  },
  around,
}

const phi3: Architecture = {
  blocks: 'model.layers',
  ofBlock: {
    'self_attn.qkv_proj': ['qkv', 'hidden'],
    'self_attn.o_proj': ['hidden', 'queries'],
    'mlp.gate_up_proj': ['gateUp', 'hidden'],
    'mlp.down_proj': ['hidden', 'intermediate'],
  },
  around,
}

const starcoder2: Architecture = {
  blocks: 'model.layers',
  ofBlock: {
    ...attention,
    'mlp.c_fc': ['intermediate', 'hidden'],
    'mlp.c_proj': ['hidden', 'intermediate'],
  },
  around,
}

/** By `model_type`. All others are known by their weights only. */
export const architectures: Readonly<Record<string, Architecture>> = {
  llama,
  mistral: llama,
  ministral: llama,
  qwen2: llama,
  qwen3: llama,
  gemma: llama,
  gemma2: llama,
  gemma3_text: llama,
  smollm3: llama,
  granite: llama,
  olmo: llama,
  olmo2: llama,
  phi3,
  starcoder2,
}

export function sizeOf(size: Size, config: BaseConfig): number | undefined {
  const { hidden, intermediate, heads, keyValueHeads, headSize, vocabulary } = config
  const queries = times(heads, headSize)
  const keys = times(keyValueHeads, headSize)
  const sizes: Readonly<Record<Size, number | undefined>> = {
    hidden,
    intermediate,
    queries,
    keys,
    vocabulary,
    qkv: queries === undefined || keys === undefined ? undefined : queries + 2 * keys,
    gateUp: times(intermediate, 2),
  }
  return sizes[size]
}

function times(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left * right
}
