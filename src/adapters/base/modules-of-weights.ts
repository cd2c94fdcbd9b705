import type { Tensor } from '../safetensors/tensor-header.js'
import type { ModuleShape } from './base-model.js'

/** These classes keep matrices the other way round (`Conv1D`). */
const transposedTypes: ReadonlySet<string> = new Set(['gpt2', 'openai-gpt', 'imagegpt'])
const transposedNames = /\.(?:c_attn|c_proj|c_fc|q_attn)$/u

const weightName = /\.(?:weight|qweight|weight_packed|packed_weight)$/u

/** The modules whose weights these are. Norms and biases are not adapted, and not among them. */
export function modulesOfWeights(
  tensors: readonly Tensor[],
  modelType: string,
): ReadonlyMap<string, ModuleShape> {
  const modules = new Map<string, ModuleShape>()
  for (const { name, dtype, shape } of tensors) {
    if (!weightName.test(name) || shape.length < 2) continue
    const path = name.replace(weightName, '')
    const isPlain = name.endsWith('.weight') && /^(?:F|BF)(?:16|32|64)/u.test(dtype)
    const isTransposed = transposedTypes.has(modelType) && transposedNames.test(path)
    const [rows = 0, columns = 0] = isTransposed ? shape.toReversed() : shape
    modules.set(path, isPlain ? { outputs: rows, inputs: columns } : undefined)
  }
  return modules
}
