import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { addValue } from './add-value.js'
import { countDistinct } from './distinct-values.js'
import { quantile } from './lengths.js'
import { mergeShapes } from './merge-shapes.js'
import { countDifferent, countValues, emptyShape, type Shape } from './shape.js'

const { value: anyJson } = fc.letrec<{ value: Json; object: Json }>((tie) => ({
  object: fc
    .uniqueArray(fc.constantFrom('a', 'b', '__proto__', '1', ''), { maxLength: 4 })
    .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), tie('value')))))
    .map((members) => new Map(members)),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, 1, -2, 1.5, '', 'x', '2024-02-29'),
    fc.string({ unit: 'binary', maxLength: 140 }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
}))
const documents = fc.array(anyJson, { maxLength: 12 })
const state = documents.map(shapeOf)

function shapeOf(values: readonly Json[]): Shape {
  const shape = emptyShape()
  for (const value of values) addValue(shape, value)
  return shape
}

function plain(values: readonly unknown[]): readonly Json[] {
  return values.map(fromPlain)
}

describe('the shape of documents', () => {
  it('is the same in any order', () => {
    fc.assert(
      fc.property(documents, (values) => {
        assert.deepEqual(shapeOf(values.toReversed()), shapeOf(values))
      }),
    )
  })

  it('is the same apart and merged as in one go', () => {
    fc.assert(
      fc.property(documents, fc.nat(12), (values, cut) => {
        const merged = mergeShapes(shapeOf(values.slice(0, cut)), shapeOf(values.slice(cut)))
        assert.deepEqual(merged, shapeOf(values))
      }),
    )
  })

  it('merges in any grouping and order to the same', () => {
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        assert.deepEqual(mergeShapes(mergeShapes(a, b), c), mergeShapes(a, mergeShapes(b, c)))
        assert.deepEqual(mergeShapes(a, b), mergeShapes(b, a))
      }),
    )
  })

  it('stays the same when merged with the empty one', () => {
    fc.assert(
      fc.property(state, (a) => {
        assert.deepEqual(mergeShapes(a, emptyShape()), a)
      }),
    )
  })

  it('leaves both as they were when merging, however the result is used', () => {
    fc.assert(
      fc.property(state, state, anyJson, (a, b, value) => {
        const before = structuredClone([a, b])
        addValue(mergeShapes(a, b), value)
        assert.deepEqual([a, b], before)
      }),
    )
  })

  it('counts every value once', () => {
    fc.assert(
      fc.property(documents, (values) => {
        assert.equal(countValues(shapeOf(values)), values.length)
      }),
    )
  })

  it('turns an object of very many keys into a map, wherever the keys came from', () => {
    const halves = [0, 1500].map((from) =>
      plain(Array.from({ length: 1500 }, (_, index) => ({ [`k${from + index}`]: index }))),
    )
    const together = shapeOf(halves.flat())
    assert.equal(together.objects.members.size, 0)
    assert.equal(together.objects.rest?.numbers.whole, 3000)
    const [left = [], right = []] = halves
    assert.deepEqual(mergeShapes(shapeOf(left), shapeOf(right)), together)
    const again = mergeShapes(together, shapeOf(left))
    assert.deepEqual(again, shapeOf([...halves.flat(), ...left]))
  })

  it('keeps 2,048 keys apart and not one more', () => {
    const keys = Array.from({ length: 2048 }, (_, index): [string, Json] => [`k${index}`, 1])
    assert.equal(shapeOf([new Map(keys)]).objects.members.size, 2048)
    assert.equal(shapeOf([new Map([...keys, ['more', 1]])]).objects.members.size, 0)
  })

  it('does not look below twelve levels, and counts what is there', () => {
    const nested = parseJsonText(`${'['.repeat(14)}1${']'.repeat(14)}`) ?? null
    let shape: Shape | undefined = shapeOf([nested])
    let levels = 0
    for (; shape?.lists.items; shape = shape.lists.items) levels += 1
    assert.equal(levels, 12)
    assert.equal(shape?.lists.count, 1)
  })

  it('forgets values one by one as soon as there are more than 64, or a long one', () => {
    const few = shapeOf(Array.from({ length: 64 }, (_, index) => `v${index}`))
    assert.ok(few.texts.counts instanceof Map)
    assert.equal(mergeShapes(few, shapeOf(['v64'])).texts.counts, 'many')
    assert.equal(shapeOf(['x'.repeat(129)]).texts.counts, 'many')
    assert.ok(shapeOf(['x'.repeat(128)]).texts.counts instanceof Map)
  })

  it('tells 255 different values exactly and estimates more within a fifth', () => {
    const texts = Array.from({ length: 50_000 }, (_, index) => `value ${index}`)
    const distinctOf = (count: number) =>
      countDistinct(shapeOf([...texts.slice(0, count), ...texts.slice(0, count)]).distinct)
    assert.deepEqual(distinctOf(255), { count: 255, isExact: true })
    for (const count of [1000, 50_000]) {
      const estimate = distinctOf(count)
      assert.equal(estimate.isExact, false)
      assert.ok(Math.abs(estimate.count / count - 1) < 0.2, `${estimate.count} for ${count}`)
    }
  })

  it('tells a number from the text of it, and two spellings of one number not', () => {
    const values = ['1', '1.0', '10e-1', '"1"'].map((text) => parseJsonText(text) ?? null)
    assert.equal(countDistinct(shapeOf(values).distinct).count, 2)
  })

  it('tells booleans from each other, and nulls not at all', () => {
    assert.deepEqual(countDifferent(shapeOf([true, false, true, null])), {
      count: 2,
      isExact: true,
    })
    assert.deepEqual(countDifferent(shapeOf([true, 'true', 1])), { count: 3, isExact: true })
    assert.deepEqual(countDifferent(shapeOf([null])), { count: 0, isExact: true })
  })

  it('gives quantiles of lengths within a tenth', () => {
    const { texts } = shapeOf(Array.from({ length: 1000 }, (_, index) => 'ä'.repeat(index + 1)))
    assert.deepEqual([texts.lengths.shortest, texts.lengths.longest], [1, 1000])
    for (const share of [0.1, 0.5, 0.9, 1]) {
      const found = quantile(texts.lengths, share)
      assert.ok(Math.abs(found / (1000 * share) - 1) < 0.1, `${found} at ${share}`)
    }
    assert.equal(quantile(shapeOf([]).texts.lengths, 0.5), 0)
    assert.equal(quantile(shapeOf(['', '']).texts.lengths, 0.5), 0)
  })

  it('counts lengths in code points', () => {
    assert.equal(shapeOf(['📜📜']).texts.lengths.longest, 2)
  })
})
