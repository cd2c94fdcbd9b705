import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlainJson } from '#loradex/kernel/plain-json.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'unused.jsonl' },
  style: 'custom',
  custom: { template: { text: '{{text}}', label: '{{label}}' }, output: '/text' },
  quality: { min_text_length: 1 },
  structured_gen: { enable_schema_validation: true, json_schema: 'unused.json' },
})

const spellings = `
  1 1.0 1.00 10e-1 100E-2 -1 1.5 1.50 2 0 -0 0.0 -0.0 0e5
  0.1 0.10 0.1000000000000000055 0.30000000000000004 0.3 1e21 1000000000000000000000
  true false null "1" "true" "a" [1] {"a":1} []
`
  .trim()
  .split(/\s+/u)

/** Rows that are kept, and how many of all the kernel leaves to the object lane. */
function compare(label: PlainJson): { readonly kept: number; readonly left: number } {
  // More than once, so that shapes and faults are known.
  const labels = [spellings, spellings, spellings].flat()
  const lines = labels.map((spelling, index) => `{"text":"Number ${index}","label":${spelling}}`)
  const schema = JSON.stringify({ properties: { label } })
  const result = compareLanes(recipe, schema, [Buffer.from(lines.join('\n'))])
  assert.ok('differences' in result, JSON.stringify(result))
  assert.deepEqual(result.differences, [])
  const left = Array.from(result.left.values()).reduce((sum, count) => sum + count, 0)
  return { kept: result.kept / 3, left }
}

describe('values that a schema lists', () => {
  const cases: readonly (readonly [PlainJson, number])[] = [
    [{ enum: [1] }, 5],
    [{ const: 1 }, 5],
    [{ const: 0 }, 5],
    [{ enum: [0.1, 1.5] }, 4],
    [{ enum: [0.30000000000000004, 1e21] }, 3],
    [{ const: true }, 1],
    [{ const: false }, 1],
    [{ enum: [true, false] }, 2],
    [{ enum: [null, 'a', 2] }, 3],
    [{ type: 'integer', enum: [1, 2, 1.5] }, 6],
    [{ type: ['boolean', 'string'], enum: [true, 'a'] }, 2],
  ]
  for (const [schema, kept] of cases) {
    it(`are told from others by both lanes: ${JSON.stringify(schema)}`, () => {
      const result = compare(schema)
      assert.equal(result.kept, kept)
      assert.ok(result.left < 2 * spellings.length, `${result.left} rows were left`)
    })
  }
})
