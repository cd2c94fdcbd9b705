import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { backtrackingCost } from './backtracking-cost.js'
import { askV8 } from './ask-v8.contract.js'
import { compilePattern } from './compile-pattern.js'
import { linearTest } from './linear-pattern.js'
import { parsePattern } from './parse-pattern.js'

function costOf(source: string): number {
  const tree = parsePattern(source)
  assert.ok(tree)
  return backtrackingCost(tree)
}

describe('backtrackingCost', () => {
  for (const source of [
    '(a+)+$',
    '(.*)*x',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(a|a)*$',
    '^(a|ab|b)*$',
    '^(\\w+\\s?)*$',
    '(x+x+)+y',
    '^(a?){40}a{40}$',
    '^(a{0,5}){0,5}$',
    '^(?=(a+)+$)',
    '(?<=a+)b',
    '^(.+@)*$',
  ]) {
    it(`takes ${source} for exponential`, () => assert.equal(costOf(source), Infinity))
  }

  for (const source of [
    '\\S',
    '^[a-z]+@[a-z]+$',
    '^\\d+(\\.\\d+)?$',
    '^([a-z]+,)*$',
    '^(?=.*[A-Z])(?=.*\\d).{8,}$',
    '^\\p{L}+$',
    '^(de|en|fr)(-[A-Z]{2})?$',
  ]) {
    it(`takes ${source} for at most linear`, () => assert.ok(costOf(source) <= 1))
  }

  it('counts where a match can begin and each loop that can share', () => {
    assert.equal(costOf('a+x'), 2)
    assert.equal(costOf('^.+@.+$'), 2)
    assert.equal(costOf('.+@.+x'), 3)
    assert.equal(costOf('(?!.{2,})b'), 2)
    assert.equal(costOf('^(?:(?!.*c)|[ab])*$'), 2)
    assert.equal(costOf('.{2,}(?=.+)b'), 3)
    assert.ok(costOf('^a?a?a?a?a?a?a?a?a?a?a?a?$') > 3)
  })
})

describe('compilePattern', () => {
  for (const source of ['(a+)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', 'a+a+a+x', '.*.*=.*']) {
    it(`is soon done with ${source} on 30,000 hostile characters`, () => {
      const test = compilePattern(source, '')
      assert.equal(test(`${'a'.repeat(30_000)}!`), false)
    })
  }

  it('takes texts too long for the loops of V8', () => {
    assert.equal(compilePattern('^(?:a|b)*$', '')('ab'.repeat(10_000_000)), true)
  })

  it('matches anywhere, as ECMA-262 means it', () => {
    assert.ok(compilePattern('b', '')('abc'))
    assert.ok(compilePattern('^.$', '')('📜'))
    assert.ok(!compilePattern('^\\d$', '')('৪'))
    assert.ok(compilePattern('^(\\s+)+$', '')('\u2003\ufeff'))
    assert.ok(!compilePattern('^(.*)*$', '')('\u2028'))
    assert.ok(compilePattern('^(\\p{Lu}+)+$', '')('ÄÖ'))
  })

  it('takes patterns that are valid only without the u flag', () => {
    assert.ok(compilePattern('^\\-a$', '')('-a'))
  })
})

describe('linearTest', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\s', '\\d', '\\u00e9', '\\b')
  const { pattern } = fc.letrec<{ pattern: string; group: string }>((tie) => ({
    pattern: fc
      .array(fc.tuple(tie('group'), fc.constantFrom('', '', '*', '+?', '?', '{1,2}')), {
        maxLength: 4,
      })
      .map((parts) =>
        parts.map(([part, count]) => (part === '\\b' ? part : part + count)).join(''),
      ),
    group: fc.oneof(
      { maxDepth: 3 },
      atom,
      tie('pattern').map((inner) => `(${inner})`),
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
    ),
  }))
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', ' ', '\n', '1', '📜'),
    maxLength: 8,
  })

  it('says what V8 says', () => {
    fc.assert(
      fc.property(pattern, fc.boolean(), text, (source, isAnchored, subject) => {
        const whole = isAnchored ? `^(?:${source})$` : source
        const tree = parsePattern(whole)
        assert.ok(tree)
        const test = linearTest(tree)
        const expected = askV8(whole, subject)
        if (expected !== undefined) assert.equal(test?.(subject), expected)
      }),
      { numRuns: 2000 },
    )
  })
})
