import type { LoraModule } from '../peft/lora-module.js'
import { pathEndPattern } from '../peft/module-pattern.js'
import type { PeftConfig } from '../peft/peft-config.js'
import type { CheckFinding } from './adapter-check.js'

/** Keys of a pattern that fit no module of the adapter. */
export function* unusedPatterns(
  field: 'rank_pattern' | 'alpha_pattern',
  { targetParameters, rankPattern, alphaPattern }: PeftConfig,
  modules: readonly LoraModule[],
): Generator<CheckFinding> {
  // Patterns fit names of parameters as well, which stand in no tensor's name.
  if (targetParameters.length > 0) return
  const patterns = field === 'rank_pattern' ? rankPattern : alphaPattern
  for (const pattern of patterns.keys()) {
    const match = pathEndPattern(pattern)
    const fits = modules.map(({ path }) => match(path))
    if (fits.some((fit) => fit !== false)) continue
    yield {
      severity: 'warning',
      where: `adapter_config.json ${field}`,
      expected: 'patterns that fit a module',
      observed: `${JSON.stringify(pattern.slice(0, 80).toWellFormed())}, which fits none`,
      consequence: 'The pattern has no effect.',
    }
  }
}
