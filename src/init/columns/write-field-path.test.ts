import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { compileFieldPath, fieldKeys } from '../../kernel/field-path.js'
import type { Json } from '../../kernel/json-value.js'
import { writeFieldPath, writeKeyPath } from './write-field-path.js'

const key = fc.oneof(
  fc.constantFrom('a', '', '.', 'a.b', '/', '~', '~1', '0', '__proto__', 'a b'),
  fc.string(),
)
const keys = fc.array(key, { minLength: 1, maxLength: 4 })

function nested(path: readonly string[]): Json {
  return path.reduceRight<Json>((inner, name) => new Map([[name, inner]]), 'found')
}

describe('writeFieldPath', () => {
  it('leads to the value under any keys', () => {
    fc.assert(
      fc.property(keys, (path) => {
        assert.equal(compileFieldPath(writeFieldPath(path))(nested(path)), 'found')
      }),
    )
  })

  it('is as a person would write it where that is clear', () => {
    const written = [['a'], ['a', 'b', '0'], ['a.b'], ['a', 'b.c'], ['/a'], ['']].map(
      writeFieldPath,
    )
    assert.deepEqual(written, ['a', 'a.b.0', 'a.b', '/a/b.c', '/~1a', '/'])
  })
})

describe('writeKeyPath', () => {
  it('is read back as the same keys', () => {
    fc.assert(
      fc.property(keys, (path) => {
        assert.deepEqual(fieldKeys(writeKeyPath(path)), path)
      }),
    )
  })
})
