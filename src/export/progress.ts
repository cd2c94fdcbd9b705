import type { Amount } from './input-position.js'
import type { Counts } from '../records/manifest.js'

/** How far a run has come. */
export interface Progress extends Counts {
  /** Bytes of records read so far. */
  readonly bytesRead: number
  /** Of the lines emitted so far, before compression. */
  readonly bytesEmitted: number
  readonly partsDone: number
  readonly parts: number
  /** Of the input, in bytes as it lies there or in records; undefined when the source cannot know. */
  readonly amount: Amount | undefined
}
