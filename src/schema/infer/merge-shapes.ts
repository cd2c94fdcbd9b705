import { mergeDistinct } from './distinct-values.js'
import { addLengths } from './lengths.js'
import { emptyShape, type Member, type Shape } from './shape.js'
import { mergeValueCounts } from './value-counts.js'

/** An object with more different keys is a map: what its keys are says nothing. */
export const MOST_KEYS = 2048

/** What both have seen; a new shape, both stay as they are. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  const merged = emptyShape()
  absorb(merged, left)
  absorb(merged, right)
  return merged
}

/** All members as one, with the rest: the object is a map. */
export function mergeMembers(members: ReadonlyMap<string, Member>, rest?: Shape): Shape {
  const merged = emptyShape()
  if (rest) absorb(merged, rest)
  for (const { shape } of members.values()) absorb(merged, shape)
  return merged
}

/** Takes what another shape has seen into this one, in place; nothing is shared afterwards. */
function absorb(shape: Shape, other: Shape): void {
  shape.nulls += other.nulls
  shape.trues += other.trues
  shape.falses += other.falses
  shape.distinct = mergeDistinct(shape.distinct, other.distinct)
  absorbNumbers(shape.numbers, other.numbers)
  absorbTexts(shape.texts, other.texts)
  absorbLists(shape.lists, other.lists)
  absorbObjects(shape.objects, other.objects)
}

function absorbNumbers(numbers: Shape['numbers'], other: Shape['numbers']): void {
  numbers.whole += other.whole
  numbers.other += other.other
  numbers.least = Math.min(numbers.least, other.least)
  numbers.greatest = Math.max(numbers.greatest, other.greatest)
}

function absorbTexts(texts: Shape['texts'], other: Shape['texts']): void {
  texts.count += other.count
  addLengths(texts.lengths, other.lengths)
  texts.counts = mergeValueCounts(texts.counts, other.counts)
  for (const [format, count] of other.formats) {
    texts.formats.set(format, (texts.formats.get(format) ?? 0) + count)
  }
}

function absorbLists(lists: Shape['lists'], other: Shape['lists']): void {
  lists.count += other.count
  addLengths(lists.lengths, other.lengths)
  if (other.items) absorb((lists.items ??= emptyShape()), other.items)
}

function absorbObjects(objects: Shape['objects'], other: Shape['objects']): void {
  objects.count += other.count
  if (other.rest) absorb(asMap(objects), other.rest)
  for (const [key, { count, places, shape }] of other.members) {
    if (objects.rest) absorb(objects.rest, shape)
    else {
      const member = memberOf(objects, key)
      member.count += count
      member.places += places
      absorb(member.shape, shape)
      if (objects.members.size > MOST_KEYS) asMap(objects)
    }
  }
}

/** The member of that key, which is made when there is none. */
export function memberOf({ members }: Shape['objects'], key: string): Member {
  const known = members.get(key)
  if (known) return known
  const member = { count: 0, places: 0, shape: emptyShape() }
  members.set(key, member)
  return member
}

/** Gives up the keys of an object that has too many; what all members have in common is kept. */
export function asMap(objects: Shape['objects']): Shape {
  objects.rest ??= mergeMembers(objects.members)
  objects.members = new Map()
  return objects.rest
}
