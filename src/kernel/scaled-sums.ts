/**
 * Sums of finite values from 0 and of their squares, as multiples of a power of two near the greatest
 * value: no digit differs, and neither does a square overflow nor do all of them vanish.
 */
export interface ScaledSums {
  add(value: number): void
  /** At most the greatest number there is. */
  sum(): number
  mean(count: number): number
  /** (Σw)² ÷ Σw²; 0 where nothing but 0 was added. */
  effectiveSize(): number
  /** For `startScaledSums`. */
  save(): Float64Array
}

const UNIT = 0
const SUM = 1
const SQUARES = 2

export function startScaledSums(from?: Float64Array): ScaledSums {
  // In an array, as JavaScript allocates for each new value of a fraction in a variable of a closure.
  const sums = from ?? Float64Array.of(Number.MIN_VALUE, 0, 0)
  const at = (place: number): number => sums[place] ?? 0

  function growFor(value: number): void {
    let unit = at(UNIT)
    while (value >= 2 * unit) unit *= 2
    const factor = at(UNIT) / unit
    sums[UNIT] = unit
    sums[SUM] = at(SUM) * factor
    sums[SQUARES] = at(SQUARES) * factor * factor
  }

  return {
    add(value) {
      if (value >= 2 * at(UNIT)) growFor(value)
      const scaled = value / at(UNIT)
      sums[SUM] = at(SUM) + scaled
      sums[SQUARES] = at(SQUARES) + scaled * scaled
    },
    sum: () => Math.min(at(SUM) * at(UNIT), Number.MAX_VALUE),
    mean: (count) => (at(SUM) / count) * at(UNIT),
    effectiveSize: () => (at(SQUARES) === 0 ? 0 : at(SUM) ** 2 / at(SQUARES)),
    save: () => sums,
  }
}
