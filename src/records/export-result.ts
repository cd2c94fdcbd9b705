import type { Json } from '../kernel/json-value.js'
import type { CategoryField } from './categories.js'
import type { Distribution, SplitLengths } from './distribution.js'
import type { Duplicates } from './duplicates.js'
import type { Excerpts } from './excerpts.js'
import type { LaneCounts } from './lane-counts.js'
import type { Counts, ManifestInput, ManifestShard } from './manifest.js'

/** What an export came to, before it is told in documents. */
export interface ExportResult {
  readonly planDigest: string
  readonly sourceId: string
  readonly inputs: readonly ManifestInput[]
  readonly counts: Counts
  readonly emitted: EmittedReport
  /** Absent where duplicates are kept. */
  readonly duplicates?: Duplicates
  readonly categories: readonly CategoryField[]
  readonly excerpts: Excerpts
  readonly shards: readonly ManifestShard[]
  readonly rejects: readonly ManifestShard[]
  /** Facts about every sample; empty unless the recipe asks for them. */
  readonly perSample: readonly ManifestShard[]
  /** For no document: it may differ from run to run. */
  readonly lanes: LaneCounts
  /** Report of each metric, by its id. */
  readonly metrics: ReadonlyMap<string, Json>
}

/** What the emitted samples come to, spelled as in `report.json`. */
export interface EmittedReport {
  /** Samples per split. */
  readonly splits: Readonly<Record<string, number>>
  /** Samples that the schema finds wrong and the recipe keeps all the same. */
  readonly violating: number
  /** Of the produced text, in code points. */
  readonly length: Distribution
  readonly weight: Distribution & {
    readonly sum: number
    /** (Σw)² / Σw²: how many equally weighted samples would count as much. */
    readonly effective_sample_size: number
  }
  /** As `length`, for each split. */
  readonly split_lengths: Readonly<Record<string, SplitLengths>>
}
