import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textLength } from './text-length.js'

const sample = { content: new Map(), produced: '', part: 0, index: 0 }
const stage = textLength({ minCodePoints: 4, maxCodePoints: 6 })

describe('textLength', () => {
  for (const length of [4, 5, 6]) {
    it(`keeps ${length} code points, a limit or between them`, () => {
      assert.equal(stage.judge({ ...sample, length }), undefined)
    })
  }

  it('drops a sample one code point too short', () => {
    const rule = 'quality.min_text_length'
    assert.deepEqual(stage.judge({ ...sample, length: 3 }), {
      code: 'text-too-short',
      rule,
      observed: 3,
      allowed: 4,
    })
  })

  it('drops a sample one code point too long', () => {
    const rule = 'quality.max_text_length'
    assert.deepEqual(stage.judge({ ...sample, length: 7 }), {
      code: 'text-too-long',
      rule,
      observed: 7,
      allowed: 6,
    })
  })
})
