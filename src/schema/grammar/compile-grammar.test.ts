import assert from 'node:assert/strict'
import { cpuUsage } from 'node:process'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { compileGrammar } from './compile-grammar.js'
import {
  choice,
  literal,
  reference,
  repeat,
  sequence,
  type Expression,
  type Grammar,
} from './grammar.js'
import { parseGrammar, regexGrammar } from './parse-grammar.js'

function lark(text: string) {
  return compileGrammar(parseGrammar(text, { format: 'lark' }))
}

describe('compileGrammar', () => {
  it('says where a text stops matching, what was expected and what stands there', () => {
    const verdict = lark('start: "a" INT "\\n" INT\nINT: /[0-9]+/\n').check('a12\n3x')
    assert.deepEqual(verdict, {
      kind: 'mismatch',
      at: 5,
      place: '2:2',
      expected: '[0-9] or the end',
      seen: '"x"',
    })
    const early = lark('start: "(" start ")" | "x"\n').check('((x)')
    assert.deepEqual(early.kind === 'mismatch' && [early.expected, early.seen], ['")"', 'the end'])
  })

  it('reads characters, not halves of them', () => {
    const matcher = compileGrammar(regexGrammar('[^a]'))
    assert.equal(matcher.check('😀').kind, 'match')
    assert.equal(matcher.check('\ud83d').kind, 'mismatch')
    assert.equal(matcher.check('\ude00').kind, 'mismatch')
    const general = lark('start: "(" start ")" | /[^()]/\n')
    assert.deepEqual(
      ['(😀)', '(\ud83d)'].map((text) => general.check(text).kind),
      ['match', 'mismatch'],
    )
  })

  it('works terminals out that are combined, whatever comes first', () => {
    const matcher = lark('start: A\nA: B & ~("x" C)\nC: ~B\nB: /[x-z]{0,3}/\n')
    for (const text of ['', 'x', 'xyz', 'zz']) assert.equal(matcher.check(text).kind, 'match', text)
    for (const text of ['xyzx', 'a', 'xa']) {
      assert.equal(matcher.check(text).kind, 'mismatch', text)
    }
    assert.ok(matcher.isRegular)
    const nothing = lark('start: "a" | A\nA: "b" & "c"\n')
    assert.deepEqual([nothing.check('a').kind, nothing.check('b').kind], ['match', 'mismatch'])
  })

  it('keeps names that are written apart from its own, and ignores once where it is told to', () => {
    const named = lark('start: %json {"type": "integer"} json\njson: "x"\n')
    assert.deepEqual([named.check('1x').kind, named.check('x').kind], ['match', 'mismatch'])
    const once = lark(
      '%llguidance {"skip_repetition": "once"}\n%ignore /[ ]{1,2}/\nstart: "a" "b"\n',
    )
    assert.deepEqual([once.check('a  b').kind, once.check('a   b').kind], ['match', 'mismatch'])
  })

  it('takes left, right, middle and hidden recursion, and rules that match nothing', () => {
    const matchers = [
      lark('start: start "a" | "a"\n'),
      lark('start: "a" start | "a"\n'),
      lark('start: b start c | "a"\nb: "a" | ""\nc: "a" | ""\n'),
      lark('start: x\nx: y | "a" x\ny: x | "a"\n'),
    ]
    for (const matcher of matchers) {
      assert.equal(matcher.check('aaaa').kind, 'match')
      assert.equal(matcher.check('aab').kind, 'mismatch')
      assert.equal(matcher.check('').kind, 'mismatch')
    }
  })

  it('is linear where recursion is, however long the text', () => {
    const text = 'a'.repeat(200_000)
    for (const rules of ['start: start "a" | "a"\n', 'start: "a" start | "a"\n']) {
      assert.equal(lark(rules).check(text).kind, 'match')
    }
    assert.equal(
      lark('start: "(" start ")" | "x"\n').check(`${'('.repeat(50_000)}x${')'.repeat(50_000)}`)
        .kind,
      'match',
    )
  })

  it('gives up on what would take for ever, and soon', () => {
    const hostile: readonly (readonly [string, string])[] = [
      ['start: start start | "a" | ""\n', 'a'.repeat(8000)],
      ['start: start start start | "a"\n', 'a'.repeat(8000)],
      ['start: x x x x x x x x\nx: "a" x | x "a" | "a" | ""\n', 'a'.repeat(8000)],
    ]
    for (const [rules, text] of hostile) {
      const start = cpuUsage()
      assert.equal(lark(rules).check(text).kind, 'undecided')
      assert.ok(cpuUsage(start).user < 10_000_000)
    }
  })

  it('never gives up on a regex, however many states it has', () => {
    const matcher = compileGrammar(regexGrammar('(a|b)*a(a|b){14}'))
    const text = Array.from({ length: 20_000 }, (_none, at) =>
      (at * at) % 7 < 3 ? 'a' : 'b',
    ).join('')
    assert.equal(matcher.check(`${text}a${'b'.repeat(14)}`).kind, 'match')
    assert.equal(matcher.check(`${text}b${'b'.repeat(14)}`).kind, 'mismatch')
  })

  it('says what a plain search through all readings says', () => {
    fc.assert(
      fc.property(
        grammars,
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }), { maxLength: 12 }),
        (grammar, texts) => {
          const matcher = compileGrammar(grammar)
          for (const text of texts) {
            assert.equal(
              matcher.check(text).kind,
              matches(grammar, text) ? 'match' : 'mismatch',
              text,
            )
          }
        },
      ),
      { numRuns: 600 },
    )
  })
})

const names = ['start', 'x', 'y']

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', 'ab', '').map(literal),
    fc.constantFrom(...names).map(reference),
    fc.array(tie('expression'), { maxLength: 3 }).map(sequence),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map(choice),
    fc
      .tuple(tie('expression'), fc.constantFrom([0, 1], [0, Infinity], [1, Infinity], [2, 3]))
      .map(([body, [min = 0, max = 0]]) => repeat(body, min, max)),
  ),
}))

const grammars: fc.Arbitrary<Grammar> = fc
  .tuple(expression, expression, expression)
  .map((bodies) => ({
    start: 'start',
    rules: new Map(bodies.map((body, at) => [names[at] ?? '', body])),
  }))

/** By expression and span, until nothing is added: O(everything), and plainly right. */
function matches({ start, rules }: Grammar, text: string): boolean {
  const found = new Map<string, Set<string>>(names.map((name) => [name, new Set()]))
  const ends = (part: Expression, from: number): ReadonlySet<number> => {
    switch (part.kind) {
      case 'text':
        return new Set(text.startsWith(part.text, from) ? [from + part.text.length] : [])
      case 'rule':
        return new Set(
          Array.from({ length: text.length + 1 }, (_none, to) => to).filter((to) =>
            found.get(part.name)?.has(`${from} ${to}`),
          ),
        )
      case 'choice':
        return new Set(part.options.flatMap((option) => [...ends(option, from)]))
      case 'sequence':
        return part.parts.reduce(
          (at: ReadonlySet<number>, next) =>
            new Set([...at].flatMap((place) => [...ends(next, place)])),
          new Set([from]),
        )
      case 'repeat': {
        let at: ReadonlySet<number> = new Set([from])
        for (let round = 0; round < part.min; round += 1) {
          at = new Set([...at].flatMap((place) => [...ends(part.body, place)]))
        }
        const all = new Set(at)
        for (
          let round = part.min;
          round < Math.min(part.max, part.min + text.length + 1);
          round += 1
        ) {
          at = new Set([...at].flatMap((place) => [...ends(part.body, place)]))
          for (const place of at) all.add(place)
        }
        return all
      }
      case 'chars':
      case 'token':
        return new Set()
    }
  }
  for (let isChanged = true; isChanged;) {
    isChanged = false
    for (const [name, body] of rules) {
      for (let from = 0; from <= text.length; from += 1) {
        for (const to of ends(body, from)) {
          const key = `${from} ${to}`
          if (found.get(name)?.has(key) === true) continue
          found.get(name)?.add(key)
          isChanged = true
        }
      }
    }
  }
  return found.get(start)?.has(`0 ${text.length}`) === true
}
