import { rankOf, type LoraModule } from '../peft/lora-module.js'
import { pathEndPattern, patternValue } from '../peft/module-pattern.js'
import { scalingOf, type PeftConfig } from '../peft/peft-config.js'

/**
 * What PEFT multiplies the product of B and A with. Undefined where that cannot be told: no rank, or a
 * pattern that cannot be run.
 */
export function scaleOfModule(config: PeftConfig, module: LoraModule): number | undefined {
  const rank = rankOf(module)
  const { path } = module
  const cannotRun = [...config.alphaPattern.keys()].some(
    (pattern) => pathEndPattern(pattern)(path) === undefined,
  )
  if (rank === undefined || rank === 0 || cannotRun) return undefined
  return scalingOf(config, rank, patternValue(config.alphaPattern, path)?.value ?? config.alpha)
}
