import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  AUTOMATON_BYTES,
  AUTOMATON_CLASSES,
  AUTOMATON_ENDS,
  FAILED,
  MATCHED,
} from '../../program-layout.js'
import { compileAutomaton } from './compile-automaton.js'

/** As `kernel/match.ts` has it; gives the bytes that were looked at, too. */
function run(automaton: Uint8Array, text: string) {
  const bytes = Buffer.from(text)
  let state = 2
  for (const [index, byte] of bytes.entries()) {
    const column = automaton[AUTOMATON_CLASSES + byte] ?? 0
    state = automaton[AUTOMATON_BYTES + state * (automaton[0] ?? 0) + column] ?? 0
    if (state === MATCHED || state === FAILED)
      return { matches: state === MATCHED, bytes: index + 1 }
  }
  return { matches: automaton[AUTOMATON_ENDS + state] !== 0, bytes: bytes.length }
}

const texts = [
  '',
  '# title',
  ' # title',
  'a\n#### 72',
  'a\n#### -1,000.5',
  '#### 72',
  'abc',
  'aabb\n',
  'größe',
  'ß',
  '天空 🙂',
  '🙂',
  '\u0001',
  '{"a":1}',
  '[{"type":"function"}]',
  'x'.repeat(300),
]

const patterns = [
  '^# ',
  String.raw`\n#### -?[0-9][0-9,.]*$`,
  '',
  '^$',
  '$',
  'b+|ß',
  '^[a-z]+$',
  '[^a-z]',
  '.',
  '^.$',
  '^(?:a|ab)(?:c|bcd)?$',
  '🙂$',
  String.raw`^[\u{1f600}-\u{1f64f}]`,
  String.raw`\s`,
  '(?:a|^b){2}',
  'x{2,5}',
  '^x{100,}$',
  String.raw`^\[\{`,
  String.raw`^[\s\S]*空`,
  '[天-空]{2}',
  '(^|b)(c|$)',
]

describe('compileAutomaton', () => {
  for (const pattern of patterns) {
    it(`matches what /${pattern}/u matches`, () => {
      const automaton = compileAutomaton(pattern)
      const regexp = new RegExp(pattern, 'u')
      assert.deepEqual(
        texts.filter((text) => run(automaton, text).matches),
        texts.filter((text) => regexp.test(text)),
      )
    })
  }

  it('stops as soon as nothing can change any more', () => {
    assert.equal(run(compileAutomaton('^# '), 'x'.repeat(1000)).bytes, 1)
    assert.equal(run(compileAutomaton('b'), `ab${'x'.repeat(1000)}`).bytes, 2)
  })

  for (const pattern of [
    String.raw`\bword`,
    '(?=a)',
    String.raw`(a)\1`,
    String.raw`\p{L}`,
    '[ab]{2500}',
  ]) {
    it(`leaves /${pattern}/ to others`, () => {
      assert.throws(() => compileAutomaton(pattern), { reason: /pattern/u })
    })
  }
})
