import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../kernel/plain-json.js'
import { isJsonObject } from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'
import { columnTypes } from './column-types.js'
import { describeMetricContract } from './metric.contract.js'

describeMetricContract(columnTypes())

describe('columnTypes', () => {
  const content = fromPlain({ text: 'a', parts: [{ a: 1 }, {}] })
  const metadata = fromPlain({ tags: ['x'], page: 1 })
  assert.ok(isJsonObject(content) && isJsonObject(metadata))
  const metric = columnTypes()
  const types = metric.empty()
  metric.add(types, { content, metadata, produced: '', length: 0, part: 0, index: 0 })

  it('reports the types of content and metadata', () => {
    assert.equal(
      writeJson(metric.report(types)),
      '{"metadata":{"struct":{"tags":{"list":"string"},"page":"int64"}},"parts":{"list":"json"},"text":"string"}',
    )
  })

  it('decodes nested types', () => {
    assert.deepEqual(metric.decode(metric.encode(types)), types)
  })

  for (const text of [
    '{"a":"int32"}',
    '{"a":{"list":"int32"}}',
    '{"a":{}}',
    '{"a":{"struct":[]}}',
  ]) {
    it(`refuses the state ${text}`, () => {
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  }
})
