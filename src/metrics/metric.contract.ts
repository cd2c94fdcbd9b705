import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { MeasuredSample } from '../records/measured-sample.js'
import type { Metric } from './metric.js'

const ordinal = fc.nat({ max: 20 })
const schemaError = fc.record({
  keyword: fc.constantFrom('required', 'minLength'),
  instancePointer: fc.constantFrom('', '/output'),
  schemaPointer: fc.constantFrom('/required', '/properties/output/minLength'),
  message: fc.string({ unit: 'binary', maxLength: 20 }),
})
const words = fc.array(fc.constantFrom('law', 'Law', '§', '法', 'ไทย', '📜'), { maxLength: 6 })
const produced = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  words.map((parts) => parts.join(' ')),
)
const anySample: fc.Arbitrary<MeasuredSample> = fc
  .record(
    {
      produced,
      schemaErrors: fc.array(schemaError, { maxLength: 12 }),
      part: ordinal,
      index: ordinal,
    },
    { requiredKeys: ['produced', 'part', 'index'] },
  )
  .map((sample) => ({
    ...sample,
    content: new Map([['text', sample.produced]]),
    length: Array.from(sample.produced).length,
  }))

const oneSample: MeasuredSample = {
  content: new Map([['text', 'one more']]),
  produced: 'one more',
  length: 8,
  schemaErrors: [],
  part: 0,
  index: 0,
}

/** The laws of the port, checked on states reached by adding any samples in any order. */
export function describeMetricContract<State>(metric: Metric<State>): void {
  const state = fc.array(anySample, { maxLength: 12 }).map(measure)

  function measure(samples: readonly MeasuredSample[]): State {
    const measured = metric.empty()
    for (const sample of samples) metric.add(measured, sample)
    return measured
  }

  describe(`${metric.id} keeps the metric contract`, () => {
    it('measures the same in any order', () => {
      fc.assert(
        fc.property(fc.array(anySample, { maxLength: 12 }), (samples) => {
          const backwards = measure(samples.toReversed())
          assert.equal(metric.encode(backwards), metric.encode(measure(samples)))
        }),
      )
    })

    it('measures the same apart and merged as in one go', () => {
      fc.assert(
        fc.property(fc.array(anySample, { maxLength: 12 }), fc.nat(12), (samples, cut) => {
          const merged = metric.merge(measure(samples.slice(0, cut)), measure(samples.slice(cut)))
          assert.equal(metric.encode(merged), metric.encode(measure(samples)))
        }),
      )
    })

    it('comes to the same where an earlier state spares work', () => {
      const { after } = metric
      if (!after) return
      const samples = fc.array(anySample, { maxLength: 12 })
      fc.assert(
        fc.property(state, samples, (earlier, later) => {
          const spared = after(earlier)
          for (const sample of later) metric.add(spared, sample)
          const merged = metric.merge(earlier, spared)
          assert.equal(metric.encode(merged), metric.encode(metric.merge(earlier, measure(later))))
        }),
      )
    })

    it('merges in any grouping to the same state', () => {
      fc.assert(
        fc.property(state, state, state, (a, b, c) => {
          const leftFirst = metric.merge(metric.merge(a, b), c)
          const rightFirst = metric.merge(a, metric.merge(b, c))
          assert.equal(metric.encode(rightFirst), metric.encode(leftFirst))
        }),
      )
    })

    it('merges in any order to the same state', () => {
      fc.assert(
        fc.property(state, state, (a, b) => {
          assert.equal(metric.encode(metric.merge(a, b)), metric.encode(metric.merge(b, a)))
        }),
      )
    })

    it('stays the same when merged with empty', () => {
      fc.assert(
        fc.property(state, (a) => {
          assert.equal(metric.encode(metric.merge(a, metric.empty())), metric.encode(a))
        }),
      )
    })

    it('leaves both states as they were when merging', () => {
      fc.assert(
        fc.property(state, state, (a, b) => {
          const encoded = [metric.encode(a), metric.encode(b)]
          metric.add(metric.merge(a, b), oneSample)
          assert.deepEqual([metric.encode(a), metric.encode(b)], encoded)
        }),
      )
    })

    it('decodes what it encoded', () => {
      fc.assert(
        fc.property(state, (a) => {
          assert.equal(metric.encode(metric.decode(metric.encode(a))), metric.encode(a))
        }),
      )
    })

    it('is the same after it was packed, and refuses what it cannot have packed', () => {
      const { pack, unpack } = metric
      if (!pack || !unpack) return
      fc.assert(
        fc.property(state, (a) => {
          const encoded = metric.encode(a)
          const packed = pack(a)
          const unpacked = unpack(packed)
          assert.equal(metric.encode(unpacked), encoded)
          metric.add(unpacked, oneSample)
          assert.equal(metric.encode(a), encoded)
          for (const [index, part] of packed.entries()) {
            const shorter = packed.with(index, part.subarray(1))
            if (part.length === 0) continue
            assert.throws(() => unpack(shorter), { code: 'metric.state-invalid' })
          }
        }),
      )
      assert.throws(() => unpack([]), { code: 'metric.state-invalid' })
    })

    it('is the same after it went to another thread', () => {
      fc.assert(
        fc.property(state, (a) => {
          assert.equal(metric.encode(structuredClone(a)), metric.encode(a))
        }),
      )
    })

    it('reports the same before and after encoding', () => {
      fc.assert(
        fc.property(state, (a) => {
          assert.deepEqual(metric.report(metric.decode(metric.encode(a))), metric.report(a))
        }),
      )
    })

    for (const text of [
      '',
      'never encoded',
      'null',
      '1',
      '""',
      '[null]',
      '{"0":1.5}',
      '{"x":{}}',
    ]) {
      it(`refuses to decode ${JSON.stringify(text)}`, () => {
        assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
      })
    }

    it('refuses to decode what it encoded with a blank added', () => {
      const text = `${metric.encode(measure([oneSample]))} `
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  })
}
