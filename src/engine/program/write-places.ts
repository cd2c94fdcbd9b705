import { SLOT_BYTES, SLOTS } from '../layout.js'
import {
  D_CONTAINS,
  D_ENUM,
  D_FLAGS,
  D_ITEM,
  D_ITEMS_RANGE,
  D_KEY_BIT,
  D_LEAVES,
  D_LENGTH_RANGE,
  D_MAX,
  D_MIN,
  D_MIN_ITEMS,
  D_MIN_LENGTH,
  D_NODE,
  D_PATTERNS,
  D_SLOT,
  D_SLOT_BIT,
  D_TAKES,
  D_TYPES,
  D_VALUES,
  DESCRIPTOR_BYTES,
  F_FORBIDDEN,
  F_INNER,
  F_PATTERN,
  F_SLOT,
  LEARNED_BYTES,
  LEARNED_MASK,
  MAX_LEARNED,
  NODE_BITS,
  NODE_BYTES,
  NODE_KEYS,
  NODE_LEARNED,
  NODE_OTHER,
  NODE_REQUIRED,
  VALUES_BOOLEAN,
  VALUES_BYTES,
} from '../program-layout.js'
import { compileAutomaton } from './pattern/compile-automaton.js'
import { ANY_TYPE, NO_LIMIT, type Place } from './place.js'
import type { ProgramMemory } from './program-memory.js'
import { Undecidable } from './undecidable.js'

const MAX_KEYS = 64

/** Writes an object's node with everything below it; gives its place. */
export function writeNode(memory: ProgramMemory, place: Place): number {
  const { view } = memory
  const keys = [...place.members.keys()]
  if (keys.length > MAX_KEYS)
    throw new Undecidable(`more than ${MAX_KEYS} keys at ${place.pointer}`)
  const node = memory.allocate(NODE_BYTES)
  const descriptors = new Map<string, number>()
  for (const [index, [key, member]] of [...place.members].entries()) {
    if (!isPlainKey(key)) throw new Undecidable(`key ${JSON.stringify(key)}`)
    descriptors.set(key, writeDescriptor(memory, member, 1n << BigInt(index)))
  }
  const learned = memory.allocate(LEARNED_BYTES * (MAX_LEARNED + 2))
  // The first entry is the one that no key is like.
  view.setUint8(learned + LEARNED_MASK, 0xff)
  view.setUint32(node + NODE_LEARNED, learned, true)
  const required = place.required.reduce(
    (bits, key) => bits | (1n << BigInt(keys.indexOf(key))),
    0n,
  )
  view.setBigUint64(node + NODE_REQUIRED, required, true)
  view.setUint32(node + NODE_KEYS, memory.table(descriptors), true)
  view.setUint32(node + NODE_OTHER, writeOther(memory, place), true)
  view.setUint32(node + NODE_BITS, keys.length, true)
  return node
}

/** The kernel compares keys as bytes, and leaves escaped ones alone. */
function isPlainKey(key: string): boolean {
  return JSON.stringify(key) === `"${key}"` && key.isWellFormed()
}

/** The descriptor of keys that nothing is known about. */
function writeOther({ view, allocate }: ProgramMemory, { isOpen }: Place): number {
  const at = allocate(DESCRIPTOR_BYTES)
  view.setUint32(at + D_TYPES, ANY_TYPE, true)
  view.setUint32(at + D_TAKES, ANY_TYPE, true)
  view.setUint32(at + D_FLAGS, isOpen ? 0 : F_FORBIDDEN, true)
  view.setUint32(at + D_LENGTH_RANGE, NO_LIMIT, true)
  view.setUint32(at + D_ITEMS_RANGE, NO_LIMIT, true)
  return at
}

/** Writes what is to be done with a value; gives its place. */
export function writeDescriptor(memory: ProgramMemory, place: Place, keyBit: bigint): number {
  const { view } = memory
  const at = memory.allocate(DESCRIPTOR_BYTES)
  const { slot, pointer, takes, types } = place
  const leaves = place.isInTemplate ? place.leaves | (ANY_TYPE & ~takes) : place.leaves
  view.setUint32(at + D_TYPES, takes & types & ~leaves, true)
  view.setUint32(at + D_TAKES, takes, true)
  view.setUint32(at + D_LEAVES, leaves, true)
  view.setUint32(at + D_FLAGS, flagsOf(place), true)
  if (slot !== undefined) {
    view.setUint32(at + D_SLOT, SLOTS + slot * SLOT_BYTES, true)
    view.setBigUint64(at + D_SLOT_BIT, 1n << BigInt(slot), true)
  }
  const lengths = rangeOf(place.minLength, place.maxLength, pointer)
  view.setUint32(at + D_MIN_LENGTH, lengths.min, true)
  view.setUint32(at + D_LENGTH_RANGE, lengths.range, true)
  const counts = rangeOf(place.minItems, place.maxItems, pointer)
  view.setUint32(at + D_MIN_ITEMS, counts.min, true)
  view.setUint32(at + D_ITEMS_RANGE, counts.range, true)
  view.setFloat64(at + D_MIN, place.minimum, true)
  view.setFloat64(at + D_MAX, place.maximum, true)
  view.setBigUint64(at + D_KEY_BIT, keyBit, true)
  writeTables(memory, place, at)
  return at
}

function flagsOf({ flags, slot, patterns, items, contains, members, isOpen }: Place): number {
  const isInner = members.size > 0 || items !== undefined || contains !== undefined || !isOpen
  const isPattern = patterns.length > 0
  return (
    flags |
    (isPattern ? F_PATTERN : 0) |
    (slot === undefined ? 0 : F_SLOT) |
    (isInner ? F_INNER : 0)
  )
}

/** What a descriptor leads to. */
function writeTables(memory: ProgramMemory, place: Place, at: number): void {
  const { view } = memory
  const { items, texts, patterns } = place
  if (texts) {
    const allowed = new Map(texts.map((text) => [JSON.stringify(text).slice(1, -1), 1] as const))
    view.setUint32(at + D_ENUM, memory.table(allowed), true)
  }
  if (place.values) view.setUint32(at + D_VALUES, writeValues(memory, place.values), true)
  if (patterns.length > 0) view.setUint32(at + D_PATTERNS, writePatterns(memory, place), true)
  if (place.contains) {
    view.setUint32(at + D_CONTAINS, writeDescriptor(memory, place.contains, 0n), true)
  }
  if (items) view.setUint32(at + D_ITEM, writeDescriptor(memory, items, 0n), true)
  if (place.members.size > 0 || !place.isOpen) {
    view.setUint32(at + D_NODE, writeNode(memory, place), true)
  }
}

function writeValues(
  { view, allocate }: ProgramMemory,
  values: readonly (number | boolean)[],
): number {
  const numbers = values.filter((value) => typeof value === 'number')
  const booleans = new Set(values.filter((value) => typeof value === 'boolean'))
  const [boolean] = booleans
  const list = allocate(VALUES_BYTES + 8 * numbers.length)
  view.setUint32(list, numbers.length, true)
  if (booleans.size === 1)
    view.setUint32(list + VALUES_BOOLEAN, String(boolean).charCodeAt(0), true)
  for (const [index, number] of numbers.entries()) {
    view.setFloat64(list + VALUES_BYTES + 8 * index, number, true)
  }
  return list
}

function writePatterns({ view, allocate, bytes }: ProgramMemory, { patterns }: Place): number {
  const list = allocate(4 + 8 * patterns.length)
  view.setUint32(list, patterns.length, true)
  for (const [index, { source, isNegated }] of patterns.entries()) {
    view.setUint32(list + 4 + 8 * index, bytes(compileAutomaton(source)), true)
    view.setUint32(list + 8 + 8 * index, isNegated ? 1 : 0, true)
  }
  return list
}

function rangeOf(min: number, max: number, pointer: string) {
  const most = Math.min(max, NO_LIMIT)
  if (min < 0 || min > most) throw new Undecidable(`limits that nothing keeps at ${pointer}`)
  return { min, range: most - min }
}
