import { packNumbers, unpackNumbers } from '../../kernel/packed-numbers.js'
import { startScaledSums } from '../../kernel/scaled-sums.js'
import type { Range } from '../../records/distribution.js'

/** What adds up over values from 0 while they come. */
export interface RangeSums {
  add(value: number): void
  count(): number
  sum(): number
  /** (Σw)² ÷ Σw². */
  effectiveSize(): number
  report(): Range
  /** For `startRange`. */
  save(): string
}

const COUNT = 0
const MIN = 1
const MAX = 2
const SUMS = 3

export function startRange(from?: string): RangeSums {
  // In an array, as JavaScript allocates for each new value of a fraction in a variable of a closure.
  const saved = from === undefined ? Float64Array.of(0, Infinity, -Infinity) : unpackNumbers(from)
  const range = saved.subarray(0, SUMS)
  const sums = startScaledSums(from === undefined ? undefined : saved.subarray(SUMS))
  const at = (place: number): number => range[place] ?? 0
  return {
    add(value) {
      range[COUNT] = at(COUNT) + 1
      sums.add(value)
      if (value < at(MIN)) range[MIN] = value
      if (value > at(MAX)) range[MAX] = value
    },
    save: () => packNumbers(Float64Array.of(...range, ...sums.save())),
    count: () => at(COUNT),
    sum: sums.sum,
    effectiveSize: sums.effectiveSize,
    report: () =>
      at(COUNT) === 0
        ? { min: 0, max: 0, mean: 0 }
        : { min: at(MIN), max: at(MAX), mean: sums.mean(at(COUNT)) },
  }
}
