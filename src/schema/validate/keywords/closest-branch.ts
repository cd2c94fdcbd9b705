import { instancePointer, type Place } from '../place.js'
import type { FoundError } from '../found-error.js'

/**
 * The errors of the branch the writer most likely meant: one for this type of value, whose fixed
 * fields (`const`, `enum`) agree, and of those the one with fewest errors. The first wins a tie.
 */
export function closestBranch(
  branches: Iterable<readonly FoundError[]>,
  place: Place | undefined,
): readonly FoundError[] {
  const here = instancePointer(place)
  let closest: readonly FoundError[] = []
  let least = Infinity
  // Only one is kept at a time: there can be thousands.
  for (const errors of branches) {
    const distance = distanceOf(errors, here)
    if (distance >= least) continue
    closest = errors
    least = distance
  }
  return closest
}

const WRONG_TYPE = 1_000_000
const WRONG_FIXED_FIELD = 1000

function distanceOf(errors: readonly FoundError[], here: string): number {
  let distance = 0
  for (const { keyword, instancePointer: there } of errors) {
    if (keyword === 'type' && there === here) distance += WRONG_TYPE
    else if (keyword === 'const' || keyword === 'enum') distance += WRONG_FIXED_FIELD
    else distance += 1
  }
  return distance
}
