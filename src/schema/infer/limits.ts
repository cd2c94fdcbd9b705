/** How much is kept of each place. Every limit can only shrink, so what is given up stays given up. */
export interface Limits {
  /** Different keys of an object before it is taken for a map; 0 where objects are only counted. */
  readonly keys: number
  /** Different texts that are counted one by one. */
  readonly values: number
  /** Code units of all of them together. */
  readonly units: number
  /** Hashes that estimate how many different values there were. */
  readonly hashes: number
  /** Whether lengths are kept as a histogram, and variants by tag. */
  readonly details: boolean
  /** Whether lists within lists are looked into. */
  readonly nestedLists: boolean
}

/** 0 until there are too many places; then 1 to 3 by how many keys the outermost object has. */
export type Tier = 0 | 1 | 2 | 3

/** Different places that are kept with everything, about 20 kB each at worst. */
export const MOST_PLACES = 2560

/** Keys of the outermost object up to which tiers 1 and 2 count. */
const ROOT_KEYS = [32, 256] as const

/** Keys by how many objects are around the object. Products stay below 4,096 places. */
const CROWDED: readonly (readonly number[])[] = [
  [2048, 16, 8],
  [2048, 4, 4],
  [2048, 2],
]

/** An object with more different keys is a map: what its keys are says nothing. */
export const MOST_KEYS = 2048

const FULL: Limits = {
  keys: MOST_KEYS,
  values: 64,
  units: 2048,
  hashes: 256,
  details: true,
  nestedLists: true,
}

const SMALL: Omit<Limits, 'keys'> = {
  values: 16,
  units: 512,
  hashes: 0,
  details: false,
  nestedLists: false,
}

/** Limits of a place with `level` objects around it. */
export function limitsAt(tier: Tier, level: number): Limits {
  return tier === 0 ? FULL : { ...SMALL, keys: CROWDED[tier - 1]?.[level] ?? 0 }
}

/** The tier once there are more than `MOST_PLACES` different places. */
export function crowdedTier(rootKeys: number): Tier {
  const [few, some] = ROOT_KEYS
  if (rootKeys <= few) return 1
  return rootKeys <= some ? 2 : 3
}
