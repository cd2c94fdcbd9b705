import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { clipText, clipUtf8 } from './clip-text.js'

describe('clipText', () => {
  it('leaves a text alone that is as long as it may be', () => {
    assert.deepEqual(clipText('abc', 3), { text: 'abc', clipped: false })
    assert.deepEqual(clipText('abcd', 3), { text: 'abc', clipped: true })
  })

  it('counts code points and cuts none in two', () => {
    assert.deepEqual(clipText('📜📜', 2), { text: '📜📜', clipped: false })
    assert.deepEqual(clipText('📜📜📜', 2), { text: '📜📜', clipped: true })
    assert.deepEqual(clipText('a📜b', 2), { text: 'a📜', clipped: true })
  })
})

describe('clipUtf8', () => {
  it('clips bytes as it clips their text, wherever they lie', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.nat(20), ([before, within, after], most) => {
        const bytes = Buffer.from(before + within + after)
        const start = Buffer.byteLength(before)
        const span = { start, end: start + Buffer.byteLength(within) }
        const end = clipUtf8(bytes, span, most)
        assert.deepEqual(
          { text: bytes.toString('utf8', start, end), clipped: end < span.end },
          clipText(within, most),
        )
      }),
    )
  })
})
