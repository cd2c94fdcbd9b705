import { LoradexError } from '../kernel/error.js'
import type { Counts } from '../records/manifest.js'
import type { DropCode } from '../records/verdict.js'

const NOTHING: Counts = { read: 0, emitted: 0, dropped: {} }

/** Adds up what became of the records. */
export interface Tally {
  read(count: number): void
  emitted(count: number): void
  dropped(code: DropCode): void
  /** So far, checked or not. */
  current(): Counts
  /** @throws `export.records-lost` unless every record was emitted or dropped. */
  totals(): Counts
}

/** From what another one came to. */
export function startTally(from: Counts = NOTHING): Tally {
  let { read, emitted } = from
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the keys' type
  const dropped = new Map(Object.entries(from.dropped) as [DropCode, number][])

  const current = (): Counts => ({
    read,
    emitted,
    dropped: Object.fromEntries(
      [...dropped].toSorted(([left], [right]) => (left < right ? -1 : 1)),
    ),
  })

  return {
    read: (count) => void (read += count),
    emitted: (count) => void (emitted += count),
    dropped: (code) => void dropped.set(code, (dropped.get(code) ?? 0) + 1),
    current,
    totals() {
      const lost = [...dropped.values()].reduce((rest, count) => rest - count, read - emitted)
      if (lost === 0) return current()
      throw new LoradexError('export.records-lost', {
        message: `expected every record to be emitted or dropped, saw ${lost} of ${read} that were neither`,
        details: { read, emitted, lost },
        hint: 'Report this as a bug, with the recipe; nothing was published.',
      })
    },
  }
}
