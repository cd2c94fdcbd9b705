import type { Tensor } from '../safetensors/tensor-header.js'
import type { PlacedTensor, TensorRole } from './place-tensor.js'

/** What an adapter has for one module of the base model. */
export interface LoraModule {
  readonly path: string
  readonly tensors: ReadonlyMap<TensorRole, Tensor>
  readonly isEmbedding: boolean
}

/** Modules that are adapted, in the order of their names; those that are only saved are not among them. */
export function loraModules(placed: readonly PlacedTensor[]): readonly LoraModule[] {
  const byPath = new Map<string, Map<TensorRole, Tensor>>()
  for (const { module, role, tensor } of placed) {
    if (role === 'saved') continue
    const tensors = byPath.get(module) ?? new Map<TensorRole, Tensor>()
    tensors.set(role, tensor)
    byPath.set(module, tensors)
  }
  return Array.from(byPath, ([path, tensors]) => ({
    path,
    tensors,
    isEmbedding: tensors.has('embedding A') || tensors.has('embedding B'),
  }))
    .filter(({ tensors }) => hasLora(tensors))
    .toSorted((left, right) => (left.path < right.path ? -1 : 1))
}

function hasLora(tensors: ReadonlyMap<TensorRole, Tensor>): boolean {
  return (['A', 'B', 'embedding A', 'embedding B'] as const).some((role) => tensors.has(role))
}

/** The two factors, whichever way the module spells them. */
export function factorsOf({ tensors }: LoraModule): {
  readonly down: Tensor | undefined
  readonly up: Tensor | undefined
} {
  return {
    down: tensors.get('A') ?? tensors.get('embedding A'),
    up: tensors.get('B') ?? tensors.get('embedding B'),
  }
}

/** Rank as the factor into the rank has it; undefined without that factor. */
export function rankOf(module: LoraModule): number | undefined {
  return factorsOf(module).down?.shape[0]
}

/** The last part: `q_proj`. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** The number behind a list of blocks: 3 of `model.layers.3.mlp.up_proj`. */
export function layerOf(path: string): number | undefined {
  const [, digits] = /(?:^|\.)(\d+)(?:\.|$)/u.exec(path) ?? []
  return digits === undefined ? undefined : Number(digits)
}
