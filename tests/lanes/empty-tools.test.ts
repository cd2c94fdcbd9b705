import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlainJson } from '#loradex/kernel/plain-json.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'unused.jsonl' },
  style: 'chat_completion',
  quality: { min_text_length: 0 },
  structured_gen: { enable_schema_validation: true, json_schema: 'unused.json' },
})

const messages = '[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]'
const record = (tools: string): string => `{"messages":${messages},"tools":${tools}}`

describe('tools that are left out for having no items', () => {
  const schemas: readonly PlainJson[] = [
    { contains: { required: ['name'] } },
    { minItems: 1, contains: { type: 'string' } },
    { type: 'string' },
  ]
  for (const tools of schemas) {
    it(`are not held against ${JSON.stringify(tools)}`, () => {
      const lines = ['[{}]', '[]', '[ ]', 'null', '[{}]', '[]', '[ ]', 'null'].map(record)
      const schema = JSON.stringify({ properties: { tools } })
      const result = compareLanes(recipe, schema, [Buffer.from(lines.join('\n'))])
      assert.ok('differences' in result, JSON.stringify(result))
      assert.deepEqual(result.differences, [])
      assert.deepEqual([result.kept, result.dropped], [6, 2])
      // The kernel knows the shape from the first of them on.
      assert.equal(result.decided, 5)
    })
  }
})
