import type { Counts } from '../records/manifest.js'
import type { PositionState } from './input-position.js'

/** How far a run has come. */
export interface Progress extends Counts, PositionState {
  /** Bytes of records read so far. */
  readonly bytesRead: number
  /** Of the lines emitted so far, before compression. */
  readonly bytesEmitted: number
}
