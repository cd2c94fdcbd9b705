import { factorsOf, rankOf, type LoraModule } from '../peft/lora-module.js'
import { patternValue } from '../peft/module-pattern.js'
import type { PeftConfig } from '../peft/peft-config.js'
import type { Tensor } from '../safetensors/tensor-header.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { shapeText } from './shape-text.js'
import { withoutLora } from './check-subject.js'
import { isOfParameter } from './target-parameter.js'
import { unusedPatterns } from './unused-patterns.js'

/** Whether both factors have the rank that the config declares for their module. */
export const rank: AdapterCheck = {
  id: 'rank',
  skipped: withoutLora,
  *run({ config, modules }) {
    if (config === undefined) return
    if (config.rank < 1) yield notARank(config.rank)
    for (const module of modules) yield* moduleRank(module, config)
    yield* unusedPatterns('rank_pattern', config, modules)
  },
}

function* moduleRank(module: LoraModule, config: PeftConfig): Generator<CheckFinding> {
  const { down, up } = factorsOf(module)
  const factors = [down, up].filter((factor) => factor !== undefined)
  yield* factors.filter(({ shape }) => shape.length < 2).map(notAMatrix)
  const own = rankOf(module)
  if (down === undefined || own === undefined) return
  const { pattern, value } = patternValue(config.rankPattern, module.path) ?? {
    pattern: undefined,
    value: config.rank,
  }
  if (own !== value && !isMultiple(own, module, config)) {
    yield {
      severity: 'error',
      where: down.name,
      expected: `rank ${value}, as ${pattern === undefined ? 'r' : `rank_pattern ${pattern}`} says`,
      observed: `rank ${own}, shape ${shapeText(down.shape)}`,
      consequence: 'PEFT and engines fail to load the tensor, or scale it wrongly.',
    }
  }
  if (up !== undefined && up.shape[1] !== own) yield unlike(up, own)
}

function unlike({ name, shape }: Tensor, own: number): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected: `${own} columns, the rank of its partner`,
    observed: `shape ${shapeText(shape)}`,
    consequence: 'The two factors cannot be multiplied.',
  }
}

/** Factors for all experts of a layer lie in one tensor; which parameter it is for, no name says. */
function isMultiple(own: number, { path }: LoraModule, config: PeftConfig): boolean {
  const ranks = [config.rank, ...config.rankPattern.values()]
  return isOfParameter(config, path) && ranks.some((each) => each > 0 && own % each === 0)
}

function notAMatrix({ name, shape }: Tensor): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected: 'a matrix',
    observed: `shape ${shapeText(shape)}`,
    consequence: 'PEFT fails to load the tensor.',
  }
}

function notARank(seen: number): CheckFinding {
  return {
    severity: 'error',
    where: 'adapter_config.json r',
    expected: 'a whole number >= 1',
    observed: String(seen),
    consequence: 'PEFT refuses the config.',
  }
}
