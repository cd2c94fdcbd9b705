import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columns, wrap } from './columns.js'

describe('columns', () => {
  it('line up, and keep their margin where they are wrapped', () => {
    const rows = [
      ['a', 'one two three four five six seven'],
      ['longer', 'x'],
    ] as const
    assert.deepEqual(columns(rows, { width: 30 }), [
      '  a       one two three four',
      '          five six seven',
      '  longer  x',
    ])
  })

  it('are as wide as another table says', () => {
    assert.deepEqual(columns([['a', 'b']], { width: 30, left: 4 }), ['  a     b'])
  })
})

describe('wrap', () => {
  it('fills a line to its last character, and no further', () => {
    const text = 'aaaaaaaaaa bbbbbbbbb c'
    assert.deepEqual(wrap(text, 20), ['aaaaaaaaaa bbbbbbbbb', 'c'])
    assert.deepEqual(wrap(text, 22), [text])
  })

  it('leaves a word whole that is longer than the line', () => {
    const word = 'x'.repeat(40)
    assert.deepEqual(wrap(`a ${word} b`, 20), ['a', word, 'b'])
  })

  it('takes a terminal that is too narrow for one of 20 columns', () => {
    assert.deepEqual(wrap('aaaaaaaaaa bbbbbbbbb', 3), ['aaaaaaaaaa bbbbbbbbb'])
  })
})
