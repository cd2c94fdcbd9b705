import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { compileGrammar } from '../compile-grammar.js'
import { regexGrammar } from '../parse-grammar.js'
import { printRegex } from '../print/print-regex.js'

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '[a-c\\d]',
  '\\w',
  '\\s',
  '\\D',
  '\\u00e9',
  '\\x61',
  '\\.',
  'é',
  '\\p{Lu}',
  '\\n',
  '[\\]\\-]',
  '(?:)',
  '😀',
)
const { regex } = fc.letrec<{ regex: string; group: string }>((tie) => ({
  regex: fc
    .array(fc.tuple(tie('group'), fc.constantFrom('', '', '*', '+?', '?', '{1,2}', '{2,}')), {
      maxLength: 4,
    })
    .map((parts) => parts.map(([part, count]) => part + count).join('')),
  group: fc.oneof(
    { maxDepth: 3 },
    atom,
    tie('regex').map((inner) => `(${inner})`),
    fc.tuple(tie('regex'), tie('regex')).map(([left, right]) => `(?:${left}|${right})`),
  ),
}))
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', ' ', '\n', '1', 'Ü', '😀', '.'),
  maxLength: 7,
})

describe('regexGrammar', () => {
  it('matches whole texts as V8 does, and so does what is printed of it', () => {
    fc.assert(
      fc.property(regex, text, (source, subject) => {
        const isMatch = new RegExp(`^(?:${source})$`, 'u').test(subject)
        const grammar = regexGrammar(source)
        assert.equal(compileGrammar(grammar).check(subject).kind === 'match', isMatch)
        const printed = printRegex(grammar)
        assert.equal(new RegExp(`^(?:${printed})$`, 'u').test(subject), isMatch, printed)
        assert.equal(compileGrammar(regexGrammar(printed)).check(subject).kind === 'match', isMatch)
      }),
      { numRuns: 300 },
    )
  })

  it('takes anchors at the ends, where they say nothing new', () => {
    for (const source of ['^ab$', '^(a|b)+$', '(^a|^b)', 'a$|b$', '(?i:AB)', '(?s:.)']) {
      assert.equal(compileGrammar(regexGrammar(source)).check('zz').kind, 'mismatch')
    }
    assert.equal(compileGrammar(regexGrammar('(?i:AB)c')).check('aBc').kind, 'match')
    assert.equal(compileGrammar(regexGrammar('(?s:.)')).check('\n').kind, 'match')
  })
})
