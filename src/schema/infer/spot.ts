import { hashText } from './hash-text.js'
import { limitsAt, type Limits, type Tier } from './limits.js'

/** Where in a record a value stands. */
export interface Spot {
  /** Number of the record. */
  readonly at: number
  /** Lists and objects around it. */
  readonly depth: number
  /** Objects around it. */
  readonly level: number
  readonly isItem: boolean
  /** Hash of the keys that lead there. */
  readonly path: number
  /** The keys that lead there are not kept one by one. */
  readonly isMerged: boolean
  readonly limits: Limits
  readonly bounds: Bounds
}

/** What all places together may take. */
export interface Bounds {
  tier: Tier
  /** Hashes of all paths there were; undefined where they are not counted, or no longer. */
  places: Set<number> | undefined
}

/** Where a record stands that is judged on its own: nothing but its own places is bounded. */
const UNBOUNDED: Bounds = { tier: 0, places: undefined }

export function rootSpot(at = 0, bounds: Bounds = UNBOUNDED): Spot {
  const limits = limitsAt(bounds.tier, 0)
  return { at, depth: 0, level: 0, isItem: false, path: 0, isMerged: false, limits, bounds }
}

export function itemSpot(spot: Spot): Spot {
  return { ...spot, depth: spot.depth + 1, isItem: true, path: pathBelow(spot, '[') }
}

export function memberSpot(spot: Spot, key: string, isMerged: boolean): Spot {
  const level = spot.level + 1
  return {
    at: spot.at,
    depth: spot.depth + 1,
    level,
    isItem: false,
    path: pathBelow(spot, `/${key}`),
    isMerged: spot.isMerged || isMerged,
    limits: limitsAt(spot.bounds.tier, level),
    bounds: spot.bounds,
  }
}

/** Notes that there is such a place; keys that were merged count one by one, so that order does not. */
export function notePlace({ bounds }: Spot, path: number): void {
  bounds.places?.add(path)
}

/** Hash of the keys that lead to a part of the value; 0 where nobody counts. */
export function pathBelow({ path, bounds }: Spot, step: string): number {
  return bounds.places === undefined ? 0 : hashText(`${path}${step}`)
}
