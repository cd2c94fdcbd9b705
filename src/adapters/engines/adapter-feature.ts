import { factorsOf, lastName } from '../peft/lora-module.js'
import { changesBase } from '../peft/peft-config.js'
import type { PlacedTensor, TensorRole } from '../peft/place-tensor.js'
import type { CheckSubject } from '../checks/check-subject.js'

/** What engines treat differently. */
const adapterFeatures = [
  'another method',
  'DoRA',
  'rsLoRA',
  'QALoRA',
  'rank pattern',
  'alpha pattern',
  'bias of the base',
  'bias of LoRA',
  'saved modules',
  'base-changing init',
  'repeated layers',
  'trainable tokens',
  'parameters',
  'activated LoRA',
  'adapted embedding',
  'adapted head',
  'some layers',
  'foreign names',
] as const

export type AdapterFeature = (typeof adapterFeatures)[number]

/** Each said by the config or by the tensors; either is enough. */
const signs: Readonly<Record<AdapterFeature, (subject: CheckSubject) => boolean | undefined>> = {
  'another method': ({ config }) => config && config.peftType !== 'LORA',
  DoRA: ({ config, placed }) => config?.usesDora === true || hasRole(placed, 'magnitude'),
  rsLoRA: ({ config }) => config?.usesRslora,
  QALoRA: ({ config }) => config?.usesQalora,
  'rank pattern': ({ config }) => config && config.rankPattern.size > 0,
  'alpha pattern': ({ config }) => config && config.alphaPattern.size > 0,
  'bias of the base': ({ config }) => config && config.bias !== 'none',
  'bias of LoRA': ({ config, placed }) =>
    config?.hasLoraBias === true || hasRole(placed, 'bias of B'),
  'saved modules': ({ config, placed }) =>
    (config?.modulesToSave ?? []).length > 0 || hasRole(placed, 'saved'),
  'base-changing init': ({ config }) => config && changesBase(config),
  'repeated layers': ({ config }) => config && config.layerReplication.length > 0,
  'trainable tokens': ({ config, placed }) =>
    (config?.trainableTokens.size ?? 0) > 0 || hasRole(placed, 'token delta'),
  parameters: ({ config }) => config && config.targetParameters.length > 0,
  'activated LoRA': ({ config }) => config && config.aloraTokens > 0,
  'adapted embedding': ({ modules }) => modules.some(({ isEmbedding }) => isEmbedding),
  'adapted head': ({ modules }) => modules.some(({ path }) => lastName(path) === 'lm_head'),
  'some layers': hasUnevenLayers,
  'foreign names': ({ placed }) => placed.some(({ style }) => style !== 'peft'),
}

/** What an adapter has, in the order of the list. */
export function featuresOf(subject: CheckSubject): ReadonlySet<AdapterFeature> {
  return new Set(adapterFeatures.filter((feature) => signs[feature](subject) === true))
}

function hasRole(placed: readonly PlacedTensor[], wanted: TensorRole): boolean {
  return placed.some(({ role }) => role === wanted)
}

/** The largest rank of a module. */
export function largestRank({ modules, config }: CheckSubject): number {
  const ranks = modules.map((module) => factorsOf(module).down?.shape[0] ?? 0)
  return Math.max(0, ...ranks) || (config?.rank ?? 0)
}

/** Some kind of module is adapted in some layers only. */
function hasUnevenLayers({ config, modules, base }: CheckSubject): boolean {
  if ((config?.layersToTransform?.length ?? 0) > 0) return true
  const layers = new Map<string, number>()
  for (const { path } of modules) {
    if (!/(?:^|\.)\d+\./u.test(path)) continue
    const kind = lastName(path)
    layers.set(kind, (layers.get(kind) ?? 0) + 1)
  }
  const counts = [...layers.values()]
  const most = Math.max(base?.layers ?? 0, ...counts)
  return counts.some((count) => count < most)
}
