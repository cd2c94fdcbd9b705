import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from './compile-schema.js'

describe('a schema that leads back to itself for the same value', () => {
  it('is a mistake, told with the place that leads back', () => {
    const { mistakes } = compileSchema(
      fromPlain({
        $ref: '#/$defs/a',
        $defs: { a: { $ref: '#/$defs/b' }, b: { anyOf: [true, { $ref: '#/$defs/a' }] } },
      }),
    )
    assert.deepEqual(
      mistakes.map(({ pointer, problem }) => [pointer, problem.includes('leads back')]),
      [['/$defs/b', true]],
    )
  })

  it('refuses the values that come there, and those alone', () => {
    const { accepts, errors } = compileSchema(
      fromPlain({
        if: { type: 'object' },
        ['then' as string]: { $ref: '#' },
        else: { type: 'string' },
      }),
    )
    assert.deepEqual(
      ['x', 1, {}].map((value) => accepts(fromPlain(value))),
      [true, false, false],
    )
    assert.deepEqual(
      errors(fromPlain({})).map(({ keyword, message }) => [keyword, message]),
      [['$ref', 'Sample leads /then back to itself without end']],
    )
  })

  it('refuses what a negation of it would take', () => {
    const { accepts, errors } = compileSchema(fromPlain({ not: { $ref: '#' } }))
    assert.equal(accepts(1), false)
    assert.equal(errors(1).length, 1)
  })

  it('takes values that hold the same value again', () => {
    const list = { items: { $ref: '#/$defs/list' }, propertyNames: { $ref: '#/$defs/list' } }
    const { accepts, mistakes } = compileSchema(
      fromPlain({
        $ref: '#/$defs/list',
        $defs: { list, idle: { $ref: '#/$defs/idle' } },
      }),
    )
    assert.equal(mistakes.length, 1)
    assert.ok(accepts(fromPlain([[], [[]], { a: { a: 'a' } }])))
  })

  it('judges the next value as if nothing had been', () => {
    const { accepts } = compileSchema(fromPlain({ anyOf: [{ type: 'string' }, { $ref: '#' }] }))
    const value = fromPlain({})
    assert.deepEqual([accepts(value), accepts(value), accepts('x')], [false, false, true])
  })
})

describe('an id that is no text', () => {
  it('is none in draft 4, with a warning, and refused later', () => {
    const { accepts, warnings } = compileSchema(
      fromPlain({
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: { description: 'A number' },
        required: ['id'],
      }),
    )
    assert.ok(accepts(fromPlain({ id: 1 })) && !accepts(fromPlain({})))
    assert.deepEqual(warnings, ['id at /id is no text, and so no id'])
    assert.throws(() => compileSchema(fromPlain({ $id: {} })), /expected a string/u)
  })
})
