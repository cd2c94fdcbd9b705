/** How fast something grows, by what it did lately. Times are in milliseconds and never go back. */
export interface Pace {
  add(at: number, value: number): void
  /** Growth per second in the window that ends at `at`; undefined before there is enough to tell. */
  perSecond(at: number): number | undefined
}

/** Long enough to be steady, short enough to notice that a source has become slow. */
const WINDOW_MS = 10_000
/** Values that come faster say nothing more. */
const SAMPLE_MS = 100
/** A rate over less time would be an accident. */
const SHORTEST_MS = 300

interface Sample {
  readonly at: number
  readonly value: number
}

export function startPace(): Pace {
  const samples: Sample[] = []
  let last: Sample | undefined

  return {
    add(at, value) {
      last = { at, value }
      const newest = samples.at(-1)
      if (newest === undefined || at - newest.at >= SAMPLE_MS) samples.push(last)
    },
    perSecond(at) {
      while ((samples[1]?.at ?? Infinity) <= at - WINDOW_MS) samples.shift()
      const [first] = samples
      if (first === undefined || last === undefined) return undefined
      const ms = at - first.at
      return ms < SHORTEST_MS ? undefined : ((last.value - first.value) * 1000) / ms
    },
  }
}
