import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markdownCode, markdownTable, markdownText } from './markdown.js'

describe('markdownText', () => {
  it('shows markup as it is written, on one line', () => {
    assert.equal(markdownText('a|b <i>\n# _x_ [y]'), String.raw`a\|b \<i\> \# \_x\_ \[y\]`)
  })
})

describe('markdownCode', () => {
  for (const [text, code] of [
    ['duplicate', '`duplicate`'],
    ['a|b', '`a\\|b`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['a\nb', '`a b`'],
  ] as const) {
    it(`writes ${JSON.stringify(text)} as ${code}`, () => {
      assert.equal(markdownCode(text), code)
    })
  }
})

describe('markdownTable', () => {
  it('has a head, a rule and the rows', () => {
    assert.deepEqual(markdownTable(['a', 'b'], [['x', 1]]), [
      '| a | b |',
      '| --- | --- |',
      '| x | 1 |',
    ])
  })

  it('is nothing without rows', () => {
    assert.deepEqual(markdownTable(['a'], []), [])
  })
})
