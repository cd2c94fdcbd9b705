import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wordTokens } from './word-tokens.js'

describe('wordTokens', () => {
  const cases = {
    'Hello, WORLD x2!': ['hello', 'world', 'x2'],
    'Straße 12a': ['straße', '12a'],
    'e\u0301te\u0301': ['e\u0301te\u0301'],
    abc漢字かな: ['abc', '漢', '字', 'か', 'な'],
    กำ: ['ก', 'ำ'],
    '한국어 문장': ['한국어', '문장'],
    '📜 … —': [],
    '': [],
  }
  for (const [text, tokens] of Object.entries(cases)) {
    it(`takes ${JSON.stringify(tokens)} from ${JSON.stringify(text)}`, () => {
      assert.deepEqual([...wordTokens(text)], tokens)
    })
  }
})
