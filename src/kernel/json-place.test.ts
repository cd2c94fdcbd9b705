import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lineAndColumn, placeInJson } from './json-place.js'

const text = '{\n  "a\\"b": [1, {"x": "}]", "y": {"z": [ ]}}, "s"],\n  "": true\n}\n'

const places: readonly (readonly [tokens: readonly string[], key: string, value: string])[] = [
  [[], '1:1', '1:1'],
  [['a"b'], '2:3', '2:11'],
  [['a"b', '0'], '2:12', '2:12'],
  [['a"b', '1', 'y', 'z'], '2:33', '2:38'],
  [['a"b', '2'], '2:45', '2:45'],
  [[''], '3:3', '3:7'],
  [['a"b', '3'], '2:3', '2:11'],
  [['a"b', '1', 'none', 'z'], '2:15', '2:15'],
  [['a"b', '0', 'none'], '2:12', '2:12'],
  [['b'], '1:1', '1:1'],
]

describe('placeInJson', () => {
  for (const [tokens, key, value] of places) {
    it(`finds /${tokens.join('/')}`, () => {
      const place = placeInJson(text, tokens)
      assert.deepEqual(
        [lineAndColumn(text, place.key), lineAndColumn(text, place.value)],
        [key, value],
      )
    })
  }

  it('ends on a text that is no JSON', () => {
    for (const broken of ['', '{"a', '[1, [', '{"a": {"b"']) placeInJson(broken, ['1', 'a', 'b'])
  })
})
