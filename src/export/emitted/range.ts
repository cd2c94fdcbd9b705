import { packNumbers, unpackNumbers } from '../../kernel/packed-numbers.js'
import type { Range } from '../../records/distribution.js'

/** What adds up over values while they come. */
export interface RangeSums {
  add(value: number): void
  count(): number
  sum(): number
  /** Of the squares. */
  squares(): number
  report(): Range
  /** For `startRange`. */
  save(): string
}

const COUNT = 0
const SUM = 1
const SQUARES = 2
const MIN = 3
const MAX = 4

export function startRange(from?: string): RangeSums {
  // In an array, as JavaScript allocates for each new value of a fraction in a variable of a closure.
  const sums =
    from === undefined ? Float64Array.of(0, 0, 0, Infinity, -Infinity) : unpackNumbers(from)
  const at = (place: number): number => sums[place] ?? 0
  return {
    add(value) {
      sums[COUNT] = at(COUNT) + 1
      sums[SUM] = at(SUM) + value
      sums[SQUARES] = at(SQUARES) + value * value
      if (value < at(MIN)) sums[MIN] = value
      if (value > at(MAX)) sums[MAX] = value
    },
    save: () => packNumbers(sums),
    count: () => at(COUNT),
    sum: () => at(SUM),
    squares: () => at(SQUARES),
    report: () =>
      at(COUNT) === 0
        ? { min: 0, max: 0, mean: 0 }
        : { min: at(MIN), max: at(MAX), mean: at(SUM) / at(COUNT) },
  }
}
