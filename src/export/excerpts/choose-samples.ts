import { clipUtf8 } from '../../kernel/clip-text.js'
import type { SampleExcerpt } from '../../records/excerpts.js'
import type { Candidates } from '../batch-outcome.js'
import { KEY_WORDS } from '../content-key.js'
import type { RecordPlace } from '../key-table.js'
import { insertLowest } from './insert-lowest.js'

/** Code points shown of a line. */
const CLIP = 500

/** Most bytes that a code point takes in UTF-8. */
const MAX_BYTES = 4

/**
 * Emitted samples to show: those with the lowest content keys, which any order of reading and number
 * of threads makes the same, and which every distinct sample is as likely to be among. Memory and time
 * are for the rows chosen: of n samples about rows × (1 + ln(n ÷ rows)) are looked at.
 */
export interface SampleChooser {
  /** To be called for the emitted samples of every batch, in plan order. */
  offer(candidates: Candidates, indexes: readonly number[], batch: number): void
  /** In plan order. */
  report(): readonly SampleExcerpt[]
}

export interface SampleChooserOptions {
  readonly rows: number
  readonly series: readonly string[]
  readonly isWeighted: boolean
  readonly locate: (place: RecordPlace) => string
}

interface Chosen {
  /** Words of the content key. */
  readonly key: Uint32Array
  readonly place: RecordPlace
  readonly split: number
  readonly weight: number
  /** As much of the line as can be shown; text is made of the rows that are left in the end. */
  readonly bytes: Uint8Array
  /** Of the whole line. */
  readonly length: number
}

export function chooseSamples(options: SampleChooserOptions): SampleChooser {
  const { rows, series, isWeighted, locate } = options
  const chosen: Chosen[] = []
  let highest = rows === 0 ? -1 : Infinity

  function insert(candidates: Candidates, index: number, batch: number): void {
    const at = index * KEY_WORDS
    const key = candidates.keys.slice(at, at + KEY_WORDS)
    insertLowest(chosen, {
      most: rows,
      compare: (other) => compareKeys(key, other.key),
      make: () => ({
        key,
        place: { batch, line: candidates.lines[index] ?? 0 },
        split: candidates.splits[index] ?? 0,
        weight: candidates.weights[index] ?? 0,
        ...startOfLine(candidates, index),
      }),
    })
    if (chosen.length === rows) highest = chosen.at(-1)?.key[0] ?? -1
  }

  function rowOf({ place, split, weight, bytes, length }: Chosen): SampleExcerpt {
    const end = clipUtf8(bytes, { start: 0, end: bytes.length }, CLIP)
    return {
      at: locate(place),
      split: series[split] ?? '',
      ...(isWeighted && { weight }),
      line: Buffer.from(bytes).toString('utf8', 0, end),
      clipped: end < length,
    }
  }

  return {
    offer(candidates, indexes, batch) {
      const { keys } = candidates
      for (const index of indexes) {
        if ((keys[index * KEY_WORDS] ?? 0) <= highest) insert(candidates, index, batch)
      }
    },
    report: () => chosen.toSorted(byPlace).map(rowOf),
  }
}

/** Without the line end. */
function startOfLine({ bytes, ends }: Candidates, index: number) {
  const start = index === 0 ? 0 : (ends[index - 1] ?? 0)
  const length = (ends[index] ?? 1) - 1 - start
  const end = start + Math.min(length, CLIP * MAX_BYTES)
  // A copy, as the memory of a batch is not to be held on to; `slice` of a Buffer makes none.
  return { bytes: new Uint8Array(bytes.subarray(start, end)), length }
}

function byPlace({ place: left }: Chosen, { place: right }: Chosen): number {
  return left.batch - right.batch || left.line - right.line
}

function compareKeys(left: Uint32Array, right: Uint32Array): number {
  const word = left.findIndex((value, index) => value !== right[index])
  return (left[word] ?? 0) - (right[word] ?? 0)
}
