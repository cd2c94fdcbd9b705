import type { ReadOptions } from './source.js'

export interface ReadElementsOptions extends ReadOptions {
  readonly input: string
  /** Longest element; a longer one is skipped to its end and given as damaged. @default 64 MiB */
  readonly maxRecordBytes?: number | undefined
  /** Bytes have a position in the input: it is not compressed. */
  readonly hasOffsets: boolean
  /** Keys that lead from the object that the input is to the array. @default the input is the array */
  readonly keys?: readonly string[] | undefined
}
