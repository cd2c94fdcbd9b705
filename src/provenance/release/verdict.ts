import type { AdapterMetadata } from '../../adapters/read-adapter-metadata.js'

/** One question to a release, and its answer. */
export interface ReleaseVerdict {
  readonly check: string
  /** `failed`: the release is not made; `skipped`: it could not be asked. */
  readonly verdict: 'passed' | 'warned' | 'failed' | 'skipped'
  /** In a line each: what was seen, and what follows from it. */
  readonly details: readonly string[]
}

/** How a serving engine takes the adapter. */
export interface EngineVerdict {
  readonly engine: string
  readonly version: string
  readonly fit: 'loads' | 'needs' | 'wrong' | 'refuses' | 'unknown'
  readonly reasons: readonly string[]
}

/** What those who know weights and versions say of an adapter. */
export interface AdapterJudges {
  /** Holds weights against configuration and the metadata that will be written. */
  check(
    folder: string,
    metadata: AdapterMetadata,
  ): Promise<{
    readonly verdicts: readonly ReleaseVerdict[]
    readonly engines: readonly EngineVerdict[]
  }>
  /** Whether the version is large enough for what changed since the parent. */
  version(step: VersionStep): Promise<ReleaseVerdict>
}

/** From one release to the next. */
interface VersionStep {
  /** Folder of the release before. */
  readonly parent: string
  readonly folder: string
  /** As it will be written. */
  readonly metadata: AdapterMetadata
  /** Text of the JSON Schema that will lie beside it. */
  readonly schema: string | undefined
}

export function hasFailed(verdicts: readonly ReleaseVerdict[]): boolean {
  return verdicts.some(({ verdict }) => verdict === 'failed')
}
