import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { askV8 } from './ask-v8.contract.js'
import { lookaheadTest } from './lookahead-test.js'
import { parsePattern } from './parse-pattern.js'

function testOf(source: string): ((text: string) => boolean) | undefined {
  const tree = parsePattern(source)
  assert.ok(tree)
  return lookaheadTest(tree)
}

describe('lookaheadTest', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\s', '\\b', '\\B', '^', '$')
  const { pattern } = fc.letrec<{ pattern: string; group: string }>((tie) => ({
    pattern: fc
      .array(fc.tuple(tie('group'), fc.constantFrom('', '', '*', '+?', '?', '{1,2}', '{2,}')), {
        maxLength: 4,
      })
      .map((parts) =>
        parts
          .map(([part, count]) =>
            /^(?:\\[bB]|[\^$]|\(\?[=!].*)$/u.test(part) ? part : part + count,
          )
          .join(''),
      ),
    group: fc.oneof(
      { maxDepth: 3 },
      atom,
      tie('pattern').map((inner) => `(?:${inner})`),
      tie('pattern').map((inner) => `(?=${inner})`),
      tie('pattern').map((inner) => `(?!${inner})`),
      fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
    ),
  }))
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '📜'), maxLength: 8 })

  it('says what V8 says', () => {
    let judged = 0
    fc.assert(
      fc.property(pattern, fc.boolean(), text, (source, isAnchored, subject) => {
        const whole = isAnchored ? `^(?:${source})$` : source
        const test = testOf(whole)
        const expected = askV8(whole, subject)
        if (test === undefined || expected === undefined) return
        judged += 1
        assert.equal(test(subject), expected, whole)
      }),
      { numRuns: 3000 },
    )
    assert.ok(judged > 2500, `${judged}`)
  })

  for (const source of ['^(?=(a+)+$)', '^(?!(a|aa)+$)b', '^(?=(.*)*x)', '^(?:(?!.*--)[a-z-]+)+$']) {
    it(`is soon done with ${source} on 20,000 hostile characters`, () => {
      assert.equal(testOf(source)?.(`${'a'.repeat(20_000)}!`), false)
    })
  }

  it('leaves lookbehinds, backreferences and long repetitions to others', () => {
    for (const source of ['(?<=a)b', '(a)\\1', '^(?=a{1000})', '((a{30}){30}){30}']) {
      assert.equal(testOf(source), undefined, source)
    }
  })
})
