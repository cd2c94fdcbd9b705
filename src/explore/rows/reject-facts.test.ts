import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rejectFacts, rejectsOf } from './reject-facts.js'

const rejects: readonly object[] = [
  {
    at: 'a b.jsonl:2',
    offset: 121,
    code: 'text-too-short',
    rule: 'quality.min_text_length',
    observed: 4,
    allowed: 10,
  },
  {
    at: 'a b.jsonl:9',
    code: 'duplicate',
    rule: 'quality.skip_duplicates',
    observed: 'x',
    allowed: 'y',
    kept: 'a:1',
  },
  {
    at: 'c:\\d"e:17',
    code: 'bad-value',
    rule: 'a "column"',
    observed: 'NaN',
    allowed: 'a number',
    record: 'z'.repeat(99_000),
  },
]

function factsOf(lines: readonly string[]) {
  const facts = rejectFacts(lines.length)
  facts.lines.add(Buffer.from(lines.join('\n')))
  facts.lines.endFile()
  return facts
}

describe('rejectFacts', () => {
  const facts = factsOf(rejects.map((reject) => JSON.stringify(reject)))

  it('reads code, rule and line of every reject', () => {
    assert.deepEqual(
      rejects.map((_, row) => [
        facts.codes.wordAt(row),
        facts.rules.wordAt(row),
        facts.lineAt(row),
      ]),
      [
        ['text-too-short', 'quality.min_text_length', 2],
        ['duplicate', 'quality.skip_duplicates', 9],
        ['bad-value', 'a "column"', 17],
      ],
    )
  })

  it('knows which rejects belong to which input', () => {
    assert.deepEqual(rejectsOf(facts, 'a b.jsonl'), { input: 'a b.jsonl', first: 0, end: 2 })
    assert.deepEqual(rejectsOf(facts, 'c:\\d"e'), { input: 'c:\\d"e', first: 2, end: 3 })
    assert.deepEqual(rejectsOf(facts, 'other'), { first: 0, end: 0 })
  })

  it('takes what is no reject for one of an unknown reason', () => {
    const damaged = factsOf(['', 'nonsense', '{"at":"x:1"}'])
    assert.deepEqual(
      [0, 1, 2].map((row) => damaged.codes.wordAt(row)),
      ['', '', ''],
    )
  })
})
