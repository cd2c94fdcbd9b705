import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isJsonObject, type Json } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { Sketch } from '../schema/infer/sketch.js'
import { inferredSchema } from './inferred-schema.js'
import { describeMetricContract } from './metric.contract.js'

const metric = inferredSchema()

describeMetricContract(metric)

function measure(contents: readonly Json[], part = 0): Sketch {
  const sketch = metric.empty()
  for (const [index, content] of contents.entries()) {
    assert.ok(isJsonObject(content))
    metric.add(sketch, { content, produced: '', length: 0, part, index })
  }
  return sketch
}

const key = fc.constantFrom('a', 'b', 'type', 'kind', '__proto__', '1', '')
const { object } = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, 1.5, -2, 1e300, '', 'cat', '2024-02-29', '1.2.3'),
    fc.bigInt(),
    fc.string({ unit: 'binary', maxLength: 140 }),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
}))
const contents = fc.array(object.map(fromPlain), { maxLength: 12 })

describe('inferredSchema', () => {
  it('keeps all that was seen of any content, apart, encoded and merged', () => {
    fc.assert(
      fc.property(contents, fc.nat(12), (all, cut) => {
        const parts = [all.slice(0, cut), all.slice(cut)]
        const [one, other] = parts.map((content, part) => metric.encode(measure(content, part)))
        assert.ok(one !== undefined && other !== undefined)
        const apart = metric.merge(metric.decode(other), metric.decode(one))
        const inOne = metric.merge(measure(all.slice(0, cut), 0), measure(all.slice(cut), 1))
        assert.equal(metric.encode(apart), metric.encode(inOne))
        assert.deepEqual(metric.decode(metric.encode(inOne)), inOne)
        assert.deepEqual(metric.report(apart), metric.report(inOne))
      }),
      { numRuns: 100 },
    )
  })

  it('keeps what there is no number for', () => {
    const content = parseJsonText('{"big":1e400,"small":-1e400,"long":12345678901234567890}')
    const sketch = measure([content ?? null])
    assert.deepEqual(metric.decode(metric.encode(sketch)).shape, sketch.shape)
  })

  it('keeps what is left of samples with too many different places', () => {
    const crowd = Array.from({ length: 900 }, (_unused, number) =>
      fromPlain({ id: number, [`x${number}`]: { [`y${number}`]: { [`z${number}`]: [[number]] } } }),
    )
    const sketch = measure(crowd)
    assert.ok(sketch.bounds.tier > 0)
    const shards = [crowd.slice(0, 300), crowd.slice(300)].map((shard) => measure(shard))
    const [first, second] = shards.map((shard) => metric.decode(metric.encode(shard)))
    assert.ok(first && second)
    assert.deepEqual(
      metric.decode(metric.encode(metric.merge(first, second))),
      metric.merge(second, first),
    )
  })

  it('reports a schema with what it rests on', () => {
    const all = Array.from({ length: 40 }, (_unused, index) =>
      fromPlain({ output: index % 2 === 0 ? 'yes' : 'no' }),
    )
    assert.deepEqual(
      metric.report(measure(all)),
      fromPlain({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: {
          output: { type: 'string', enum: ['no', 'yes'], $comment: 'in all 40; 2 to 3 characters' },
        },
        required: ['output'],
        $comment: 'in all 40',
      }),
    )
  })

  it('refuses a state in which something is missing or of another kind', () => {
    const text = metric.encode(measure([fromPlain({ type: 'a', list: [1], text: 'b' })]))
    for (const changed of [
      text.replace('[0,', '[4,'),
      text.replace('"Infinity"', '"infinity"'),
      text.replace('"string"', '"text"'),
      text.replace('"many"', 'null').replace('{"a":1}', '[]'),
      text.slice(0, -1),
    ]) {
      assert.notEqual(changed, text)
      assert.throws(() => metric.decode(changed), { code: 'metric.state-invalid' })
    }
  })
})
