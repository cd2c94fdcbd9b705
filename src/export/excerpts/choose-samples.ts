import { clipUtf8 } from '../../kernel/clip-text.js'
import { joinBytes, splitBytes } from '../../kernel/joined-bytes.js'
import { packNumbers, unpackNumbers } from '../../kernel/packed-numbers.js'
import type { SampleExcerpt } from '../../records/excerpts.js'
import { hashOfLine, type BatchPlaces } from '../batch-places.js'
import type { Candidates } from '../batch-outcome.js'
import { insertLowest } from './insert-lowest.js'

/** Code points shown of a line. */
const CLIP = 500

/** Most bytes of a line that can be shown: a code point takes four at most in UTF-8. */
export const MOST_SHOWN_BYTES: number = 4 * CLIP

/**
 * Emitted samples to show: those whose places have the lowest hashes, which any number of threads makes
 * the same, and which every sample is as likely to be among. Memory and time are for the rows chosen:
 * of n samples about rows × (1 + ln(n ÷ rows)) are looked at.
 */
export interface SampleChooser {
  /** To be called for the emitted samples of the batch started last, with its first row. */
  offer(candidates: Candidates, indexes: Uint32Array, firstRow: number): void
  /** In plan order. */
  report(): readonly SampleExcerpt[]
  /** For `chooseSamples`. */
  save(): SamplesState
}

/** Plain JSON and bytes. */
export interface SamplesState {
  /** Of each chosen sample its hash, row, split, weight and length. */
  readonly facts: string
  /** The bytes of each. */
  readonly lines: Uint8Array
}

export interface SampleChooserOptions {
  readonly rows: number
  readonly series: readonly string[]
  readonly isWeighted: boolean
  readonly places: Pick<BatchPlaces, 'linesOfBatch' | 'locate'>
  readonly from?: SamplesState | undefined
}

interface Chosen {
  readonly hash: number
  readonly row: number
  readonly split: number
  readonly weight: number
  /** As much of the line as can be shown; text is made of the rows that are left in the end. */
  readonly bytes: Uint8Array
  /** Of the whole line. */
  readonly length: number
}

export function chooseSamples(options: SampleChooserOptions): SampleChooser {
  const { rows, series, isWeighted, places, from } = options
  const chosen: Chosen[] = from ? restored(from) : []
  let highest = rows === 0 ? -1 : Infinity
  if (rows > 0 && chosen.length === rows) highest = chosen.at(-1)?.hash ?? -1

  function chosenFrom(
    candidates: Candidates,
    index: number,
    at: Pick<Chosen, 'hash' | 'row'>,
  ): Chosen {
    const { bytes, starts, ends, splits, weights } = candidates
    const start = starts[index] ?? 0
    // Without the line end.
    const length = (ends[index] ?? 1) - 1 - start
    const end = start + Math.min(length, MOST_SHOWN_BYTES)
    return {
      ...at,
      split: splits[index] ?? 0,
      weight: weights[index] ?? 0,
      // A copy, as the memory of a batch is not to be held on to; `slice` of a Buffer makes none.
      bytes: new Uint8Array(bytes.subarray(start, end)),
      length,
    }
  }

  /** Not within the loop over all samples: each would have a scope of its own on the heap. */
  function choose(candidates: Candidates, index: number, at: Pick<Chosen, 'hash' | 'row'>): void {
    insertLowest(chosen, {
      most: rows,
      compare: (other) => at.hash - other.hash,
      make: () => chosenFrom(candidates, index, at),
    })
    if (chosen.length === rows) highest = chosen.at(-1)?.hash ?? -1
  }

  function rowOf({ row, split, weight, bytes, length }: Chosen): SampleExcerpt {
    return {
      at: places.locate(row),
      split: series[split] ?? '',
      ...(isWeighted && { weight }),
      ...shownLine(bytes, length),
    }
  }

  return {
    offer(candidates, indexes, firstRow) {
      const { lines } = candidates
      const batch = places.linesOfBatch()
      for (let place = 0; place < indexes.length; place += 1) {
        const index = indexes[place] ?? 0
        const line = lines[index] ?? 0
        const hash = hashOfLine(batch, line)
        if (hash <= highest) choose(candidates, index, { hash, row: firstRow + line })
      }
    },
    save: () => ({
      facts: packNumbers(factsOf(chosen)),
      lines: joinBytes(chosen.map(({ bytes }) => bytes)),
    }),
    report: () => chosen.toSorted((left, right) => left.row - right.row).map(rowOf),
  }
}

/** What is shown of a line of so many bytes, from the first of them. */
export function shownLine(
  bytes: Uint8Array,
  length: number,
): Pick<SampleExcerpt, 'line' | 'clipped'> {
  const end = clipUtf8(bytes, { start: 0, end: bytes.length }, CLIP)
  return { line: Buffer.from(bytes).toString('utf8', 0, end), clipped: end < length }
}

const FACTS = 5

function factsOf(chosen: readonly Chosen[]): Float64Array {
  const facts = new Float64Array(FACTS * chosen.length)
  for (const [index, { hash, row, split, weight, length }] of chosen.entries()) {
    facts.set([hash, row, split, weight, length], FACTS * index)
  }
  return facts
}

function restored({ facts, lines }: SamplesState): Chosen[] {
  const numbers = unpackNumbers(facts)
  return splitBytes(lines).map((bytes, index) => {
    const own = numbers.subarray(FACTS * index, FACTS * (index + 1))
    const [hash = 0, row = 0, split = 0, weight = 0, length = 0] = own
    return { hash, row, split, weight, length, bytes }
  })
}
