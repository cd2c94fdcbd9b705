import { join } from 'node:path'
import { trainedParameters } from './checks/count.js'
import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import type { GgufHeader } from './gguf/gguf-header.js'
import { lastName, rankOf } from './peft/lora-module.js'
import { contentOf, type AdapterFiles, type Weights } from './read/adapter-files.js'

/** What an adapter's weights consist of, from their header alone. */
export interface WeightsSummary {
  readonly tensors: number
  readonly modules: number
  readonly trainedParameters: number
  readonly dtypes: ReadonlyMap<string, number>
  readonly ranks: ReadonlyMap<string, number>
  readonly targets: ReadonlyMap<string, number>
  readonly saved: readonly string[]
}

/** Names of ggml's types that adapters have. */
const ggmlTypes: ReadonlyMap<number, string> = new Map([
  [0, 'F32'],
  [1, 'F16'],
  [8, 'Q8_0'],
  [30, 'BF16'],
])

/** @throws `adapter.refused` when the weights cannot be read */
export function summarizeWeights(files: AdapterFiles): WeightsSummary {
  const weights = readableWeights(files)
  return weights.format === 'gguf' ? ofGguf(weights.header) : ofSafetensors(weights)
}

/** @throws `adapter.refused` */
export function readableWeights({ weights, shown }: AdapterFiles): Weights {
  const content = contentOf(weights)
  if (content !== undefined) return content
  const named = shown.endsWith(weights.file) ? shown : join(shown, weights.file)
  const { expected, seen } = 'fault' in weights ? weights.fault : { expected: '', seen: '' }
  throw new LoradexError('adapter.refused', {
    message: `${shortPath(named)}: expected ${expected}, saw ${seen}`,
    details: { path: shown, file: weights.file },
    hint: 'Save the adapter again with save_pretrained, which writes adapter_model.safetensors.',
  })
}

function ofSafetensors({ placed, modules }: Weights & { format: 'safetensors' }): WeightsSummary {
  return {
    tensors: placed.length,
    modules: modules.length,
    trainedParameters: trainedParameters(placed),
    dtypes: tally(placed.map(({ tensor }) => tensor.dtype)),
    ranks: tally(modules.map((module) => String(rankOf(module) ?? 'unknown'))),
    targets: tally(modules.map(({ path }) => lastName(path))),
    saved: placed.filter(({ role }) => role === 'saved').map(({ tensor }) => tensor.name),
  }
}

/** llama.cpp names factors `blk.0.attn_q.weight.lora_a`; the rank is their second size. */
function ofGguf({ tensors }: GgufHeader): WeightsSummary {
  const downs = tensors.filter(({ name }) => name.endsWith('.lora_a'))
  const elements = tensors.map(({ shape }) => shape.reduce((product, size) => product * size, 1))
  return {
    tensors: tensors.length,
    modules: downs.length,
    trainedParameters: elements.reduce((sum, count) => sum + count, 0),
    dtypes: tally(tensors.map(({ type }) => ggmlTypes.get(type) ?? `type ${type}`)),
    ranks: tally(downs.map(({ name, shape }) => String(shape[name.startsWith('token') ? 0 : 1]))),
    targets: tally(downs.map(({ name }) => name.split('.').at(-3) ?? name)),
    saved: tensors.filter(({ name }) => !/\.lora_[ab]$/u.test(name)).map(({ name }) => name),
  }
}

function tally(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names.toSorted()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
