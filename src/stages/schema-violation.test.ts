import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MeasuredSample } from '../records/measured-sample.js'
import { schemaViolation } from './schema-violation.js'

const sample = { content: new Map(), produced: 'text', length: 4, part: 0, index: 0 }
const stage = schemaViolation()

function sampleWithErrors(count: number): MeasuredSample {
  const schemaErrors = Array.from({ length: count }, (_, index) => ({
    keyword: 'type',
    instancePointer: `/${index}`,
    schemaPointer: '/items/type',
    message: `Field '${index}' must be string`,
  }))
  return { ...sample, schemaErrors }
}

describe('schemaViolation', () => {
  it('keeps a sample that no schema was applied to', () => {
    assert.equal(stage.judge(sample), undefined)
  })

  it('keeps a compliant sample', () => {
    assert.equal(stage.judge(sampleWithErrors(0)), undefined)
  })

  it('drops a sample with one error and says which', () => {
    assert.deepEqual(stage.judge(sampleWithErrors(1)), {
      code: 'schema-violation',
      rule: 'structured_gen.json_schema',
      observed: 1,
      allowed: 0,
      errors: ["Field '0' must be string"],
    })
  })

  for (const count of [20, 21]) {
    it(`counts ${count} errors and shows the first 20`, () => {
      const drop = stage.judge(sampleWithErrors(count))
      assert.equal(drop?.observed, count)
      assert.equal(drop.errors?.length, 20)
      assert.equal(drop.errors.at(-1), "Field '19' must be string")
    })
  }
})
