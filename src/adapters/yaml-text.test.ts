import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { parse } from 'yaml'
import { yamlText } from './yaml-text.js'

describe('yamlText', () => {
  it('is one line of printable characters that YAML reads as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const scalar = yamlText(text)
        assert.equal(parse(scalar), text)
        assert.doesNotMatch(scalar, /[\p{Cc}\u2028\u2029\ufeff]/u)
      }),
    )
  })

  for (const text of ['no', '1.0', '- a', '# x', 'a: b', "'", '"', '\\', '*a', '', '\u0085']) {
    it(`keeps ${JSON.stringify(text)} a text`, () => {
      assert.equal(parse(yamlText(text)), text)
    })
  }
})
