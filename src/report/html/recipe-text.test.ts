import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, jsonValue, property } from 'fast-check'
import { parse } from 'yaml'
import { fromPlain } from '../../kernel/plain-json.js'
import { recipeText } from './recipe-text.js'

describe('a recipe as text', () => {
  it('is written as people write recipes', () => {
    const recipe = {
      source: { type: 'jsonl', path: 'cases/*.jsonl' },
      style: 'instruction_tuning',
      metadata: { metadata_fields: ['topic', 'yes', 'a b'] },
      gates: {},
    }
    assert.equal(
      recipeText(fromPlain(recipe)),
      [
        'source: { type: jsonl, path: "cases/*.jsonl" }',
        'style: instruction_tuning',
        'metadata: { metadata_fields: [topic, "yes", "a b"] }',
        'gates: {}',
      ].join('\n'),
    )
  })

  it('breaks what is too long for a line', () => {
    const lines = recipeText(fromPlain({ texts: Array.from({ length: 30 }, () => 'abcdef') }))
    assert.match(lines, /^texts:\n {2}- abcdef\n {2}- abcdef\n/u)
  })

  it('is YAML of the same value', () => {
    check(
      property(jsonValue({ noUnicodeString: false, maxDepth: 4 }), (value) => {
        // What YAML has no sign for is not what is tested here.
        const plain: unknown = JSON.parse(JSON.stringify(value))
        assert.deepEqual(parse(recipeText(fromPlain({ value: plain }))), { value: plain })
      }),
    )
  })
})
