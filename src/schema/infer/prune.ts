import { limitsAt, type Tier } from './limits.js'
import { asMap } from './merge-shapes.js'
import { noLengths, type Lengths } from './lengths.js'
import type { Shape } from './shape.js'
import { limitValueCounts } from './value-counts.js'

interface Where {
  readonly tier: Tier
  readonly level: number
  readonly isItem: boolean
}

/** Gives up what the tier has no room for, in place; what is left is as if it had counted from the start. */
export function prune(shape: Shape, where: Where): void {
  const limits = limitsAt(where.tier, where.level)
  const { texts, lists, objects } = shape
  if (shape.distinct.length > limits.hashes) shape.distinct = shape.distinct.slice(0, limits.hashes)
  texts.counts = limitValueCounts(texts.counts, limits)
  if (!limits.details) {
    texts.lengths = withoutHistogram(texts.lengths)
    lists.lengths = withoutHistogram(lists.lengths)
    if (objects.count > 0) objects.variants = 'none'
  }
  if (lists.items && where.isItem && !limits.nestedLists) delete lists.items
  if (lists.items) prune(lists.items, { ...where, isItem: true })
  pruneObjects(objects, where)
}

function pruneObjects(objects: Shape['objects'], { tier, level }: Where): void {
  const { keys } = limitsAt(tier, level)
  if (keys === 0) {
    objects.members = new Map()
    delete objects.rest
    objects.always = 0
    objects.latest = -1
    return
  }
  if (objects.members.size > keys) asMap(objects)
  const within = { tier, level: level + 1, isItem: false }
  if (objects.rest) prune(objects.rest, within)
  for (const { shape } of objects.members.values()) prune(shape, within)
}

function withoutHistogram({ shortest, longest }: Lengths): Lengths {
  return { ...noLengths(), shortest, longest }
}
