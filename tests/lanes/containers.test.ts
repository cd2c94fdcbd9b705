import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PlainJson } from '#loradex/kernel/plain-json.js'
import { checkRecipe } from '#loradex/recipe/check-recipe.js'
import { compareLanes } from './compare-lanes.js'

const recipe = checkRecipe({
  source: { type: 'jsonl', path: 'unused.jsonl' },
  style: 'custom',
  custom: { template: { text: '{{text}}', label: '{{label}}' }, output: '/text' },
  structured_gen: { enable_schema_validation: true, json_schema: 'unused.json' },
})

/** Of several column types, and spelled in several ways. */
const spellings = String.raw`
  {} | [] | [null] | [true] | [1] | [1.5] | ["a"] | [1,"a"] | [[]] | [{}] | [[1]]
  | {"a":1} | {"a":1.5} | {"a":"b"} | {"a":null} | {"b":1} | {"a":1,"b":"c"} | {"a":-0}
  | {"a":[1]} | {"a":["b"]} | {"a":{"b":1}} | {"a":{"b":"c"}} | [{"a":1}] | [{"a":"b"}]
  | { "a":1} | {"a" :1} | {"a": 1} | {"a":1 } | {"a":1, "b":"c"} | [ 1] | [1 ] | [1, "a"]
  | ["\u0061"] | {"a":"\/"} | ["\n\"\\"]
  | [12345678901234567890] | {"a":1e400} | {"a":1e400,"b":1} | [1e400,1] | [[1e400],[1]]
  | {"a":[0.1e2,1E2]}`
  .split('|')
  .map((spelling) => spelling.trim())

/** Rows that the kernel has left to the object lane, of two of each label, again and again. */
function compare(label: PlainJson, spelled: readonly string[]): number {
  const lines = [...spelled, ...spelled, ...spelled].map(
    (spelling, index) => `{"text":"Container ${index}","label":${spelling}}`,
  )
  const schema = JSON.stringify({ properties: { label } })
  const result = compareLanes(recipe, schema, [Buffer.from(lines.join('\n'))])
  assert.ok('differences' in result, JSON.stringify(result))
  assert.deepEqual(result.differences, [], spelled.join(' after '))
  return Array.from(result.left.values()).reduce((sum, count) => sum + count, 0)
}

describe('containers', () => {
  const members = { properties: { a: { minLength: 0 }, b: { minLength: 0 } } }
  const schemas: readonly PlainJson[] = [
    true,
    members,
    { items: members },
    { items: true, minItems: 0 },
  ]
  for (const schema of schemas) {
    it(`are of the same columns in both lanes, after any other: ${JSON.stringify(schema)}`, () => {
      for (const one of spellings) {
        for (const other of spellings) compare(schema, [one, other])
      }
    })

    it(`are decided as bytes where their shape is known: ${JSON.stringify(schema)}`, () => {
      for (const spelling of spellings) {
        const isSure = !/[0-9]{19}|e4/u.test(spelling)
        const left = isSure ? 1 : 3
        assert.equal(compare(schema, [spelling]), left, spelling)
        const others = ['{"c":[1e400]}', '{ "d" : [] }']
        assert.equal(compare(schema, [...others, spelling]), 3 + 1 + left, spelling)
      }
    })
  }

  const limits: readonly PlainJson[] = [
    { minItems: 1 },
    { maxItems: 1 },
    { contains: true },
    { contains: { type: 'string' } },
    { items: { maxItems: 0 }, minItems: 2 },
  ]
  for (const schema of limits) {
    it(`are kept or dropped as bytes by ${JSON.stringify(schema)}`, () => {
      for (const spelling of spellings.filter((each) => !/[0-9]{19}|e4/u.test(each))) {
        // The first row of a shape that is kept; what is dropped has none.
        assert.ok(compare(schema, [spelling]) <= 1, spelling)
      }
    })
  }

  it('are dropped alike for a forbidden key, whatever its value', () => {
    const values = ['""', '"a"', '[]', '[1]', '{}', '0', '-1.5', 'null']
    const lines = values.map((value) => `{"text":"Container","label":{"c":${value}}}`)
    const schema = JSON.stringify({ properties: { label: { additionalProperties: false } } })
    const result = compareLanes(recipe, schema, [Buffer.from(lines.join('\n'))])
    assert.ok('differences' in result, JSON.stringify(result))
    assert.deepEqual(result.differences, [])
    assert.equal(result.knownDrops, values.length - 1)
  })
})
