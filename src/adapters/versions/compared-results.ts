import { results, type Release } from './release.js'

/** A metric that both releases have on the same data. */
export interface ComparedResult {
  readonly metric: string
  readonly dataset: string
  readonly old: number
  readonly now: number
  /** As a share of the old value; above 0 it became better. */
  readonly change: number
}

export function comparedResults(before: Release, after: Release): readonly ComparedResult[] {
  const earlier = results(before)
  return results(after).flatMap(({ metric, dataset, value: now, isHigherBetter }) => {
    const match = earlier.find((each) => each.metric === metric && each.dataset === dataset)
    if (match === undefined) return []
    const { value: old } = match
    const gain = isHigherBetter ? now - old : old - now
    const change = gain === 0 ? 0 : gain / (Math.abs(old) || Number.MIN_VALUE)
    return [{ metric, dataset, old, now, change }]
  })
}
