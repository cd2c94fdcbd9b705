import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toPlain } from '../kernel/plain-json.js'
import { lengthSummary } from './length-summary.js'
import { describeMetricContract } from './metric.contract.js'

describeMetricContract(lengthSummary())

describe('lengthSummary', () => {
  const metric = lengthSummary()

  it('tells code points from bytes', () => {
    const totals = metric.empty()
    for (const produced of ['§', '📜📜', '']) {
      const length = Array.from(produced).length
      metric.add(totals, { content: new Map(), produced, length, part: 0, index: 0 })
    }
    assert.deepEqual(toPlain(metric.report(totals)), {
      samples: 3,
      code_points: 3,
      bytes: 10,
      min: 0,
      max: 2,
      mean: 1,
    })
  })

  it('has no shortest, longest or mean length without samples', () => {
    assert.deepEqual(toPlain(metric.report(metric.empty())), {
      samples: 0,
      code_points: 0,
      bytes: 0,
      min: null,
      max: null,
      mean: null,
    })
  })
})
