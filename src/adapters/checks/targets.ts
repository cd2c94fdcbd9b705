import { findModule, type BaseModel } from '../base/base-model.js'
import { lastName, layerOf, type LoraModule } from '../peft/lora-module.js'
import type { PeftConfig } from '../peft/peft-config.js'
import { targetsModule } from '../peft/targets-module.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'
import { withoutLora } from './check-subject.js'
import { groupBy } from './group-by.js'
import { isOfParameter } from './target-parameter.js'

/** Whether the modules that are adapted are those that the config names. */
export const targets: AdapterCheck = {
  id: 'targets',
  skipped: (subject) => {
    const reason = withoutLora(subject)
    const { targetModules, targetParameters = [] } = subject.config ?? {}
    if (reason !== undefined) return reason
    if (targetModules === undefined && targetParameters.length === 0) return 'no target_modules'
    return targetModules === 'all-linear' ? 'all-linear, which names no modules' : undefined
  },
  *run({ config, modules, base }) {
    if (config === undefined) return
    for (const { path } of modules) {
      const isTarget = targetsModule(config, path) ?? true
      if (!isTarget && !isOfParameter(config, path)) yield extra(path)
    }
    const isKnown = base?.knownFrom !== undefined
    if (isKnown) yield* missingOfBase(config, modules, base)
    else {
      yield* namesWithout(config, modules)
      yield* missingInLayers(config, modules)
    }
  },
}

function extra(path: string): CheckFinding {
  return {
    severity: 'error',
    where: path,
    expected: 'a module that target_modules names',
    observed: 'one that it does not',
    consequence: 'PEFT leaves these weights out, with a warning only.',
  }
}

function* missingOfBase(
  config: PeftConfig,
  modules: readonly LoraModule[],
  base: BaseModel,
): Generator<CheckFinding> {
  const there = new Set(modules.map(({ path }) => path))
  const first = firstPart(modules, base)
  let targeted = 0
  for (const known of base.modules.keys()) {
    const path = `${first}${known}`
    // A regular expression that is not run says nothing about what is missing.
    if (targetsModule(config, path) !== true) continue
    targeted += 1
    if (!there.has(path) && !isReplicated(config)) yield missing(path)
  }
  const names = Array.isArray(config.targetModules) ? config.targetModules : []
  if (targeted === 0 && names.length > 0) yield missing(names.join(', '))
}

/** What the class of the model adds before the names of its checkpoint. */
function firstPart(modules: readonly LoraModule[], base: BaseModel): string {
  const [found] = modules.filter(({ path }) => findModule(base, path) !== undefined)
  if (found === undefined || base.modules.has(found.path)) return ''
  return found.path.slice(0, found.path.indexOf('.') + 1)
}

function isReplicated({ layerReplication }: PeftConfig): boolean {
  return layerReplication.length > 0
}

/** Names of the list that no module of the adapter ends with. */
function* namesWithout(
  config: PeftConfig,
  modules: readonly LoraModule[],
): Generator<CheckFinding> {
  const { targetModules } = config
  if (targetModules === undefined || typeof targetModules === 'string') {
    if (modules.length === 0) yield missing(targetModules ?? 'a module')
    return
  }
  for (const name of targetModules) {
    const isThere = modules.some(({ path }) => path === name || path.endsWith(`.${name}`))
    if (!isThere) yield missing(name)
  }
}

/** A layer that lacks what other layers have; without the base model, only a suspicion. */
function* missingInLayers(
  config: PeftConfig,
  modules: readonly LoraModule[],
): Generator<CheckFinding> {
  const { targetModules, excludeModules } = config
  const isPlain = Array.isArray(targetModules) && excludeModules === undefined
  if (!isPlain) return
  const layers = new Set(
    modules.map(({ path }) => layerOf(path)).filter((layer) => layer !== undefined),
  )
  const byKind = groupBy(
    modules.filter(({ path }) => layerOf(path) !== undefined),
    ({ path }) => path.replace(/(^|\.)\d+(?=\.|$)/u, '$1N'),
  )
  for (const [kind, ofKind] of byKind) {
    const own = new Set(ofKind.map(({ path }) => layerOf(path)))
    for (const layer of layers) {
      if (own.has(layer)) continue
      const path = kind.replace(/(^|\.)N(?=\.|$)/u, `$1${layer}`)
      yield {
        ...missing(path),
        severity: 'warning',
        expected: `${lastName(kind)} as in other layers`,
      }
    }
  }
}

function missing(name: string): CheckFinding {
  return {
    severity: 'error',
    where: name,
    expected: 'weights for it, because target_modules names it',
    observed: 'none',
    consequence: 'PEFT fills the module with its initial values, which have no effect.',
  }
}
