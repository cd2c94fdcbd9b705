import type { Release } from './release.js'

export type Level = 'major' | 'minor' | 'patch'

/** In their order. */
export const ruleIds = [
  'V1',
  'V2',
  'V3',
  'V4',
  'V5',
  'V6',
  'V7',
  'V8',
  'V9',
  'V10',
  'V11',
  'V12',
  'V13',
] as const

type RuleId = (typeof ruleIds)[number]

/** Why a rule wants a level. */
export interface BumpReason {
  readonly rule: RuleId
  readonly level: Level
  /** One line: what differs. */
  readonly because: string
}

/** What must not be, whatever the level. */
export interface BumpObjection {
  readonly rule: RuleId
  readonly expected: string
  readonly seen: string
}

/** The release before, and the one that is to replace it. */
interface Step {
  readonly before: Release
  readonly after: Release
  /** How much worse a metric may become, as a share of its value. @default 0.01 */
  readonly tolerance: number
}

/** A rule of the change from one release to the next. */
export interface LevelRule {
  readonly id: RuleId
  readonly about: string
  reasons(step: Step): Iterable<Omit<BumpReason, 'rule'>>
}

/** A rule of the new release, with the one before where there is one. */
export interface ReleaseRule {
  readonly id: RuleId
  readonly about: string
  objections(
    step: Omit<Step, 'before'> & { readonly before?: Release },
  ): Iterable<Omit<BumpObjection, 'rule'>>
}
