import type { AdapterFeature } from './adapter-feature.js'
import type { EngineId } from './engine-id.js'

/**
 * `refuses`: loading fails; `wrong`: it loads, and answers otherwise than PEFT, in silence; `needs`: it
 * loads with a setting; `unknown`: nobody looked.
 */
export type Fit = 'loads' | 'needs' | 'wrong' | 'refuses' | 'unknown'

/** What an engine does with an adapter that has a feature. */
export interface EngineRule {
  readonly feature: AdapterFeature
  readonly fit: Exclude<Fit, 'loads'>
  /** What the engine says or does. */
  readonly says: string
}

/** What is known of a serving engine. */
export interface Engine {
  readonly id: EngineId
  readonly name: string
  /** What was looked at: a version, or a commit of its repository. */
  readonly version: string
  /** Day of the look, ISO 8601. */
  readonly seen: string
  /** `measured`: the engine was run; `read`: its source was. */
  readonly how: 'measured' | 'read'
  readonly source: string
  readonly rules: readonly EngineRule[]
  /** Larger ranks need the setting, or are refused where there is none. */
  readonly rankLimit?: {
    readonly rank: number
    readonly setting?: string
    /** The largest that the setting takes. */
    readonly most?: number
  }
}
