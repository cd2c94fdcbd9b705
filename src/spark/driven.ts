import type { Unfinished } from '../export/folder/work-folder.js'
import type { Progress } from '../export/progress.js'
import type { Reject } from '../export/reject.js'
import type { JsonObject } from '../kernel/json-value.js'
import type { ExportEvent } from '../recipe/export-event.js'
import type { PlannedExport } from '../recipe/plan-export.js'
import type { Cluster, ClusterFacts } from './cluster.js'
import type { Copy } from './move-copies.js'
import type { PlanDocument } from './plan-document.js'
import type { SparkFolder } from './spark-folder.js'

export interface DriveOptions {
  /** Path or URI of Hadoop, absolute. */
  readonly target: string
  readonly document: PlanDocument
  /** Files of this machine that the plan has elsewhere. @default none */
  readonly copies?: readonly Copy[]
  readonly replace?: boolean
  readonly unfinished?: Unfinished
  /** What `adapter_metadata.json` says. */
  readonly exportedAt: Date
  readonly originalMetadata?: JsonObject | undefined
  readonly signal?: AbortSignal | undefined
  readonly onEvent?: ((event: ExportEvent) => void) | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly onReject?: ((reject: Reject) => void) | undefined
}

/** An export that is being made. */
export interface Driven {
  readonly cluster: Cluster
  readonly planned: PlannedExport
  readonly folder: SparkFolder
  readonly facts: ClusterFacts
  /** A folder of this machine, for what the driver writes itself. */
  readonly local: string
  readonly options: DriveOptions
}
