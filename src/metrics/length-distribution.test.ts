import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeJson } from '../kernel/write-json.js'
import { lengthDistribution } from './length-distribution.js'
import { describeMetricContract } from './metric.contract.js'

describeMetricContract(lengthDistribution())

describe('lengthDistribution', () => {
  const metric = lengthDistribution()

  it('counts lengths 0 and 99 apart from 100 and lists buckets from short to long', () => {
    const counts = metric.empty()
    for (const length of [1000, 100, 99, 0, 200]) {
      metric.add(counts, { content: new Map(), produced: '', length, part: 0, index: 0 })
    }
    assert.equal(writeJson(metric.report(counts)), '{"0":2,"100":1,"200":1,"1000":1}')
  })

  it('reports nothing for no samples', () => {
    assert.equal(writeJson(metric.report(metric.empty())), '{}')
  })

  for (const text of ['{"0":0}', '{"50":1}', '{"100":1,"0":1}', '{"-100":1}', '{"0":-1}']) {
    it(`refuses the state ${text}`, () => {
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  }
})
