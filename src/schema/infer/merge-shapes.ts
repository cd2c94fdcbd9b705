import { mergeDistinct } from './distinct-values.js'
import { holdAll } from './held.js'
import { addLengths } from './lengths.js'
import { limitsAt, MOST_KEYS } from './limits.js'
import { countKinds, emptyShape, type Member, type Shape } from './shape.js'
import { addVariants, isTagName } from './variants.js'
import { mergeValueCounts } from './value-counts.js'

const FULL = limitsAt(0, 0)

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
export function absorb(shape: Shape, other: Shape): void {
  absorbTexts(shape, other)
  absorbObjects(shape, other)
  shape.nulls += other.nulls
  shape.trues += other.trues
  shape.falses += other.falses
  shape.distinct = mergeDistinct(shape.distinct, other.distinct)
  absorbNumbers(shape.numbers, other.numbers)
  absorbLists(shape.lists, other.lists)
  for (const [kind] of countKinds(other)) {
    shape.firsts[kind] = Math.min(shape.firsts[kind], other.firsts[kind])
  }
}

function absorbNumbers(numbers: Shape['numbers'], other: Shape['numbers']): void {
  numbers.whole += other.whole
  numbers.other += other.other
  numbers.least = Math.min(numbers.least, other.least)
  numbers.greatest = Math.max(numbers.greatest, other.greatest)
}

function absorbTexts(shape: Shape, other: Shape): void {
  const { texts } = shape
  const firsts = { first: shape.firsts.string, otherFirst: other.firsts.string }
  texts.count += other.texts.count
  addLengths(texts.lengths, other.texts.lengths)
  texts.counts = mergeValueCounts(texts.counts, other.texts.counts, FULL)
  holdAll(texts.formats, other.texts.formats, firsts)
}

function absorbLists(lists: Shape['lists'], other: Shape['lists']): void {
  lists.count += other.count
  addLengths(lists.lengths, other.lengths)
  if (other.items) absorb((lists.items ??= emptyShape()), other.items)
}

function absorbObjects(shape: Shape, other: Shape): void {
  const { objects } = shape
  const theirs = other.objects
  objects.variants = addVariants(objects.variants, theirs.variants)
  if (theirs.rest) absorb(asMap(objects), theirs.rest)
  const { rest } = objects
  if (rest) for (const { shape: values } of theirs.members.values()) absorb(rest, values)
  else absorbMembers(shape, other)
  objects.count += theirs.count
}

function absorbMembers(shape: Shape, other: Shape): void {
  const { objects } = shape
  const [first, otherFirst] = [shape.firsts.object, other.firsts.object]
  for (const [key, member] of objects.members) {
    if (!other.objects.members.has(key)) member.without = Math.min(member.without, otherFirst)
  }
  for (const [key, theirs] of other.objects.members) {
    const isKnown = objects.members.has(key)
    const member = memberOf(objects, key)
    member.count += theirs.count
    member.places += theirs.places
    member.without = Math.min(member.without, theirs.without, isKnown ? Infinity : first)
    absorb(member.shape, theirs.shape)
  }
  settleLacking(objects)
  if (objects.members.size > MOST_KEYS) asMap(objects)
}

/** Puts right what follows from who lacks what. */
export function settleLacking(objects: Shape['objects']): void {
  objects.always = 0
  objects.latest = -1
  for (const { without } of objects.members.values()) {
    if (without === Infinity) objects.always += 1
    else objects.latest = Math.max(objects.latest, without)
  }
}

/** The member of that key, which is made when there is none. */
export function memberOf({ members }: Shape['objects'], key: string): Member {
  const known = members.get(key)
  if (known) return known
  const isTag = isTagName(key)
  const member = { count: 0, without: Infinity, places: 0, isTag, shape: emptyShape() }
  members.set(key, member)
  return member
}

/** Gives up the keys of an object that has too many; what all members have in common is kept. */
export function asMap(objects: Shape['objects']): Shape {
  objects.rest ??= mergeMembers(objects.members)
  objects.members = new Map()
  objects.always = 0
  objects.latest = -1
  objects.variants = 'none'
  return objects.rest
}
