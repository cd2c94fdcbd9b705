import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeGrammar } from './describe-grammar.js'
import { literal } from './grammar.js'
import { parseGrammar } from './parse-grammar.js'
import { schemaToGrammar } from './schema/add-schema-rules.js'

const member = '%json {"properties": {"a": {"type": "integer"}}, "additionalProperties": false}'

function namesOf(text: string): Readonly<Record<'unused' | 'empty', readonly string[]>> {
  const { unused, empty } = describeGrammar(parseGrammar(text, { format: 'lark' }))
  return { unused, empty }
}

describe('describeGrammar', () => {
  const none = { unused: [], empty: [] }

  it('speaks of no rules that others were made into', () => {
    const grammars = [
      'start: T\nT: /[a-z]+/ & ~/foo/\n',
      'start: T\nT: ~(A & ~B)\nA: B | "a"\nB: /[bc]/\n',
      `start: ${member}\n`,
      'start: %regex {"substring_words": "a b"}\n',
      '%llguidance {"allow_initial_skip": true}\n%ignore " "\nstart: "a"\n',
    ]
    for (const text of grammars) assert.deepEqual(namesOf(text), none, text)
  })

  it('speaks of those that are written, among them and in them', () => {
    const unused = `start: "a"\nx: ${member}\ny: T x\nT: A & ~"b"\nA: /[ab]/\n`
    assert.deepEqual(namesOf(unused), { unused: ['x', 'y', 'T'], empty: [] })
    const empty = 'start: "a" | T\nT: A & ~A\nA: /[ab]/\n'
    assert.deepEqual(namesOf(empty), { unused: [], empty: ['T'] })
  })

  it('takes all rules of a grammar for written that was read from no text', () => {
    const rules = new Map([
      ['root', literal('a')],
      ['b', literal('b')],
    ])
    assert.deepEqual(describeGrammar({ start: 'root', rules }).unused, ['b'])
    const { grammar } = schemaToGrammar(new Map())
    assert.deepEqual(describeGrammar(grammar).empty, [])
  })
})
