import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { createPipeline } from '../../recipe/create-pipeline.js'
import { compileSchema } from '../../schema/validate/compile-schema.js'
import { columnsOf } from '../columns/columns-of.js'
import { keptBy, proposeFrom, recordsOf, section } from './propose-from.contract.js'
import { rankCandidates } from './rank-candidates.js'

const hostileNames = [
  'no',
  'y',
  '~',
  '0x10',
  '1e3',
  'null',
  '12:30',
  '',
  ' ',
  '.',
  'a.b',
  '/',
  '/a',
  '~1',
  'a/b',
  "it's",
  '"q"',
  'a: b',
  '#c',
  'a #b',
  '- x',
  '{',
  '}}',
  '{{x}}',
  '{{',
  'else',
  '#if',
  '@index',
  'a | b',
  '[x]',
  '*',
  '&a',
  '!a',
  '%a',
  '`',
  'a\nb',
  'a\tb',
  '\u0000',
  '\u001B[31m',
  '\u2028',
  '\u202Eabc',
  '\uFEFF',
  '__proto__',
  'constructor',
  'toString',
  'ключ',
  '键',
  '📜',
  'x'.repeat(3000),
]
const unsayable = ['${HOME}', 'a${b}']

function prose(n: number): string {
  return `This is a sentence of the record ${n}.`
}

function question(n: number): string {
  return `Why is it so in case ${n}?`
}

describe('a proposal for hostile columns', () => {
  for (const name of hostileNames) {
    it(`maps, describes and splits by ${JSON.stringify(name.slice(0, 20))}`, () => {
      for (const records of [
        recordsOf(25, (n) => ({ [name]: prose(n) })),
        recordsOf(25, (n) => ({ question: question(n), answer: prose(n), [name]: n % 2 })),
        recordsOf(25, (n) => ({ [name]: `k${n}`, other: n })),
        recordsOf(25, (n) => ({
          question: question(n),
          answer: { [name]: n, x: [{ [name]: 'a' }] },
        })),
        recordsOf(25, (n) => ({ [name]: { [name]: prose(n) } })),
      ]) {
        assert.equal(keptBy(proposeFrom(records), records), 25)
      }
    })
  }

  for (const name of unsayable) {
    it(`leaves ${name} out, which a recipe would take for a variable`, () => {
      const records = recordsOf(25, (n) => ({ [name]: 'This is a sentence.', b: `Item ${n}` }))
      assert.equal(section(proposeFrom(records), 'field_mapping')['text_field'], 'b')
      assert.equal(columnsOf(records.map((record) => fromPlain(record) as JsonObject)).length, 1)
    })
  }

  it('takes a name with dots for the name, and a path beside it for the path', () => {
    const records = recordsOf(25, (n) => ({
      'a.b': `Short ${n}.`,
      a: { b: `This is the longer sentence of the record ${n}.` },
    }))
    assert.equal(section(proposeFrom(records), 'field_mapping')['text_field'], '/a/b')
  })

  it('is made of any records, keeps some of them, and has a schema that accepts these', () => {
    const anyRecords = fc.array(fc.dictionary(word, anyValue, { maxKeys: 6 }), {
      minLength: 1,
      maxLength: 25,
    })
    fc.assert(
      fc.property(anyRecords, fc.boolean(), (records, isComplete) => {
        const objects = records.map((record) => fromPlain(record) as JsonObject)
        if (rankCandidates(columnsOf(objects), objects).length === 0) return
        const proposed = proposeFrom(records, isComplete)
        const { style } = createPipeline(proposed.written, undefined)
        const { accepts } = compileSchema(parseJsonText(proposed.schema.text) ?? null)
        const kept = objects.flatMap((object): Json[] => {
          const verdict = style.map(object)
          return 'keep' in verdict ? [verdict.keep.content] : []
        })
        assert.ok(kept.length > 0)
        for (const content of kept) assert.ok(accepts(content))
      }),
      { numRuns: 200 },
    )
  })
})

const names = ['question', 'answer', 'text', 'messages', 'chosen', 'rejected', 'id', 'context']
const word = fc.constantFrom(...names, 'importance', 'tools', '__proto__', 'a.b', '')
const anyValue = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.lorem())
