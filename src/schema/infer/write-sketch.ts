import type { Json } from '../../kernel/json-value.js'
import type { Lengths } from './lengths.js'
import { countKinds, type Held, type Member, type Shape } from './shape.js'
import type { Sketch } from './sketch.js'
import type { Variant, Variants } from './variants.js'

/** A sketch as JSON: equal sketches give equal JSON, whatever they were merged from. */
export function writeSketch({ shape, bounds: { tier, places } }: Sketch): Json {
  return [tier, places ? [...places].toSorted(ascending) : null, writeShape(shape)]
}

function writeShape(shape: Shape): Json {
  const { nulls, trues, falses, numbers, texts, lists, objects, distinct, firsts } = shape
  return [
    [nulls, trues, falses],
    [numbers.whole, numbers.other, writeBound(numbers.least), writeBound(numbers.greatest)],
    [
      texts.count,
      writeLengths(texts.lengths),
      texts.counts === 'many' ? 'many' : writeNamed(texts.counts, (count) => count),
      writeNamed(texts.formats, writeHeld),
    ],
    [lists.count, writeLengths(lists.lengths), lists.items ? writeShape(lists.items) : null],
    [
      objects.count,
      writeNamed(objects.members, writeMember),
      objects.rest ? writeShape(objects.rest) : null,
      objects.always,
      objects.latest,
      writeVariants(objects.variants),
    ],
    distinct,
    countKinds(shape).map(([kind]) => writeBound(firsts[kind])),
  ]
}

function writeHeld({ count, without }: Held): Json {
  return [count, writeBound(without)]
}

function writeMember({ count, without, places, shape }: Member): Json {
  return [count, writeBound(without), places, writeShape(shape)]
}

function writeLengths({ shortest, longest, buckets }: Lengths): Json {
  const counts = Array.from(buckets).toSorted(([one], [other]) => one - other)
  return [writeBound(shortest), longest, counts]
}

function writeVariants(variants: Variants): Json {
  if (variants === 'none') return 'none'
  return writeNamed(variants, (table) =>
    table === 'none' ? 'none' : writeNamed(table, writeVariant),
  )
}

function writeVariant({ count, keys }: Variant): Json {
  return [count, writeNamed(keys, (key) => [key.count, [...key.kinds].toSorted()])]
}

/** By name: which came first says nothing. */
function writeNamed<Value>(named: ReadonlyMap<string, Value>, write: (value: Value) => Json): Json {
  const byName = Array.from(named).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return new Map(byName.map(([name, value]) => [name, write(value)]))
}

/** There is no number for infinity. */
function writeBound(bound: number): Json {
  return Number.isFinite(bound) ? bound : String(bound)
}

function ascending(left: number, right: number): number {
  return left - right
}
