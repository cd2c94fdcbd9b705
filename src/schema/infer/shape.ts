import type { DistinctValues } from './distinct-values.js'
import { noLengths, type Lengths } from './lengths.js'
import type { ValueCounts } from './value-counts.js'

/**
 * What has been seen of the values at one place of many documents. A commutative monoid: `addValue`
 * takes a value in, `mergeShapes` joins what was seen apart, and the order of neither counts.
 *
 * Bounded at every place: 64 values, 256 hashes, 2,048 keys of an object, 12 levels.
 */
export interface Shape {
  nulls: number
  trues: number
  falses: number
  readonly numbers: Numbers
  readonly texts: Texts
  readonly lists: Lists
  readonly objects: Objects
  /** Of numbers and texts, as canonical JSON. */
  distinct: DistinctValues
}

interface Numbers {
  /** Without a fraction as they are written: `1`, and not `1.0`. */
  whole: number
  other: number
  /** Infinity before the first. */
  least: number
  greatest: number
}

interface Texts {
  count: number
  /** In code points. */
  lengths: Lengths
  counts: ValueCounts
  /** Name of the format → texts that have it. */
  readonly formats: Map<string, number>
}

interface Lists {
  count: number
  /** In items. */
  lengths: Lengths
  /** Of all items; absent while there are none, and below the deepest level. */
  items?: Shape
}

interface Objects {
  count: number
  members: Map<string, Member>
  /** Of all members, once there are more different keys than are kept; `members` is empty then. */
  rest?: Shape
}

/** A key of objects. */
export interface Member {
  /** Objects that have it. */
  count: number
  /** Sum of its positions in them: divided by `count`, its place among the keys. */
  places: number
  shape: Shape
}

export function emptyShape(): Shape {
  return {
    nulls: 0,
    trues: 0,
    falses: 0,
    numbers: { whole: 0, other: 0, least: Infinity, greatest: -Infinity },
    texts: { count: 0, lengths: noLengths(), counts: new Map(), formats: new Map() },
    lists: { count: 0, lengths: noLengths() },
    objects: { count: 0, members: new Map() },
    distinct: [],
  }
}

/** How many values were seen. */
export function countValues({
  nulls,
  trues,
  falses,
  numbers,
  texts,
  lists,
  objects,
}: Shape): number {
  const scalars = nulls + trues + falses + numbers.whole + numbers.other + texts.count
  return scalars + lists.count + objects.count
}
