import { wholePathPattern } from './module-pattern.js'
import type { PeftConfig } from './peft-config.js'

/**
 * Whether PEFT adapts the module at this path of the base model. `undefined`: an expression cannot be
 * run in linear time, so nobody knows.
 */
export function targetsModule(config: PeftConfig, path: string): boolean | undefined {
  const { targetModules, excludeModules } = config
  const isExcluded = fits(excludeModules, path)
  if (isExcluded === true) return false
  if (targetModules === undefined || isExcluded === undefined) return undefined
  if (typeof targetModules === 'string') {
    return targetModules === 'all-linear' ? undefined : wholePathPattern(targetModules)(path)
  }
  if (targetModules.includes(path)) return true
  return fits(targetModules, path) === true && isInLayers(config, path)
}

function fits(names: readonly string[] | string | undefined, path: string): boolean | undefined {
  if (names === undefined) return false
  if (typeof names === 'string') return wholePathPattern(names)(path)
  return names.some((name) => path === name || path.endsWith(`.${name}`))
}

function isInLayers({ layersToTransform, layersPattern }: PeftConfig, path: string): boolean {
  if (layersToTransform === undefined || layersToTransform.length === 0) return true
  const parts = path.split('.')
  const layer = parts.find((part, place) => {
    const list = parts[place - 1] ?? ''
    const isNamed = layersPattern.length === 0 || layersPattern.includes(list)
    return /^\d+$/u.test(part) && place > 0 && isNamed
  })
  return layer !== undefined && layersToTransform.includes(Number(layer))
}
