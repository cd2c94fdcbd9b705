import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readOverride } from './overrides.js'
import { parseRecipe } from './parse-recipe.js'
import { valueOrigin } from './value-origin.js'

const text = `source: { type: jsonl, path: in.jsonl }
quality:
  min_text_length: 3
`

function originOf(path: string, ...overrides: readonly string[]) {
  const parsed = parseRecipe(new TextEncoder().encode(text), 'loradex.yaml')
  return valueOrigin(path.split('.'), { parsed, set: overrides.map(readOverride) })
}

describe('valueOrigin', () => {
  it('is the place of the value in the file', () => {
    assert.deepEqual(originOf('quality.min_text_length'), { kind: 'file', line: 3, column: 20 })
    assert.deepEqual(originOf('source.path'), { kind: 'file', line: 1, column: 30 })
  })

  it('is the default where nobody said anything', () => {
    assert.deepEqual(originOf('quality.max_text_length'), { kind: 'default' })
    assert.deepEqual(originOf('style'), { kind: 'default' })
  })

  it('is the last override that says it', () => {
    const overrides = ['quality.min_text_length=1', 'quality.min_text_length=2']
    assert.deepEqual(originOf('quality.min_text_length', ...overrides), {
      kind: 'override',
      key: 'quality.min_text_length',
    })
  })

  it('is the default where an override took away what the file said', () => {
    const override = 'quality={max_text_length: 9}'
    assert.deepEqual(originOf('quality.max_text_length', override), {
      kind: 'override',
      key: 'quality',
    })
    assert.deepEqual(originOf('quality.min_text_length', override), { kind: 'default' })
  })
})
