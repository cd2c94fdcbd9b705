import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitText, textWidth } from './text-width.js'

describe('the width of a text', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 0],
    ['plain', 5],
    ['Ärger', 5],
    ['A\u0308', 1],
    ['日本語.jsonl', 12],
    ['한글', 4],
    ['ＡＢ', 4],
    ['🙂', 2],
    ['❤\uFE0F', 2],
    ['a\u200Bb', 2],
    ['█▌░', 3],
  ]
  for (const [text, width] of cases) {
    it(`of ${JSON.stringify(text)} is ${width}`, () => assert.equal(textWidth(text), width))
  }
})

describe('a text that is fitted', () => {
  it('stays whole where there is room', () => {
    assert.equal(fitText('cases', 5), 'cases')
    assert.equal(fitText('日本', 4), '日本')
  })

  it('is cut with an ellipsis, never within a wide character', () => {
    assert.equal(fitText('cases', 4), 'cas…')
    assert.equal(fitText('日本語', 5), '日本…')
    assert.equal(fitText('日本語', 4), '日…')
  })

  it('is nothing where there is no room', () => {
    assert.equal(fitText('cases', 1), '…')
    assert.equal(fitText('cases', 0), '')
  })
})
