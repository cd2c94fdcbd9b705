import type { ByteLane } from '../engine/byte-lane.js'
import type { Source, SourcePart } from '../sources/source.js'
import type { Pipeline } from './pipeline.js'

/** All that decides the bytes of an export: the same plan gives the same bytes. */
export interface ExportPlan {
  /** SHA-256 of recipe, part list, format and version of loradex, in hex. */
  readonly digest: string
  readonly source: Source
  /** In input order, which is also the order of writing, whoever reads them. */
  readonly parts: readonly SourcePart[]
  readonly pipeline: Pipeline
  /**
   * A byte lane of its own for each thread, or nothing where there is no WebAssembly.
   * Absent: every record goes through the object lane.
   */
  readonly createLane?: () => ByteLane | undefined
}
