import { KEPT_AREA_BYTES, KEPT_AREA_COUNT, KEPT_AREAS } from './layout.js'

/** Memory of the kernel for the kept rows of a batch. */
export interface KeptAreas {
  /** Where the next batch has its area: the one given back last, as the caches know it. */
  take(): number
  /** Gives back the area that was taken first. Where nobody does so, areas take turns. */
  release(): void
}

export function keptAreas(): KeptAreas {
  const free = Array.from(
    { length: KEPT_AREA_COUNT },
    (_, area) => KEPT_AREAS + area * KEPT_AREA_BYTES,
  ).toReversed()
  const taken: number[] = []
  return {
    take() {
      const area = free.pop() ?? taken.shift() ?? KEPT_AREAS
      taken.push(area)
      return area
    },
    release() {
      const area = taken.shift()
      if (area !== undefined) free.push(area)
    },
  }
}
