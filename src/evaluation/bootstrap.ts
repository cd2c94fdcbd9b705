import type { Share } from './metric.js'
import { randomBelow } from './random.js'

export interface BootstrapOptions {
  readonly seed: number
  /** @default 1000 */
  readonly resamples?: number
  /** @default 0.95 */
  readonly level?: number
  /** Of a quotient. @default the quotient itself */
  readonly value?: ((quotient: number) => number) | undefined
}

export interface Interval {
  readonly level: number
  readonly low: number
  readonly high: number
}

/** Percentile interval of Σ sum / Σ weight, answers drawn with replacement (Efron 1979). */
export function bootstrapInterval(
  shares: readonly Share[],
  { seed, resamples = 1000, level = 0.95, value = (quotient) => quotient }: BootstrapOptions,
): Interval {
  const draw = randomBelow(seed)
  const values = Float64Array.from({ length: resamples }, () =>
    value(quotientOf(drawn(shares, draw))),
  ).toSorted()
  return { level, low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) }
}

export interface PairedDifference extends Interval {
  /** Of the second, less the first. */
  readonly difference: number
  /** Share of resamples in which the difference has the other sign, doubled: two-sided. */
  readonly p_value: number
}

/** The same for the difference of two systems on the same answers, drawn together. */
export function pairedBootstrap(
  pairs: readonly (readonly [first: Share, second: Share])[],
  { seed, resamples = 1000, level = 0.95, value = (quotient) => quotient }: BootstrapOptions,
): PairedDifference {
  const draw = randomBelow(seed)
  const differenceOf = (all: readonly (readonly [Share, Share])[]): number =>
    value(quotientOf(all.map(([, second]) => second))) -
    value(quotientOf(all.map(([first]) => first)))
  const values = Float64Array.from({ length: resamples }, () =>
    differenceOf(drawn(pairs, draw)),
  ).toSorted()
  // The data themselves are one more resample, so that no p is 0.
  const below = (1 + values.filter((each) => each <= 0).length) / (1 + resamples)
  const above = (1 + values.filter((each) => each >= 0).length) / (1 + resamples)
  return {
    difference: differenceOf(pairs),
    level,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2),
    p_value: Math.min(1, 2 * Math.min(below, above)),
  }
}

export function quotientOf(shares: readonly Share[]): number {
  let [sum, weight] = [0, 0]
  for (const share of shares) {
    sum += share.sum
    weight += share.weight
  }
  return sum / weight
}

function drawn<Item>(items: readonly Item[], draw: (limit: number) => number): readonly Item[] {
  const sample: Item[] = []
  while (sample.length < items.length) {
    const item = items[draw(items.length)]
    if (item !== undefined) sample.push(item)
  }
  return sample
}

/** Of ascending values, interpolated. */
function quantile(values: Float64Array, share: number): number {
  const place = (values.length - 1) * share
  const low = Math.floor(place)
  const below = values[low] ?? NaN
  return below + ((values[low + 1] ?? below) - below) * (place - low)
}
