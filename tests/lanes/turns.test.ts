import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlainJson } from '#loradex/kernel/plain-json.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'

/** JSON of a member, or nothing where there is none. */
const MISSING = ''
const texts = [MISSING, 'null', '""', '" \\n"', '"Hi"', '"\\u0041\\ud83c\\udfd4 \\"b\\""']
const others = ['7', '1e400', 'true', '["a"]', '{ "a": "\\u0062" }']
const conversations = [MISSING, 'null', '[{"role":"assistant","content":"Told"}]', '[]', '"null"']
const tools = [MISSING, '[{"type":"function"}]', '7']

function* records(said: readonly string[]): Generator<string> {
  for (const messages of conversations) {
    for (const system of said) {
      for (const user of said) {
        for (const assistant of said) {
          const tool = tools[(system.length + user.length) % tools.length] ?? ''
          const members = Object.entries({ messages, system, user, assistant, tools: tool })
          const there = members.filter(([, json]) => json !== MISSING)
          yield `{${there.map(([key, json]) => `"${key}":${json}`).join(',')}}`
        }
      }
    }
  }
}

type Mapping = Readonly<Record<string, PlainJson>>

function compare(said: readonly string[], mapping: Mapping = {}, schema: PlainJson = true) {
  const recipe = checkRecipe({
    source: { type: 'jsonl', path: 'unused.jsonl' },
    style: 'chat_completion',
    field_mapping: {
      user_field: 'user',
      assistant_field: 'assistant',
      system_field: 'system',
      ...mapping,
    },
    quality: { min_text_length: 2 },
    structured_gen: { enable_schema_validation: true, json_schema: 'unused.json' },
  })
  const rows = [...records(said)]
  // Again, so that shapes and faults are known.
  const batch = Buffer.from([...rows, ...rows].join('\n'))
  const result = compareLanes(recipe, JSON.stringify(schema), [batch, batch])
  assert.ok('differences' in result, JSON.stringify(result))
  assert.deepEqual(result.differences, [])
  return result
}

const messagesOf = (items: PlainJson): PlainJson => ({ properties: { messages: { items } } })

describe('turns of single texts', () => {
  it('are the same in both lanes, whatever stands for a text', () => {
    const { rows, kept, dropped, knownDrops } = compare([...texts, ...others])
    assert.equal(rows, kept + dropped)
    assert.ok(kept > 0 && knownDrops > 0, `${kept} kept, ${knownDrops} drops known`)
  })

  it('are decided as bytes where they are texts', () => {
    const { kept, decided, left } = compare(texts)
    assert.ok(decided > 0.95 * kept, `${decided} of ${kept} kept`)
    // Messages that are none are left to it, too.
    assert.deepEqual(new Set(left.keys()), new Set(['first of its shape', 'value of another kind']))
  })

  const schemas: readonly PlainJson[] = [
    messagesOf({ properties: { content: { maxLength: 4 } } }),
    messagesOf({ properties: { role: { enum: ['user', 'assistant'] } } }),
    { properties: { messages: { minItems: 3 } } },
  ]
  for (const schema of schemas) {
    it(`are held against ${JSON.stringify(schema)}`, () => {
      const { kept, decided } = compare(texts, {}, schema)
      assert.ok(kept > 0 && decided > 0.95 * kept, `${decided} of ${kept} kept`)
    })
  }

  const mappings: readonly Mapping[] = [
    { system_field: { const: 'Be "brief".\n' } },
    { system_field: { const: '' } },
    { user_field: { const: ' ' } },
    { user_field: { template: '{{user}}: {{system}}' } },
    { assistant_field: { template: '{{assistant | default: "none"}}' } },
    { user_field: 'assistant' },
    { messages_field: 'nowhere' },
  ]
  for (const mapping of mappings) {
    it(`are made as ${JSON.stringify(mapping)} says`, () => {
      compare(texts, mapping)
    })
  }
})
