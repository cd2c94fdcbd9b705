import { isUtf8 } from 'node:buffer'
import type { Json } from '../kernel/json-value.js'
import type { MeasuredNgrams, TextBodies } from '../records/measured-rows.js'
import type { RecordBatch } from '../records/record-batch.js'
import type { Program } from './program/compile-program.js'
import { keptAreas } from './kept-areas.js'
import type { Kernel } from './kernel-module.js'
import { laneReason } from './lane-reasons.js'
import { learnCategories, type CategoryNumbers } from './learn-categories.js'
import {
  CONTENT_ENDS,
  ENDS,
  FAULTS,
  FAULTY_LENGTHS,
  HEADER,
  HEADER_NGRAMS,
  HEADER_SPLIT,
  INDEXES,
  INPUT,
  INPUT_BYTES,
  KEPT_AREA_BYTES,
  KEPT_AREA_COUNT,
  KEYS,
  LENGTHS,
  LINES,
  MAX_ROWS,
  OFFERED_ENDS,
  OFFERED_TEXTS,
  ONE_KEY,
  PROGRAM,
  READING_AREA_BYTES,
  READING_AREA_COUNT,
  READING_AREAS,
  SCRATCH,
  SPANS,
  SPARE_BYTES,
  SPLIT_KEYS,
  STATES,
  TEXT_ORDERS,
  WEIGHTS,
} from './layout.js'
import { DROPPED, LEFT_ALONE, NEW_SHAPE } from './row-codes.js'

/**
 * Rows of a batch that are kept, one column per fact, in input order. The columns of kept rows are valid
 * until they are released, or until `KEPT_BATCHES` further calls, all else until the next one.
 */
export interface DecidedRows extends CategoryNumbers {
  readonly count: number
  /** Index in the batch of each row. */
  readonly indexes: Uint32Array
  /** Their lines, each with its line end, one behind the other. */
  readonly bytes: Uint8Array
  /** Those, and the free memory behind them. */
  readonly room: Uint8Array
  /** Position behind the line end of each line. */
  readonly ends: Uint32Array
  /** Position behind the content of each line. */
  readonly contentEnds: Uint32Array
  /** Four words each. */
  readonly keys: Uint32Array
  /** Code points of the produced text. */
  readonly lengths: Uint32Array
  readonly weights: Float64Array
  /** Those produced texts whose `textOrder` is not too high, in the order of their rows. */
  readonly texts: TextBodies
  /** Words of all rows, and sketches of those since the part began; absent unless they are counted. */
  readonly ngrams?: MeasuredNgrams | undefined
  /** Whether some value decides the split. */
  readonly hasSplitKeys: boolean
  /** JSON of the value that decides the split; undefined where the record has none. */
  splitKey(row: number): string | undefined
  /** What is wrong with a row of the batch, by its index; undefined where that was not decided. */
  faultsOf(row: number): Faults | undefined
}

/** Why a row is dropped, as far as the kernel knows. */
export interface Faults {
  /** Rows with the same number are dropped for the same reasons; `length` may be among them. */
  readonly kind: number
  /** Code points of the produced text; 0 where the record gives none. */
  readonly length: number
}

interface DecideOptions {
  /** Rows of the batch to take. */
  readonly count: number
  /** Produced texts of a higher order are not asked for. */
  readonly highestOrder: number
  /** Judges one row of the batch; true when it is kept. */
  readonly judge: (row: number) => boolean
}

/** Longer records are left to the object lane; so their keys need no room here. */
const LONGEST_ROW = 1024 * 1024

/** Canonical content of records that are no longer: every number may be spelled at twice its length. */
export const LONGEST_CONTENT: number = 8 * LONGEST_ROW

/** Batches whose kept rows stay where they are beside the last one. Memory is shared: any thread may look at them. */
export const KEPT_BATCHES: number = KEPT_AREA_COUNT - 1

/** 16,384 each for words, pairs and triples. */
const NGRAM_BYTES = 49_152

/** Decides what it can of each batch, without building objects. */
export interface ByteLane {
  /** Memory of the kernel: a batch that is read into one of them need not be moved. */
  readonly readingAreas: readonly Buffer[]
  /**
   * Undefined when the batch is not for this lane at all. Rows of a shape that no row had before are
   * given to `judge` at once, the object lane, which answers whether it keeps them.
   */
  decide(batch: RecordBatch, options: DecideOptions): DecidedRows | undefined
  /** Nobody looks any more at the kept rows of the batch that was decided first, of those not released yet. */
  release(): void
  /** Of the categories, those that come from a field. */
  readonly categoryFields: readonly number[]
  /** The values of the others. */
  readonly categoryConstants: ReadonlyMap<number, Json>
  /** To be called where a part begins: every shape of row is new again. */
  startPart(): void
  /** Why a row was left undecided, for people. */
  reasonOf(row: number): string
  /** Writes the key of content of at most `LONGEST_CONTENT` bytes into `keys` at `at`. */
  writeKey(canonical: Uint8Array, keys: Uint32Array, at: number): void
}

export function createByteLane(
  kernel: Kernel,
  { header, program, categoryFields, categoryConstants }: Program,
  seed: readonly [bigint, bigint],
): ByteLane {
  const { buffer } = kernel
  const memory = new Uint8Array(buffer)
  memory.set(header, HEADER)
  memory.set(program, PROGRAM)
  kernel.prepare(...seed)
  const headerView = new DataView(header.buffer, header.byteOffset)
  const hasSplitKeys = headerView.getUint32(HEADER_SPLIT, true) > 0
  const countsNgrams = headerView.getUint32(HEADER_NGRAMS, true) > 0
  const registers = new Uint8Array(buffer, kernel.ngramRegisters(), NGRAM_BYTES)
  const states = new Uint8Array(buffer, STATES, MAX_ROWS)
  const spans = new Uint32Array(buffer, SPANS, 2 * MAX_ROWS)
  const faults = new Float64Array(buffer, FAULTS, MAX_ROWS)
  const faultyLengths = new Uint32Array(buffer, FAULTY_LENGTHS, MAX_ROWS)
  const oneKey = new Uint32Array(buffer, ONE_KEY, 4)
  const splitKeys = new Uint32Array(buffer, SPLIT_KEYS, 2 * MAX_ROWS)
  const text = Buffer.from(buffer)
  const categories = learnCategories(kernel, categoryFields.length)
  const areas = keptAreas()

  function readTexts(): TextBodies {
    const count = kernel.offered.value
    const ends = new Uint32Array(buffer, OFFERED_ENDS, count)
    return {
      orders: new Float64Array(buffer, TEXT_ORDERS, count),
      bytes: new Uint8Array(buffer, OFFERED_TEXTS, ends.at(-1) ?? 0),
      ends,
    }
  }

  /** Where the bytes lie, in an area that they were read into or where they are laid now. */
  function placeOf(bytes: Uint8Array): number {
    if (bytes.buffer === buffer) return bytes.byteOffset
    memory.set(bytes, INPUT)
    return INPUT
  }

  return {
    readingAreas: Array.from({ length: READING_AREA_COUNT }, (_, area) =>
      Buffer.from(
        buffer,
        READING_AREAS + area * READING_AREA_BYTES,
        READING_AREA_BYTES - SPARE_BYTES,
      ),
    ),
    decide(batch, { count, highestOrder, judge }) {
      const { bytes } = batch
      if (bytes.length > INPUT_BYTES || count > MAX_ROWS) return undefined
      const at = placeOf(bytes)
      const end = at + bytes.length
      // The source may have read the beginning of the next record there.
      const behind = memory.slice(end, end + SPARE_BYTES)
      // Neither blank nor part of any value: whatever runs over the end stops here.
      memory.fill(0, end, end + SPARE_BYTES)
      spans.set(batch.spans.subarray(0, 2 * count))
      leaveAlone(states, batch, count)
      categories.start()
      const area = areas.take()
      kernel.start(at, area, highestOrder)
      const go = (from: number): number => kernel.run(from, count)
      for (let row = go(0); ; row = go(row)) {
        const isNew = row > 0 && states[row - 1] === NEW_SHAPE
        if (isNew && judge(row - 1)) kernel.learnShape(row - 1)
        if (row >= count) break
      }
      memory.set(behind, end)
      const kept = kernel.kept.value
      const lines = area + LINES
      return {
        count: kept,
        indexes: new Uint32Array(buffer, area + INDEXES, kept),
        bytes: new Uint8Array(buffer, lines, kernel.linesEnd.value - lines),
        room: new Uint8Array(buffer, lines, KEPT_AREA_BYTES - LINES),
        ends: new Uint32Array(buffer, area + ENDS, kept),
        keys: new Uint32Array(buffer, area + KEYS, 4 * kept),
        lengths: new Uint32Array(buffer, area + LENGTHS, kept),
        weights: new Float64Array(buffer, area + WEIGHTS, kept),
        contentEnds: new Uint32Array(buffer, area + CONTENT_ENDS, kept),
        texts: readTexts(),
        ...categories.numbered(area, kept),
        faultsOf(row) {
          if (states[row] !== DROPPED) return undefined
          return { kind: faults[row] ?? 0, length: faultyLengths[row] ?? 0 }
        },
        ngrams: countsNgrams ? { counts: countsOf(kernel), registers } : undefined,
        hasSplitKeys,
        splitKey(row) {
          const start = splitKeys[2 * row] ?? 0
          return start === 0 ? undefined : text.toString('utf8', start, splitKeys[2 * row + 1])
        },
      }
    },
    release: areas.release,
    categoryFields,
    categoryConstants,
    startPart() {
      kernel.forgetShapes()
      kernel.forgetNgrams()
    },
    reasonOf: (row) => laneReason(states[row] ?? 0),
    writeKey(canonical, keys, at) {
      memory.set(canonical, SCRATCH)
      memory.fill(0, SCRATCH + canonical.length, SCRATCH + canonical.length + SPARE_BYTES)
      kernel.hashScratch(canonical.length)
      keys.set(oneKey, at)
    },
  }
}

function countsOf({ words, pairs, triples }: Kernel): [number, number, number] {
  return [words.value, pairs.value, triples.value]
}

/** Marks what the source has given up, what is too long, and bytes that are no text. */
function leaveAlone(states: Uint8Array, batch: RecordBatch, count: number): void {
  const { bytes, spans, damaged } = batch
  states.fill(0, 0, count)
  for (const row of damaged?.keys() ?? []) states[row] = LEFT_ALONE
  const isLong = bytes.length > LONGEST_ROW
  const isText = isUtf8(bytes)
  if (isText && !isLong) return
  for (let row = 0; row < count; row += 1) {
    const start = spans[2 * row] ?? 0
    const end = spans[2 * row + 1] ?? 0
    const isLeft = end - start > LONGEST_ROW || !(isText || isUtf8(bytes.subarray(start, end)))
    if (isLeft) states[row] = LEFT_ALONE
  }
}
