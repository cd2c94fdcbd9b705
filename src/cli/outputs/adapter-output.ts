import type { CheckFinding, CheckId } from '../../adapters/checks/adapter-check.js'
import type { CheckResult } from '../../adapters/checks/check-adapter.js'
import type { BumpObjection, BumpReason, Level } from '../../adapters/versions/bump-rule.js'
import type { EngineFit } from '../../adapters/engines/engine-fit.js'
import type { EngineId } from '../../adapters/engines/engine-id.js'

/** What `loradex adapter check --json` prints. */
export interface AdapterCheckOutput {
  readonly format_version: 1
  /** As it was named. */
  readonly adapter: string
  /** As it was named; null without one. */
  readonly base: string | null
  /** That `--engine` named: what they refuse or serve wrong fails. */
  readonly required_engines: readonly EngineId[]
  /** Warnings fail, too. */
  readonly strict: boolean
  /** There are no errors, and with `strict` no warnings. */
  readonly passed: boolean
  readonly checks: readonly AdapterCheckResult[]
  readonly engines: readonly EngineFit[]
}

export interface AdapterCheckResult {
  readonly check: CheckId
  readonly verdict: CheckResult['verdict']
  /** Why it was skipped; null where it was not. */
  readonly reason: string | null
  readonly findings: readonly CheckFinding[]
}

/** What `loradex adapter plain --json` prints. */
export interface AdapterPlainOutput {
  readonly format_version: 1
  /** As it was named. */
  readonly out: string
  /** Of all modules; alpha is the same. */
  readonly rank: number
  readonly modules: number
  /** Modules whose B holds the scale now. */
  readonly scaled: number
  /** Modules with zeros behind their own values. */
  readonly padded: number
}

/** What `loradex adapter inspect --json` prints. */
export interface AdapterInspectOutput {
  readonly format_version: 1
  /** As it was named. */
  readonly adapter: string
  readonly format: 'safetensors' | 'gguf'
  readonly file: string
  readonly bytes: number
  /** Texts of `__metadata__`, or scalars of GGUF. */
  readonly file_metadata: Readonly<Record<string, string>>
  /** As `adapter_config.json` says; null without one. */
  readonly config: AdapterConfigOutput | null
  readonly weights: AdapterWeightsOutput
  /** Options and parts that engines treat differently. */
  readonly features: readonly string[]
  readonly engines: readonly EngineFit[]
}

export interface AdapterConfigOutput {
  readonly peft_type: string
  readonly task_type: string | null
  readonly base_model: string
  readonly rank: number
  readonly alpha: number
  readonly dropout: number
  /** What B times A is multiplied with where no pattern says otherwise. */
  readonly scaling: number
  readonly target_modules: readonly string[]
}

export interface AdapterWeightsOutput {
  readonly tensors: number
  readonly modules: number
  /** Without copies of the base model's weights. */
  readonly trained_parameters: number
  readonly dtypes: Readonly<Record<string, number>>
  /** How many modules have each rank. */
  readonly ranks: Readonly<Record<string, number>>
  /** How many modules end with each name. */
  readonly targets: Readonly<Record<string, number>>
  /** Of whole weights, by name. */
  readonly saved: readonly string[]
}

/** What `loradex adapter bump --json` prints. */
export interface AdapterBumpOutput {
  readonly format_version: 1
  /** Version of the old release. */
  readonly before: string
  /** Version that the new release says it has. */
  readonly declared: string
  /** Null when nothing that a version stands for differs. */
  readonly level: Level | null
  /** The old version raised by the level; null when it is no semantic version. */
  readonly required: string | null
  readonly reasons: readonly BumpReason[]
  /** There are no objections. */
  readonly passed: boolean
  readonly objections: readonly BumpObjection[]
}
