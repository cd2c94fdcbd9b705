import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { publishedSchemas } from './index.js'

describe('the published schemas', () => {
  for (const [name, text] of publishedSchemas()) {
    const schema: unknown = JSON.parse(text)

    it(`${name} is what the shapes say now`, () => {
      const shipped: unknown = JSON.parse(readFileSync(`schemas/${name}`, 'utf8'))
      assert.deepEqual(shipped, schema, 'run node tools/output-schemas.mjs')
    })

    it(`${name} allows no key that it does not name`, () => {
      assert.deepEqual(openObjects(schema), [])
    })
  }

  it('are all that is there, besides those of the recipe and of events', () => {
    const names = ['progress.schema.json', 'recipe.schema.json', ...publishedSchemas().keys()]
    assert.deepEqual(readdirSync('schemas').toSorted(), names.toSorted())
  })
})

/** Objects with named keys that would take others. */
function openObjects(node: unknown): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return []
  const isOpen = 'properties' in node && !('additionalProperties' in node)
  return [...(isOpen ? [node] : []), ...Object.values(node).flatMap(openObjects)]
}
