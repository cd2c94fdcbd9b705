import { mergeDistinct } from './distinct-values.js'
import { mergeLengths } from './lengths.js'
import { emptyShape, type Member, type Shape } from './shape.js'
import { mergeValueCounts } from './value-counts.js'

/** An object with more different keys is a map: what its keys are says nothing. */
export const MOST_KEYS = 2048

/** What both have seen; a new shape, both stay as they are. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  return {
    nulls: left.nulls + right.nulls,
    trues: left.trues + right.trues,
    falses: left.falses + right.falses,
    numbers: {
      whole: left.numbers.whole + right.numbers.whole,
      other: left.numbers.other + right.numbers.other,
      least: Math.min(left.numbers.least, right.numbers.least),
      greatest: Math.max(left.numbers.greatest, right.numbers.greatest),
    },
    texts: {
      count: left.texts.count + right.texts.count,
      lengths: mergeLengths(left.texts.lengths, right.texts.lengths),
      counts: mergeValueCounts(left.texts.counts, right.texts.counts),
      formats: sumOf(left.texts.formats, right.texts.formats),
    },
    lists: mergeLists(left.lists, right.lists),
    objects: mergeObjects(left.objects, right.objects),
    distinct: mergeDistinct(left.distinct, right.distinct),
  }
}

function mergeLists(left: Shape['lists'], right: Shape['lists']): Shape['lists'] {
  const items = mergeOptional(left.items, right.items)
  return {
    count: left.count + right.count,
    lengths: mergeLengths(left.lengths, right.lengths),
    ...(items && { items }),
  }
}

function mergeObjects(left: Shape['objects'], right: Shape['objects']): Shape['objects'] {
  const count = left.count + right.count
  const members = new Map<string, Member>()
  for (const [key, member] of [...left.members, ...right.members]) {
    const known = members.get(key)
    members.set(key, known ? mergeMembers(known, member) : member)
  }
  const rest = mergeOptional(left.rest, right.rest)
  if (rest === undefined && members.size <= MOST_KEYS) return { count, members: copyOf(members) }
  return { count, members: new Map(), rest: mergeAll(members, rest) }
}

/** All members as one: the object is a map. */
export function mergeAll(members: ReadonlyMap<string, Member>, rest: Shape | undefined): Shape {
  let merged = mergeShapes(rest ?? emptyShape(), emptyShape())
  for (const { shape } of members.values()) merged = mergeShapes(merged, shape)
  return merged
}

function mergeMembers(left: Member, right: Member): Member {
  return {
    count: left.count + right.count,
    places: left.places + right.places,
    shape: mergeShapes(left.shape, right.shape),
  }
}

/** A state is added to in place, and so may not be shared. */
function copyOf(members: ReadonlyMap<string, Member>): Map<string, Member> {
  return new Map(
    Array.from(members, ([key, { count, places, shape }]) => [
      key,
      { count, places, shape: mergeShapes(shape, emptyShape()) },
    ]),
  )
}

function mergeOptional(left: Shape | undefined, right: Shape | undefined): Shape | undefined {
  return left || right ? mergeShapes(left ?? emptyShape(), right ?? emptyShape()) : undefined
}

function sumOf(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
): Map<string, number> {
  const sum = new Map(left)
  for (const [key, count] of right) sum.set(key, (sum.get(key) ?? 0) + count)
  return sum
}
