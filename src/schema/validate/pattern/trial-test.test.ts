import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { askV8 } from './ask-v8.contract.js'
import { parsePattern } from './parse-pattern.js'
import { trialTest } from './trial-test.js'

function testOf(source: string) {
  const tree = parsePattern(source)
  assert.ok(tree)
  return trialTest(tree)
}

describe('trialTest', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[^a]', '\\w', '\\b', '^', '$', '(?:)')
  const { pattern } = fc.letrec<{ pattern: string; group: string }>((tie) => ({
    pattern: fc
      .array(fc.tuple(tie('group'), fc.constantFrom('', '', '*', '+?', '?', '{1,2}', '{0,2}')), {
        maxLength: 4,
      })
      .map((parts) =>
        parts
          .map(([part, count]) => (/^(?:\\b|\^|\$)$/u.test(part) ? part : part + count))
          .join(''),
      ),
    group: fc.oneof(
      { maxDepth: 3 },
      atom,
      tie('pattern').map((inner) => `(${inner})`),
      tie('pattern').map((inner) => `(?:(?=${inner}))`),
      tie('pattern').map((inner) => `(?:(?!${inner}))`),
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
    ),
  }))
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), maxLength: 7 })
  const named = pattern.filter((source) => /\((?!\?)/u.test(source))
  const reference = fc.constantFrom('\\1', '\\1', '\\1+', '(?:\\1|b)*')

  it('says what V8 says where nothing refers back', () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const expected = askV8(source, subject)
        if (expected !== undefined) assert.equal(testOf(source)?.(subject), expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('says what V8 says where something refers back', () => {
    fc.assert(
      fc.property(fc.tuple(named, reference, fc.boolean()), text, (parts, subject) => {
        const [before, back, isWhole] = parts
        const source = isWhole ? `^${before}${back}$` : before + back
        const found = testOf(source)?.(subject)
        // Groups in lookaheads are not taken.
        const expected = askV8(source, subject)
        if (found !== undefined && expected !== undefined) assert.equal(found, expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('goes on by code points', () => {
    assert.equal(testOf('^(.)\\1$')?.('📜📜'), true)
    assert.equal(testOf('^(.)\\1$')?.('📜'), false)
  })

  it('reads names that come before or after what refers to them', () => {
    assert.equal(testOf('^(?<q>["\'])x\\k<q>$')?.('"x"'), true)
    assert.equal(testOf('^(?<q>["\'])x\\k<q>$')?.('"x\''), false)
    assert.equal(testOf('^\\k<q>(?<q>a)$')?.('a'), true)
  })

  it('gives no answer once its steps are used up', () => {
    assert.equal(testOf('^((a+)\\2)*$')?.(`${'a'.repeat(5000)}!`), undefined)
    assert.equal(testOf('^(a?){40}(?!x)a{40}$')?.('a'.repeat(30)), false)
  })

  it('does not take lookbehinds, what repeats too much and groups of lookaheads that are referred to', () => {
    for (const source of ['(?<=a)b', '((a{1000}){1000}){1000}', '(?=(a))\\1', '(a)\\2']) {
      const tree = parsePattern(source)
      assert.ok(tree)
      assert.equal(trialTest(tree), undefined)
    }
  })
})
