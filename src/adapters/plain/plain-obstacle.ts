import { factorsOf, type LoraModule } from '../peft/lora-module.js'
import type { PeftConfig } from '../peft/peft-config.js'
import type { Weights } from '../read/adapter-files.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import { scaleOfModule } from './scale-of-module.js'

export type TensorWeights = Weights & { readonly format: 'safetensors' }

/** What an adapter has that cannot be made plain; undefined when it can. */
export function plainObstacle(config: PeftConfig, weights: TensorWeights): string | undefined {
  const { placed, modules } = weights
  const untold = modules.find((module) => plainParts(config, module) === undefined)
  return [
    config.peftType !== 'LORA' && `the method ${config.peftType}`,
    config.usesQalora && 'use_qalora',
    config.targetParameters.length > 0 && 'target_parameters',
    placed.some(({ role }) => role === 'bias of B') && 'lora_bias',
    placed.some(({ style }) => style !== 'peft') && 'names that are not those of PEFT',
    modules.some(isOddDtype) && 'values that are no floating-point numbers',
    modules.length === 0 && 'no module with LoRA',
    untold !== undefined && `${untold.path}, whose scale cannot be told`,
  ].find((found) => typeof found === 'string')
}

export interface PlainParts {
  readonly scale: number
  readonly down: Tensor
  readonly up: Tensor
}

/** The factors of a module, and what PEFT multiplies their product with. */
export function plainParts(config: PeftConfig, module: LoraModule): PlainParts | undefined {
  const scale = scaleOfModule(config, module)
  const { down, up } = factorsOf(module)
  if (scale === undefined || down === undefined || up === undefined) return undefined
  return { scale, down, up }
}

const dtypes: ReadonlySet<string> = new Set(['F16', 'BF16', 'F32', 'F64'])

function isOddDtype(module: LoraModule): boolean {
  const { down, up } = factorsOf(module)
  return [down, up].some((factor) => factor !== undefined && !dtypes.has(factor.dtype))
}
