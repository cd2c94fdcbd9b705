import assert from 'node:assert/strict'
import { memoryUsage } from 'node:process'
import { describe, it } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import type { Json } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { canonicalJson } from '../../kernel/write-json.js'
import { compileSchema } from '../validate/compile-schema.js'
import { inferSchema } from './infer-schema.js'
import { MOST_PLACES } from './limits.js'
import { addRecord, emptySketch, mergeSketches, type Sketch } from './sketch.js'

interface Numbered {
  readonly number: number
  readonly record: Json
}

const key = fc.constantFrom('a', 'b', 'type', 'kind', '__proto__', '1', '')
const { value: anyJson } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 1.5, -2, '', 'cat', 'dog', '2024-02-29', 'a@b.org', '1.2.3'),
    fc.string({ maxLength: 140 }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
}))
const records = fc
  .array(anyJson, { maxLength: 12 })
  .map((values) => values.map((value, number): Numbered => ({ number, record: fromPlain(value) })))

function sketchOf(numbered: readonly Numbered[]): Sketch {
  const sketch = emptySketch()
  for (const { record, number } of numbered) addRecord(sketch, record, number)
  return sketch
}

/** Objects with so many different places that not all are kept, in a shape by `kind`. */
function crowd(kind: number, from: number, count: number): readonly Numbered[] {
  return Array.from({ length: count }, (_unused, index) => {
    const number = from + index
    const deep = { [`x${number % 7}`]: { [`y${number}`]: [[number]], z: 'text' } }
    const wide = Object.fromEntries(Array.from({ length: kind }, (_, at) => [`k${at}`, deep]))
    return { number, record: fromPlain({ id: `id ${number}`, type: 'row', ...wide, when: [deep] }) }
  })
}

function textOf({ shape }: Sketch): string {
  return canonicalJson(inferSchema(shape, { isComplete: true, isStrict: true }).schema)
}

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  return items
    .map((item, index) => ({ item, by: Math.imul(index * 7919 + seed, 0x9e3779b1) >>> 0 }))
    .toSorted((left, right) => left.by - right.by)
    .map(({ item }) => item)
}

describe('a sketch of records', () => {
  it('is the same in any order, apart and merged, in any grouping', () => {
    fc.assert(
      fc.property(
        records,
        fc.tuple(fc.nat(12), fc.nat(12)),
        fc.nat(),
        (all, [one, other], seed) => {
          const whole = sketchOf(all)
          assert.deepEqual(sketchOf(shuffled(all, seed)), whole)
          const [from, to] = [Math.min(one, other), Math.max(one, other)]
          const [a, b, c] = [all.slice(0, from), all.slice(from, to), all.slice(to)].map(sketchOf)
          assert.ok(a && b && c)
          assert.deepEqual(mergeSketches(mergeSketches(a, b), c), whole)
          assert.deepEqual(mergeSketches(c, mergeSketches(b, a)), whole)
          assert.deepEqual(mergeSketches(whole, emptySketch()), whole)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leads to a schema that accepts every record, however much is claimed', () => {
    fc.assert(
      fc.property(
        records,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        (all, isStrict, copies) => {
          const repeated = Array.from({ length: copies }, () => all).flat()
          const { shape } = sketchOf(repeated)
          const { accepts } = compileSchema(
            inferSchema(shape, { isComplete: true, isStrict, support: 1 }).schema,
          )
          for (const { record } of all) assert.ok(accepts(record), canonicalJson(record))
        },
      ),
      { numRuns: 500 },
    )
  })

  for (const [kind, name] of [
    [3, 'few'],
    [40, 'some'],
    [300, 'many'],
  ] as const) {
    it(`is the same however it was sharded when there are too many places, with ${name} columns`, () => {
      const all = crowd(kind, 0, Math.ceil((3 * MOST_PLACES) / kind))
      const whole = sketchOf(all)
      assert.ok(whole.bounds.tier > 0)
      for (const parts of [2, 7]) {
        const mixed = shuffled(all, parts)
        const shards = Array.from({ length: parts }, (_unused, part) =>
          sketchOf(mixed.filter((_one, index) => index % parts === part)),
        )
        assert.deepEqual(shards.reduce(mergeSketches), whole)
        assert.deepEqual(
          shards.reduceRight((right, left) => mergeSketches(left, right)),
          whole,
        )
      }
      const { accepts } = compileSchema(inferSchema(whole.shape, { isComplete: true }).schema)
      assert.ok(all.every(({ record }) => accepts(record)))
    })
  }

  it('gives the same schema over 100 random partitions', () => {
    const kinds = ['cat', 'dog', 'fish']
    const all = Array.from({ length: 300 }, (_, number): Numbered => {
      const type = kinds[number % 3]
      const own = { [`of_${type}`]: number, ...(number % 5 > 0 && { note: `n${number % 4}` }) }
      const record = fromPlain({ id: number, type, ...own, at: `2024-01-${10 + (number % 20)}` })
      return { number, record }
    })
    const expected = textOf(sketchOf(all))
    for (let run = 0; run < 100; run += 1) {
      const parts = 1 + (run % 9)
      const shards = Array.from({ length: parts }, () => [] as Numbered[])
      for (const [index, one] of shuffled(all, run).entries()) {
        shards[(Math.imul(index + run, 0x9e3779b1) >>> 8) % parts]?.push(one)
      }
      assert.equal(textOf(shards.map(sketchOf).reduce(mergeSketches)), expected)
    }
  })

  it('takes at most 64 MB, whatever the keys, values and lengths are', () => {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as () => void
    gc()
    const kept: Sketch[] = []
    for (const make of [hostileWide, hostileDeep]) {
      const held = memoryUsage().heapUsed
      kept.push(make())
      gc()
      const taken = memoryUsage().heapUsed - held
      assert.ok(taken < 64e6, `${make.name} takes ${Math.round(taken / 1e6)} MB`)
    }
    assert.equal(kept.length, 2)
  })
})

/** Nearly as many places as are kept with everything: values, hashes, formats, lengths of all sizes. */
function hostileWide(): Sketch {
  const sketch = emptySketch()
  for (let number = 0; number < 300; number += 1) {
    const members = Array.from({ length: 850 }, (_, column): [string, Json] => {
      const text = texts[number % texts.length] ?? ''
      const list = Array.from<Json>({ length: number % 60 }).fill(number * column)
      return [
        `column ${column}`,
        number < 60 ? new Map([[`of ${column}`, `${text} ${number}`]]) : list,
      ]
    })
    addRecord(sketch, new Map(members), number)
  }
  assert.equal(sketch.bounds.tier, 0)
  return sketch
}

const texts = ['2024-01-01', '1.2.3', '10', 'a@b.org', 'https://a.org/', '#123', '+4930123456']

function hostileDeep(): Sketch {
  const sketch = emptySketch()
  for (let number = 0; number < 4000; number += 1) {
    let value: Json = `text ${number}`
    for (let level = 0; level < 10; level += 1) {
      value = new Map<string, Json>([
        [`k${(number * (level + 3)) % 97}`, value],
        [`n${number}`, [number, `v${number}`]],
      ])
    }
    addRecord(sketch, new Map([['root', value]]), number)
  }
  assert.ok(sketch.bounds.tier > 0)
  return sketch
}
