import { isJsonArray, isJsonObject, JsonNumber, type Json } from '../../kernel/json-value.js'
import type { Kind } from './kind-of.js'
import type { Lengths } from './lengths.js'
import { countKinds, emptyShape, type Held, type Member, type Shape } from './shape.js'
import type { Sketch } from './sketch.js'
import type { Tier } from './limits.js'
import { isTagName, type Variant, type Variants } from './variants.js'

const kinds = countKinds(emptyShape()).map(([kind]) => kind)
const tiers: readonly Tier[] = [0, 1, 2, 3]

class NoSketch extends Error {}

/**
 * The sketch that `writeSketch` gave this JSON for; `undefined` when there is none. What else it may take
 * for one, it would write in another way.
 */
export function readSketch(value: Json): Sketch | undefined {
  try {
    const [tier, places, shape] = listOf(value)
    const bounds = {
      tier: oneOf(tiers, tier),
      places: places === null ? undefined : new Set(listOf(places).map(numberOf)),
    }
    return { shape: readShape(shape), bounds }
  } catch (error) {
    if (error instanceof NoSketch) return undefined
    throw error
  }
}

function readShape(value: Json | undefined): Shape {
  const [plain, numbers, texts, lists, objects, distinct, firsts] = listOf(value)
  const [nulls, trues, falses] = listOf(plain)
  const seenFirst = listOf(firsts)
  const firstOf = (kind: Kind): number => numberOf(seenFirst[kinds.indexOf(kind)])
  return {
    nulls: numberOf(nulls),
    trues: numberOf(trues),
    falses: numberOf(falses),
    numbers: readNumbers(numbers),
    texts: readTexts(texts),
    lists: readLists(lists),
    objects: readObjects(objects),
    distinct: listOf(distinct).map(numberOf),
    firsts: {
      string: firstOf('string'),
      number: firstOf('number'),
      integer: firstOf('integer'),
      boolean: firstOf('boolean'),
      array: firstOf('array'),
      object: firstOf('object'),
      null: firstOf('null'),
    },
  }
}

function readNumbers(value: Json | undefined): Shape['numbers'] {
  const [whole, other, least, greatest] = listOf(value)
  return {
    whole: numberOf(whole),
    other: numberOf(other),
    least: numberOf(least),
    greatest: numberOf(greatest),
  }
}

function readTexts(value: Json | undefined): Shape['texts'] {
  const [count, lengths, counts, formats] = listOf(value)
  return {
    count: numberOf(count),
    lengths: readLengths(lengths),
    counts: counts === 'many' ? counts : readNamed(counts, numberOf),
    formats: readNamed(formats, readHeld),
  }
}

function readLists(value: Json | undefined): Shape['lists'] {
  const [count, lengths, items] = listOf(value)
  return {
    count: numberOf(count),
    lengths: readLengths(lengths),
    ...(items !== null && { items: readShape(items) }),
  }
}

function readObjects(value: Json | undefined): Shape['objects'] {
  const [count, members, rest, always, latest, variants] = listOf(value)
  return {
    count: numberOf(count),
    members: readNamed(members, readMember),
    ...(rest !== null && { rest: readShape(rest) }),
    always: numberOf(always),
    latest: numberOf(latest),
    variants: readVariants(variants),
  }
}

function readHeld(value: Json): Held {
  const [count, without] = listOf(value)
  return { count: numberOf(count), without: numberOf(without) }
}

function readMember(value: Json, key: string): Member {
  const [count, without, places, shape] = listOf(value)
  return {
    count: numberOf(count),
    without: numberOf(without),
    isTag: isTagName(key),
    places: numberOf(places),
    shape: readShape(shape),
  }
}

function readLengths(value: Json | undefined): Lengths {
  const [shortest, longest, buckets] = listOf(value)
  return {
    shortest: numberOf(shortest),
    longest: numberOf(longest),
    buckets: new Map(
      listOf(buckets).map((pair) => {
        const [bucket, count] = listOf(pair)
        return [numberOf(bucket), numberOf(count)]
      }),
    ),
  }
}

function readVariants(value: Json | undefined): Variants {
  if (value === 'none') return value
  return readNamed(value, (table) => (table === 'none' ? table : readNamed(table, readVariant)))
}

function readVariant(value: Json): Variant {
  const [count, keys] = listOf(value)
  return { count: numberOf(count), keys: readNamed(keys, readVariantKey) }
}

function readVariantKey(value: Json): { count: number; kinds: Set<Kind> } {
  const [count, seen] = listOf(value)
  return {
    count: numberOf(count),
    kinds: new Set(listOf(seen).map((kind) => oneOf(kinds, kind))),
  }
}

function readNamed<Value>(
  value: Json | undefined,
  read: (value: Json, name: string) => Value,
): Map<string, Value> {
  if (!isJsonObject(value)) throw new NoSketch()
  return new Map(Array.from(value, ([name, member]) => [name, read(member, name)]))
}

function listOf(value: Json | undefined): readonly Json[] {
  if (!isJsonArray(value)) throw new NoSketch()
  return value
}

function numberOf(value: Json | undefined): number {
  if (typeof value === 'number') return value
  if (value instanceof JsonNumber || value === 'Infinity' || value === '-Infinity') {
    return Number(value instanceof JsonNumber ? value.text : value)
  }
  throw new NoSketch()
}

function oneOf<Item>(items: readonly Item[], value: Json | undefined): Item {
  const [found] = items.filter((item) => item === value)
  if (found === undefined) throw new NoSketch()
  return found
}
