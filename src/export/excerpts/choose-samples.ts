import { clipUtf8 } from '../../kernel/clip-text.js'
import type { SampleExcerpt } from '../../records/excerpts.js'
import type { Candidates } from '../batch-outcome.js'
import type { RecordPlace } from '../key-table.js'
import { insertLowest } from './insert-lowest.js'

/** Code points shown of a line. */
const CLIP = 500

/**
 * Emitted samples to show: those whose places have the lowest hashes, which any number of threads makes
 * the same, and which every sample is as likely to be among. Memory and time
 * are for the rows chosen: of n samples about rows × (1 + ln(n ÷ rows)) are looked at.
 */
export interface SampleChooser {
  /** To be called for every emitted sample, in plan order. */
  offer(candidates: Candidates, index: number, place: SamplePlace): void
  /** In plan order. */
  report(): readonly SampleExcerpt[]
}

export interface SampleChooserOptions {
  readonly rows: number
  readonly series: readonly string[]
  readonly isWeighted: boolean
  readonly locate: (place: RecordPlace) => string
}

interface SamplePlace {
  readonly batch: number
  /** 32 bits of the place. */
  readonly hash: number
}

interface Chosen {
  readonly hash: number
  readonly order: number
  readonly row: SampleExcerpt
}

export function chooseSamples(options: SampleChooserOptions): SampleChooser {
  const { rows, series, isWeighted, locate } = options
  const chosen: Chosen[] = []
  let highest = rows === 0 ? -1 : Infinity
  let offered = 0

  function rowOf(candidates: Candidates, index: number, batch: number): SampleExcerpt {
    const { bytes, ends, lines, splits, weights } = candidates
    const start = index === 0 ? 0 : (ends[index - 1] ?? 0)
    const { text, clipped } = clipUtf8(bytes, { start, end: (ends[index] ?? 1) - 1 }, CLIP)
    return {
      at: locate({ batch, line: lines[index] ?? 0 }),
      split: series[splits[index] ?? 0] ?? '',
      ...(isWeighted && { weight: weights[index] ?? 0 }),
      line: text,
      clipped,
    }
  }

  return {
    offer(candidates, index, { batch, hash }) {
      offered += 1
      if (hash > highest) return
      const order = offered
      insertLowest(chosen, {
        most: rows,
        compare: (other) => hash - other.hash || order - other.order,
        make: () => ({ hash, order, row: rowOf(candidates, index, batch) }),
      })
      if (chosen.length === rows) highest = chosen.at(-1)?.hash ?? -1
    },
    report: () => chosen.toSorted((left, right) => left.order - right.order).map(({ row }) => row),
  }
}
