import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWholeSchema } from './parquet-schema.js'

describe('the schema of a Parquet file', () => {
  const root = { name: 'root', num_children: 2 }
  const [a, b] = [{ name: 'a' }, { name: 'b' }]

  it('is whole when groups have the children that they promise', () => {
    assert.ok(isWholeSchema([root, a, b]))
    assert.ok(isWholeSchema([root, { name: 'group', num_children: 1 }, a, b]))
  })

  it('is damaged with too few or too many of them, or one without a name', () => {
    assert.ok(!isWholeSchema([]))
    assert.ok(!isWholeSchema([root, a]))
    assert.ok(!isWholeSchema([root, a, b, b]))
    assert.ok(!isWholeSchema([root, a, { name: 'group', num_children: 2 ** 31 - 1 }]))
    assert.ok(!isWholeSchema([root, a, JSON.parse('{}')]))
  })
})
