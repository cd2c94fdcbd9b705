import type { CheckSubject } from '../checks/check-subject.js'
import { featuresOf, largestRank } from './adapter-feature.js'
import type { EngineId } from './engine-id.js'
import type { Engine, Fit } from './engine.js'
import { engines, ollamaFamilies } from './engines.data.js'

/** How an engine takes an adapter. */
export interface EngineFit {
  /** As `--engine` names it. */
  readonly id: EngineId
  readonly engine: string
  readonly version: string
  /** Day on which that was looked up. */
  readonly seen: string
  readonly how: 'measured' | 'read'
  readonly source: string
  readonly fit: Fit
  /** For all but `loads`: each feature that decides, and what the engine says or does. */
  readonly reasons: readonly string[]
}

/** From the worst to the best. */
const order: readonly Fit[] = ['refuses', 'wrong', 'unknown', 'needs', 'loads']

export function engineFits(subject: CheckSubject): readonly EngineFit[] {
  return engines.map((engine) => fitOf(engine, subject))
}

function fitOf(engine: Engine, subject: CheckSubject): EngineFit {
  const features = featuresOf(subject)
  const reasons: (readonly [Fit, string])[] = engine.rules
    .filter(({ feature }) => features.has(feature))
    .filter(({ feature }) => !(feature === 'saved modules' && isClassifier(engine, subject)))
    .map(({ feature, fit, says }) => [fit, `${feature}: ${says}`] as const)
  const rank = rankReason(engine, largestRank(subject))
  if (rank !== undefined) reasons.push(rank)
  const family = familyReason(engine, subject)
  if (family !== undefined) reasons.push(family)
  const worst = order.find((fit) => reasons.some(([each]) => each === fit)) ?? 'loads'
  const { id, name, version, seen, how, source } = engine
  const deciding = reasons.filter(([fit]) => fit === worst).map(([, text]) => text)
  return { id, engine: name, version, seen, how, source, fit: worst, reasons: deciding }
}

function rankReason({ rankLimit }: Engine, rank: number): readonly [Fit, string] | undefined {
  if (rankLimit === undefined || rank <= rankLimit.rank) return undefined
  const { setting, most = Infinity } = rankLimit
  if (setting === undefined || rank > most) return ['refuses', `rank ${rank} is too large`]
  return ['needs', `${setting} ${rank} or more`]
}

function familyReason(
  { name }: Engine,
  { base }: CheckSubject,
): readonly [Fit, string] | undefined {
  if (name !== 'Ollama' || (base && ollamaFamilies.includes(base.modelType))) return undefined
  if (base === undefined) return ['unknown', 'the family of the base model is not known']
  return ['refuses', `${base.modelType || 'this model'}: unsupported architecture`]
}

/** vLLM takes the heads of classifiers. */
function isClassifier({ name }: Engine, { config }: CheckSubject): boolean {
  const saved = config?.modulesToSave ?? []
  const heads = ['classifier', 'score']
  return name === 'vLLM' && saved.length > 0 && saved.every((module) => heads.includes(module))
}
