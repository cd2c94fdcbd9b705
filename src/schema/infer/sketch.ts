import type { Json } from '../../kernel/json-value.js'
import { addValue } from './add-value.js'
import { crowdedTier, MOST_PLACES, type Tier } from './limits.js'
import { absorb } from './merge-shapes.js'
import { prune } from './prune.js'
import { emptyShape, type Shape } from './shape.js'
import { rootSpot, type Bounds } from './spot.js'

/**
 * What has been seen of any number of records: a commutative monoid as `Shape`, and bounded as a whole.
 * Records with more than `MOST_PLACES` different places are told in less detail, in the same way
 * wherever and in whatever order they were read.
 */
export interface Sketch {
  readonly shape: Shape
  readonly bounds: Bounds
}

export function emptySketch(): Sketch {
  return { shape: emptyShape(), bounds: { tier: 0, places: new Set() } }
}

/** Takes a record in, in place. Its number among all records names it where it is an exception. */
export function addRecord({ shape, bounds }: Sketch, record: Json, number = 0): void {
  addValue(shape, record, rootSpot(number, bounds))
  settle({ shape, bounds })
}

/** What both have seen; a new sketch, both stay as they are. */
export function mergeSketches(left: Sketch, right: Sketch): Sketch {
  const shape = emptyShape()
  absorb(shape, left.shape)
  absorb(shape, right.shape)
  const tier = left.bounds.tier > right.bounds.tier ? left.bounds.tier : right.bounds.tier
  const [ours, theirs] = [left.bounds.places, right.bounds.places]
  const places = ours && theirs && new Set([...ours, ...theirs])
  const merged = { shape, bounds: { tier, places } }
  if (tier > 0) prune(shape, { tier, level: 0, isItem: false })
  settle(merged)
  return merged
}

function settle({ shape, bounds }: Sketch): void {
  if (bounds.places && bounds.places.size <= MOST_PLACES) return
  const { rest, members } = shape.objects
  const tier: Tier = crowdedTier(rest ? Infinity : members.size)
  bounds.places = undefined
  if (tier <= bounds.tier) return
  bounds.tier = tier
  prune(shape, { tier, level: 0, isItem: false })
}
