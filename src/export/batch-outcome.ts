import type { CategoryColumn } from './categories/category-source.js'
import type { LaneCounts } from '../records/lane-counts.js'
import type { Drop } from '../records/verdict.js'

/** What became of one batch of records. Plain data, valid until the next outcome is asked for. */
export interface BatchOutcome {
  /** Records in the batch; equals candidates plus rejects. */
  readonly read: number
  /** Lines (rows) that the batch covers in the input. */
  readonly lineCount: number
  /** Bytes of the records, for progress. */
  readonly bytesRead: number
  /** As in the record batch, for progress. */
  readonly inputBytes?: number | undefined
  /** Which lane has decided how many of the records. */
  readonly lanes: LaneCounts
  /** Samples that only a duplicate before them can still drop. */
  readonly candidates: Candidates
  readonly rejects: Rejects
}

/** One column per fact, one entry per candidate, in input order. */
export interface Candidates {
  /** The lines as they will be written, each with its line end; in any order. */
  readonly bytes: Uint8Array
  /** Position of each line. */
  readonly starts: Uint32Array
  /** Position behind the line end of each line. */
  readonly ends: Uint32Array
  /** Position behind the content of each line: what follows is weight, metadata, the last brace. */
  readonly contentEnds: Uint32Array
  /** Line in the input, from the start of the batch. */
  readonly lines: Uint32Array
  /** Four words each: a 128-bit digest of the content. */
  readonly keys: Uint32Array
  /** Index into the pipeline's series. */
  readonly splits: Uint8Array
  /** Code points of the produced text. */
  readonly lengths: Uint32Array
  readonly weights: Float64Array
  /** 1 where the schema found something wrong and the recipe keeps the sample all the same. */
  readonly violations: Uint8Array
  /** Where each record lies in the input, in bytes, when it has such a position; else empty. */
  readonly offsets: Float64Array
  readonly categories: CategoryColumn
  /** The records as they were read; empty unless rejects are to carry them. */
  readonly records: readonly RecordText[]
}

/** Records that are dropped whatever came before them: one entry per record, in input order. */
export interface Rejects {
  /** What is said of them; those that are dropped alike share one. */
  readonly drops: readonly Drop[]
  /** Of each record: index in `drops`. */
  readonly kinds: Uint32Array
  /** As of the candidates. */
  readonly lines: Uint32Array
  readonly offsets: Float64Array
  readonly records: readonly RecordText[]
}

/** What is said of the reject with this place in the columns. */
export function dropOf({ drops, kinds }: Rejects, place: number): Drop {
  const drop = drops[kinds[place] ?? -1]
  if (!drop) throw new RangeError(`expected one of ${kinds.length} rejects, saw place ${place}`)
  return drop
}

/** The record as text, or in Base64 when it is not UTF-8. */
export type RecordText = { readonly record: string } | { readonly record_base64: string }
