import type { WorkPlaces } from '../export/folder/work-folder.js'
import type { ShardName } from '../sinks/jsonl-shards.js'
import type { Copied, Retry } from '../sources/source.js'

/** What an export is about to do or has done, for those who show or log it: no record, no secret. */
export type ExportEvent =
  /**
   * Gone when the export has ended, unless a later one can go on with it. An earlier one that this one is to go on with
   * has read so many records.
   */
  | {
      readonly kind: 'work-folder'
      readonly places: WorkPlaces
      readonly read: number | undefined
    }
  /** Planning may copy the source; reading judges and writes, too; writing closes and documents. */
  | { readonly kind: 'phase'; readonly phase: 'plan' | 'read' | 'write' | 'publish' }
  | ({ readonly kind: 'copied' } & Copied)
  | ({ readonly kind: 'retry' } & Retry)
  | ({ readonly kind: 'planned' } & PlanFacts)
  /** An earlier export is gone on with: where it was interrupted, or behind its end. */
  | ({ readonly kind: 'resumed'; readonly appends: boolean } & Reached)
  /** From here on it could be. */
  | ({ readonly kind: 'checkpoint' } & Reached)
  /** `isData`: it takes samples, rather than rejects or measures. */
  | ({ readonly kind: 'shard-opened'; readonly isData: boolean } & ShardName)
  | ({ readonly kind: 'shard-closed' } & ShardName & ShardFacts)

/** How far an export has come. */
export interface Reached {
  /** Records read. */
  readonly read: number
  readonly partsDone: number
  readonly parts: number
}

export interface PlanFacts {
  readonly digest: string
  /** Id of the source. */
  readonly source: string
  readonly inputs: number
  readonly parts: number
  /** Threads beside the main one. */
  readonly workers: number
}

interface ShardFacts {
  readonly records: number
  /** Size of the file. */
  readonly bytes: number
}
