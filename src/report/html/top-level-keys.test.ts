import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dictionary, jsonValue, assert as check, nat, property, string } from 'fast-check'
import { topLevelKeys } from './top-level-keys.js'

function keysIn(json: string): readonly string[] {
  return topLevelKeys(json).map(([start, end]) => json.slice(start, end))
}

describe('top-level keys', () => {
  it('are found whatever the values hold', () => {
    assert.deepEqual(keysIn('{"a":"b\\":","c":{"d":1},"e":[{"f":2}]}'), ['"a"', '"c"', '"e"'])
  })

  it('are those of any object', () => {
    check(
      property(dictionary(string(), jsonValue({ maxDepth: 2 })), (object) => {
        const expected = Object.keys(object).map((key) => JSON.stringify(key))
        assert.deepEqual(keysIn(JSON.stringify(object)), expected)
      }),
    )
  })

  it('are found as far as the text goes', () => {
    const json = '{"one":"two","three":{"four":"five"}}'
    check(
      property(nat(json.length), (end) => {
        const found = topLevelKeys(json.slice(0, end))
        assert.deepEqual(
          found,
          topLevelKeys(json).filter(([, keyEnd]) => keyEnd < end),
        )
      }),
    )
  })
})
