import type { JobWeight } from '../job.js'

/** Of records that have no weight of their own, as far as length does not matter. */
export function clampedWeight({ otherwise, min, max }: JobWeight): number {
  return Math.min(Math.max(otherwise, min), max)
}
