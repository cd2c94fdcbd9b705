import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { expandBraces, segmentPattern } from './glob.js'

describe('glob', () => {
  it('expands braces, also within braces, where some come twice', () => {
    const expanded = ['a/x1', 'a/x2', 'a/x3', 'b/x1', 'b/x2', 'b/x3']
    assert.deepEqual([...new Set(expandBraces('{a,b}/x{1,{2,3}}'))].toSorted(), expanded)
    assert.deepEqual(expandBraces('{a}'), ['{a}'])
    assert.deepEqual(expandBraces('x{,.gz}'), ['x', 'x.gz'])
  })

  for (const [segment, matching, other] of [
    ['*.jsonl', ['a.jsonl', '😀.jsonl'], ['.a.jsonl', 'a.jsonlx', 'ajsonl', 'a.jsonl.gz']],
    ['?', ['a', '😀'], ['', 'ab', '.']],
    ['.*', ['.a', '.'], ['a']],
    ['a**b', ['ab', 'axb'], ['a']],
    ['a(1)+[x]$^', ['a(1)+[x]$^'], ['a1x']],
  ] as const) {
    it(`${segment} matches whole names only`, () => {
      const pattern = segmentPattern(segment)
      assert.deepEqual(
        [...matching, ...other].filter((name) => pattern.test(name)),
        matching,
      )
    })
  }
})
