import { inc, parse, valid } from 'semver'
import type { BumpObjection, BumpReason, Level, LevelRule, ReleaseRule } from './bump-rule.js'
import type { Release } from './release.js'
import { baseModelRule } from './rules/v1-base-model.js'
import { changelogRule } from './rules/v12-changelog.js'
import { regressionRule } from './rules/v10-regression.js'
import { lineageRule } from './rules/v11-lineage.js'
import { prereleaseRule } from './rules/v13-prerelease.js'
import { outputContractRule } from './rules/v2-output-contract.js'
import { templateRule } from './rules/v3-template.js'
import { taskRule } from './rules/v4-task.js'
import { enginesRule } from './rules/v5-engines.js'
import { dataRule } from './rules/v6-data.js'
import { additionsRule } from './rules/v7-additions.js'
import { textsRule } from './rules/v8-texts.js'
import { rerunRule } from './rules/v9-rerun.js'

const levelRules: readonly LevelRule[] = [
  baseModelRule,
  outputContractRule,
  templateRule,
  taskRule,
  enginesRule,
  dataRule,
  additionsRule,
  textsRule,
  rerunRule,
]

const releaseRules: readonly ReleaseRule[] = [
  regressionRule,
  lineageRule,
  changelogRule,
  prereleaseRule,
]

/** How far the version of an adapter has to move. */
export interface Bump {
  /** Undefined when nothing differs. */
  readonly level: Level | undefined
  /** The version before, raised by that level; undefined when it is no semantic version. */
  readonly required: string | undefined
  /** As the new metadata says. */
  readonly declared: string
  /** The largest level first. */
  readonly reasons: readonly BumpReason[]
  /** Why the new release must not be, as it is. */
  readonly objections: readonly BumpObjection[]
}

export interface BumpOptions {
  /** How much worse a metric may become, as a share of its value. @default 0.01 */
  readonly tolerance?: number
}

const order: readonly Level[] = ['major', 'minor', 'patch']

/** What the rules want of the step from one release to the next. Pure. */
export function bumpAdapter(
  before: Release,
  after: Release,
  { tolerance = 0.01 }: BumpOptions = {},
): Bump {
  const step = { before, after, tolerance }
  const reasons = levelRules
    .flatMap(({ id, reasons: find }) =>
      Array.from(find(step), (reason) => ({ rule: id, ...reason })),
    )
    .toSorted((left, right) => order.indexOf(left.level) - order.indexOf(right.level))
  const level = reasons[0]?.level
  const old = before.metadata.config.adapter_version
  const declared = after.metadata.config.adapter_version
  const required =
    valid(old) === null ? undefined : level === undefined ? old : (inc(core(old), level) ?? old)
  return {
    level,
    required,
    declared,
    reasons,
    objections: [
      ...tooSmall({ required, declared, level }),
      ...releaseRules.flatMap(({ id, objections: find }) =>
        Array.from(find(step), (objection) => ({ rule: id, ...objection })),
      ),
    ],
  }
}

/** Without pre-release and build: 2.0.0-rc.1 is on its way to 2.0.0. */
function core(version: string): string {
  const { major = 0, minor = 0, patch = 0 } = parse(version) ?? {}
  return `${major}.${minor}.${patch}`
}

/** The declared version, without its pre-release, must reach what is required. */
function tooSmall({
  required,
  declared,
  level,
}: Pick<Bump, 'required' | 'declared' | 'level'>): readonly BumpObjection[] {
  const now = parse(declared)
  if (level === undefined || required === undefined || now === null) return []
  if (now.compareMain(required) >= 0) return []
  return [{ rule: 'V11', expected: `${required} or above, a ${level} step`, seen: declared }]
}
