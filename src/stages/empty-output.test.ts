import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyOutput } from './empty-output.js'

const sample = { content: new Map(), length: 0, part: 0, index: 0 }
const stage = emptyOutput()
const dropped = {
  code: 'empty-output',
  rule: 'quality.skip_empty_outputs',
  observed: 'only white space',
  allowed: 'text',
}

describe('emptyOutput', () => {
  for (const text of ['a', ' \n.', '\u200b', '📜']) {
    it(`keeps ${JSON.stringify(text)}`, () => {
      assert.equal(stage.judge({ ...sample, produced: text }), undefined)
    })
  }

  it('drops a sample without text', () => {
    assert.deepEqual(stage.judge({ ...sample, produced: '' }), { ...dropped, observed: 'no text' })
  })

  for (const text of [' ', '\n\t ', '\u00a0\u2003\u3000\ufeff']) {
    it(`drops ${JSON.stringify(text)}`, () => {
      assert.deepEqual(stage.judge({ ...sample, produced: text }), dropped)
    })
  }
})
