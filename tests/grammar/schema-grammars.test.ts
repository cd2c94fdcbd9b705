import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseJsonText } from '#loradex/kernel/parse-json.js'
import { fromPlain } from '#loradex/kernel/plain-json.js'
import { writeJson } from '#loradex/kernel/write-json.js'
import {
  compileGrammar,
  compileSchema,
  createSampler,
  parseGrammar,
  printGrammar,
  schemaToGrammar,
} from '#loradex/schema/index.js'
import { randomSchema } from '../interop/llama/random-schemas.js'
import { damaged, seededRandom } from './damage.js'

function told(schema: object): readonly string[] {
  const { differences } = schemaToGrammar(fromPlain(schema))
  return differences.map(({ pointer, effect }) => `${effect} ${pointer}`)
}

describe('schemaToGrammar', () => {
  it('gives texts that keep the schema, and refuses those that do not', () => {
    const random = seededRandom(11)
    for (let round = 0; round < 150; round += 1) {
      const schema = fromPlain(randomSchema(random))
      const { grammar, differences } = schemaToGrammar(schema)
      assert.deepEqual(
        differences.filter(({ effect }) => effect === 'wider'),
        [],
      )
      const validator = compileSchema(schema)
      const sample = createSampler(grammar, { random })
      const matcher = compileGrammar(grammar)
      for (let count = 0; count < 10; count += 1) {
        const text = sample() ?? ''
        const value = parseJsonText(text)
        assert.ok(value !== undefined && validator.accepts(value), `${text}\n${writeJson(schema)}`)
        assert.equal(matcher.check(writeJson(value)).kind, 'match', writeJson(value))
        const broken = damaged(text, random)
        if (matcher.check(broken).kind !== 'match') continue
        const other = parseJsonText(broken)
        assert.ok(other !== undefined && validator.accepts(other), broken)
      }
    }
  })

  it('tells what it does not say', () => {
    assert.deepEqual(told({ type: 'array', uniqueItems: true }), ['wider /uniqueItems'])
    assert.deepEqual(told({ not: { type: 'null' } }), ['wider /not'])
    assert.deepEqual(told({ type: 'number', maximum: 5 }), ['wider /'])
    assert.deepEqual(told({ oneOf: [{ type: 'string' }, { type: 'null' }] }), [])
    assert.deepEqual(told({ oneOf: [{ minLength: 1 }, { maxLength: 2 }] }), ['wider /oneOf'])
    assert.deepEqual(told({ type: 'string', pattern: '^a$', maxLength: 3 }), [
      'wider /',
      'narrower /pattern',
    ])
    assert.deepEqual(told({ $ref: 'https://example.com/a.json' }), ['wider /$ref'])
    assert.deepEqual(told({ patternProperties: { a: {} }, type: 'object' }), [
      'wider /patternProperties',
    ])
  })

  it('follows references that lead back', () => {
    const schema = fromPlain({
      $defs: {
        tree: {
          type: 'object',
          properties: { l: { $ref: '#/$defs/tree' } },
          additionalProperties: false,
        },
      },
      $ref: '#/$defs/tree',
    })
    const { grammar } = schemaToGrammar(schema, { isCompact: true })
    for (const format of ['lark', 'ebnf', 'gbnf'] as const) {
      const matcher = compileGrammar(parseGrammar(printGrammar(grammar, format), { format }))
      assert.equal(matcher.check('{"l":{"l":{}}}').kind, 'match')
      assert.equal(matcher.check('{"l":{"l":}}').kind, 'mismatch')
    }
  })
})
