import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoradexError } from '../../kernel/error.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { compileSchema } from './compile-schema.js'

interface Refusal {
  readonly schema: unknown
  readonly pointer: string
  readonly message: RegExp
}

const refusals: readonly Refusal[] = [
  { schema: 5, pointer: '', message: /an object or a boolean, saw number/u },
  { schema: { required: 'x' }, pointer: '/required', message: /an array of field names, saw "x"/u },
  { schema: { minLength: -1 }, pointer: '/minLength', message: /not negative, saw -1/u },
  { schema: { maxItems: 1.5 }, pointer: '/maxItems', message: /a whole number/u },
  { schema: { multipleOf: 0 }, pointer: '/multipleOf', message: /more than 0, saw 0/u },
  { schema: { minimum: '1' }, pointer: '/minimum', message: /a number, saw "1"/u },
  { schema: { uniqueItems: 1 }, pointer: '/uniqueItems', message: /true or false/u },
  { schema: { enum: 'a' }, pointer: '/enum', message: /an array/u },
  { schema: { allOf: [] }, pointer: '/allOf', message: /at least one schema/u },
  { schema: { anyOf: [1] }, pointer: '/anyOf', message: /a schema/u },
  { schema: { items: 'x' }, pointer: '/items', message: /a schema/u },
  { schema: { else: 1 }, pointer: '/else', message: /a schema/u },
  { schema: { format: 1 }, pointer: '/format', message: /a string/u },
  {
    schema: { properties: { 'a/b': { type: 'strin' } } },
    pointer: '/properties/a~1b/type',
    message: /the name of a type, saw "strin"/u,
  },
  { schema: { $ref: '#/$defs/x' }, pointer: '/$ref', message: /nothing is at "#\/\$defs\/x"/u },
  { schema: { $ref: '#x' }, pointer: '/$ref', message: /nothing is at "#x"/u },
  { schema: { $ref: 'https://example.org/s' }, pointer: '/$ref', message: /not fetched/u },
  { schema: { $ref: 'file:///s.json' }, pointer: '/$ref', message: /not fetched/u },
  {
    schema: { $schema: 'https://example.org/m' },
    pointer: '/$schema',
    message: /a known dialect/u,
  },
  { schema: { pattern: '(' }, pointer: '/pattern', message: /a regular expression/u },
  {
    schema: { patternProperties: { '[': true } },
    pointer: '/patternProperties/[',
    message: /a regular expression/u,
  },
  { schema: { pattern: '(?<=(a+)+)b' }, pointer: '/pattern', message: /\(\?<=\(a\+\)\+\)b/u },
  { schema: nested(600), pointer: '', message: /512 levels/u },
  {
    schema: { enum: Array.from({ length: 200_001 }, (_, index) => index) },
    pointer: '',
    message: /200000 values/u,
  },
  { schema: chain(1500), pointer: '/$defs/a500', message: /at most 1000 schemas/u },
]

function nested(levels: number): unknown {
  let schema: unknown = {}
  for (let level = 0; level < levels; level += 1) schema = { not: schema }
  return schema
}

function chain(length: number): unknown {
  const $defs: Record<string, unknown> = { [`a${length}`]: true }
  for (let index = 0; index < length; index += 1)
    $defs[`a${index}`] = { $ref: `#/$defs/a${index + 1}` }
  return { $defs, $ref: '#/$defs/a0' }
}

describe('compileSchema finds mistakes', () => {
  it('in keywords of one validator, which change no verdict', () => {
    const { mistakes, accepts } = compileSchema(
      fromPlain({ $async: true, properties: { a: { const: { $data: '1/b' } } }, required: ['a'] }),
    )
    assert.deepEqual(
      mistakes.map(({ pointer, problem }) => `${pointer}: ${problem}`),
      [
        '/$async: expected a schema that is checked at once, saw $async',
        '/properties/a/const: expected a value, saw a reference to data',
      ],
    )
    assert.equal(accepts(fromPlain({})), false)
    assert.equal(accepts(fromPlain({ a: { $data: '1/b' } })), true)
  })
})

describe('compileSchema refuses', () => {
  for (const { schema, pointer, message } of refusals) {
    it(JSON.stringify(schema).slice(0, 70), () => {
      assert.throws(
        () => compileSchema(fromPlain(schema)),
        (error) => {
          assert.ok(isLoradexError(error) && 'problem' in error.details)
          assert.equal(error.details.pointer, pointer)
          assert.ok(error.message.endsWith(error.details.problem))
          assert.match(error.message, message)
          assert.ok(error.hint.endsWith('.') && error.message.length < 400)
          return true
        },
      )
    })
  }
})
