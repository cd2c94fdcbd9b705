import type { Range } from '../../records/distribution.js'

/** What adds up over values while they come. */
export interface RangeSums {
  add(value: number): void
  count(): number
  sum(): number
  report(): Range
}

export function startRange(): RangeSums {
  let count = 0
  let sum = 0
  let min = Infinity
  let max = -Infinity
  return {
    add(value) {
      count += 1
      sum += value
      if (value < min) min = value
      if (value > max) max = value
    },
    count: () => count,
    sum: () => sum,
    report: () => (count === 0 ? { min: 0, max: 0, mean: 0 } : { min, max, mean: sum / count }),
  }
}
