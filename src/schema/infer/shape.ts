import { countDistinct, type DistinctValues } from './distinct-values.js'
import type { Kind } from './kind-of.js'
import { noLengths, type Lengths } from './lengths.js'
import type { Variants } from './variants.js'
import type { ValueCounts } from './value-counts.js'

/**
 * What has been seen of the values at one place of many documents. A commutative monoid: `addValue`
 * takes a value in, `mergeShapes` joins what was seen apart, and the order of neither counts.
 *
 * Bounded at every place: 64 values, 256 hashes, 2,048 keys of an object, 12 levels. `sketch.ts`
 * bounds all places together.
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
  /** By kind, the first record with a value of it; Infinity where there is none. */
  readonly firsts: Record<Kind, number>
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
  readonly formats: Map<string, Held>
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
  /** Members that every object has. */
  always: number
  /** The latest record that is the first to lack some key; -1 for none. */
  latest: number
  /** What objects hold by the value of a key such as `type`. */
  variants: Variants
}

/** What some values have and others lack. */
export interface Held {
  count: number
  /** The first record with a value that lacks it; Infinity where all have it. */
  without: number
}

/** A key of objects. */
export interface Member extends Held {
  /** Its name may say of what shape the object is. */
  readonly isTag: boolean
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
    objects: { count: 0, members: new Map(), always: 0, latest: -1, variants: new Map() },
    distinct: [],
    firsts: {
      string: Infinity,
      number: Infinity,
      integer: Infinity,
      boolean: Infinity,
      array: Infinity,
      object: Infinity,
      null: Infinity,
    },
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

/** How many different texts, numbers and booleans were seen; an estimate is never more than there are values. */
export function countDifferent(shape: Shape): {
  readonly count: number
  readonly isExact: boolean
} {
  const { count, isExact } = countDistinct(shape.distinct)
  const flags = Number(shape.trues > 0) + Number(shape.falses > 0)
  return { count: Math.min(count + flags, countValues(shape) - shape.nulls), isExact }
}

/** How many values of each kind were seen, in the order in which a schema names types. */
export function countKinds(shape: Shape): readonly (readonly [Kind, number])[] {
  const { nulls, trues, falses, numbers, texts, lists, objects } = shape
  return [
    ['string', texts.count],
    ['number', numbers.other],
    ['integer', numbers.whole],
    ['boolean', trues + falses],
    ['array', lists.count],
    ['object', objects.count],
    ['null', nulls],
  ]
}
