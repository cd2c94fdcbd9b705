import type { SparkFacts } from '../../recipe/export-recipe.js'
import type { ReportDocument } from '../../report/report-document.js'

/** What `loradex export --json` prints: the report without single records, and how the run went. */
export interface ExportOutput extends Omit<ReportDocument, 'excerpts'> {
  readonly run: RunFacts
}

export interface RunFacts {
  /** The folder that was written. */
  readonly path: string
  readonly duration_ms: number
  /** Of the shards. */
  readonly bytes_written: number
  /** Threads that were started; 0 where the main thread did everything. */
  readonly workers: number
  /** Records that an interrupted export had read; absent when this one began with the first. */
  readonly resumed_at?: number
  /** The export that this one appends to; absent when it appends to none. */
  readonly appended_to?: AppendedFacts
  /** Records by the lane that has decided them; the bytes of an export do not depend on it. */
  readonly lanes: LaneFacts
  /** What a Spark cluster tells of it; absent where this machine did everything. */
  readonly spark?: SparkFacts
}

export interface AppendedFacts {
  /** SHA-256 of its manifest, in hex. */
  readonly manifest_sha256: string
  /** Records that it had read, and samples that it had emitted; all other figures are of both. */
  readonly read: number
  readonly emitted: number
  /** Nothing was new: the export stays as it was. */
  readonly unchanged: boolean
}

export interface LaneFacts {
  /** Records that were decided as bytes. */
  readonly bytes: number
  /** Records that were decided as objects. */
  readonly objects: number
  /** Of these, by reason. */
  readonly reasons: Readonly<Record<string, number>>
  /** Why the recipe has no byte lane; null where it has one. */
  readonly no_byte_lane: string | null
}
