import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoradexError } from '../kernel/error.js'
import { fromPlain } from '../kernel/plain-json.js'
import { compileSchema } from '../schema/validate/compile-schema.js'
import { bootstrapInterval, pairedBootstrap } from './bootstrap.js'
import { compareAnswers, evaluateAnswers } from './evaluate.js'
import type { Answer } from './metric.js'
import { readAnswers, readExpected } from './read-answers.js'

function answer(output: string, expected?: string, logprobs?: readonly number[]): Answer {
  return { output, expected, logprobs }
}

function valueOf(answers: readonly Answer[], metric: string, schema?: object): number | undefined {
  const validator = schema === undefined ? undefined : compileSchema(fromPlain(schema))
  return evaluateAnswers(answers, { validator }).find((each) => each.metric === metric)?.value
}

describe('metrics of answers', () => {
  it('exact_match is for the same characters', () => {
    assert.equal(valueOf([answer('Paris', 'Paris'), answer('paris', 'Paris')], 'exact_match'), 0.5)
  })

  it('normalized_accuracy takes case, blanks and punctuation for nothing', () => {
    const answers = [answer(' the  PARIS! ', 'The Paris'), answer('ﬁn', 'fin'), answer('x', 'y')]
    assert.equal(valueOf(answers, 'normalized_accuracy'), 2 / 3)
  })

  it('f1 counts each shared word once', () => {
    assert.equal(valueOf([answer('a a b', 'a b b')], 'f1'), 2 / 3)
    assert.equal(valueOf([answer('', 'a')], 'f1'), 0)
    assert.equal(valueOf([answer('?', '!')], 'f1'), 1)
  })

  it('schema_validity needs JSON that fits', () => {
    const schema = { type: 'object', required: ['a'] }
    const answers = [answer('{"a":1}'), answer('{}'), answer('{"a":'), answer('{"a":1} ok')]
    assert.equal(valueOf(answers, 'schema_validity', schema), 0.25)
  })

  it('field_accuracy counts values at their places, over all answers', () => {
    const answers = [
      answer('{"b":[1,2.0],"a":"x"}', '{"a":"x","b":[1,2]}'),
      answer('no JSON', '{"c":null}'),
      answer('{"d":{"e":true}}', '{"d":{"e":false}}'),
      answer('text', 'text'),
    ]
    assert.equal(valueOf(answers, 'field_accuracy'), 3 / 5)
  })

  it('eval_loss is per token, and perplexity its exponential', () => {
    const answers = [answer('', undefined, [-1]), answer('', undefined, [-2, -2, -3])]
    assert.equal(valueOf(answers, 'eval_loss'), 2)
    assert.equal(valueOf(answers, 'perplexity'), Math.exp(2))
    assert.equal(valueOf([answer('x', 'x')], 'perplexity'), undefined)
  })
})

describe('bootstrap', () => {
  const shares = Array.from({ length: 200 }, (_, index) => ({
    sum: index % 4 === 0 ? 1 : 0,
    weight: 1,
  }))

  it('gives the same interval for the same seed, around the value', () => {
    const interval = bootstrapInterval(shares, { seed: 7 })
    assert.deepEqual(interval, bootstrapInterval(shares, { seed: 7 }))
    assert.notDeepEqual(interval, bootstrapInterval(shares, { seed: 8 }))
    assert.ok(interval.low < 0.25 && interval.high > 0.25)
  })

  it('is as wide as theory says', () => {
    const { low, high } = bootstrapInterval(shares, { seed: 1, resamples: 4000 })
    const theory = 2 * 1.96 * Math.sqrt((0.25 * 0.75) / 200)
    assert.ok(Math.abs(high - low - theory) < theory * 0.1, String(high - low))
  })

  it('covers the truth about as often as it says', () => {
    let covered = 0
    for (let trial = 0; trial < 200; trial += 1) {
      // A deterministic coin that falls 3 times in 10.
      const sample = Array.from({ length: 100 }, (_, index) => ({
        sum: Number(((trial * 100 + index) * 0.618_033_988_7 * (1 + trial)) % 1 < 0.3),
        weight: 1,
      }))
      const { low, high } = bootstrapInterval(sample, { seed: trial, resamples: 200 })
      if (low <= 0.3 && 0.3 <= high) covered += 1
    }
    assert.ok(covered >= 175, String(covered))
  })

  it('sees a difference that is there on every answer, and none where there is none', () => {
    const one = { sum: 1, weight: 1 }
    const none = { sum: 0, weight: 1 }
    const better = pairedBootstrap(
      Array.from({ length: 50 }, () => [none, one] as const),
      { seed: 0 },
    )
    assert.deepEqual([better.difference, better.low, better.p_value], [1, 1, 2 / 1001])
    const same = pairedBootstrap(
      Array.from({ length: 50 }, () => [one, one] as const),
      { seed: 0 },
    )
    assert.deepEqual([same.difference, same.p_value], [0, 1])
  })
})

describe('compareAnswers', () => {
  it('says which of two is better, whichever way the metric goes', () => {
    const worse = Array.from({ length: 40 }, () => answer('no', 'yes', [-2]))
    const better = Array.from({ length: 40 }, () => answer('yes', 'yes', [-1]))
    const verdicts = compareAnswers(worse, better).map(({ metric, better: which }) => [
      metric,
      which,
    ])
    assert.deepEqual(Object.fromEntries(verdicts), {
      exact_match: 'second',
      normalized_accuracy: 'second',
      f1: 'second',
      eval_loss: 'second',
      perplexity: 'second',
    })
    assert.ok(compareAnswers(better, better).every(({ better: which }) => which === 'neither'))
  })
})

function refusal(first: readonly Answer[], second: readonly Answer[]): string {
  try {
    compareAnswers(first, second)
  } catch (error) {
    assert.ok(isLoradexError(error))
    assert.equal(error.code, 'evaluation.invalid')
    return error.message
  }
  return 'none'
}

describe('answers to different questions', () => {
  const yes = [answer('yes', 'yes'), answer('no', 'no')]

  it('are not compared, and the first line that differs is named', () => {
    const other = [answer('yes', 'yes'), answer('no', 'x'.repeat(50)), answer('no', 'no')]
    assert.equal(
      refusal(yes, other),
      `the second:2: expected what the first expects, "no", saw "${'x'.repeat(40)}"…`,
    )
    const wanted = /^the second:2: expected 2 answers, as in the first, saw the end$/u
    assert.match(refusal(yes, yes.slice(1).fill(answer('yes', 'yes'))), wanted)
    assert.match(refusal([], yes), /^the first:1: expected 2 answers, as in the second/u)
  })

  it('may be those of which nobody knows what was expected', () => {
    assert.equal(refusal(yes, [answer('yes'), answer('no', 'no')]), 'none')
    assert.equal(refusal([answer('yes'), answer('no')], yes), 'none')
  })
})

describe('readAnswers', () => {
  it('reads texts, values and log-probabilities', () => {
    assert.deepEqual(
      readAnswers('{"output":{"a":1.0},"expected":"x"}\n\n{"logprobs":[-0.5,-1.0]}\n', 'p.jsonl'),
      [
        { output: '{"a":1.0}', expected: 'x', logprobs: undefined },
        { output: '', expected: undefined, logprobs: [-0.5, -1] },
      ],
    )
  })

  it('knows what samples of each style want', () => {
    const samples = [
      { instruction: 'q', output: 'a' },
      {
        messages: [
          { role: 'user', content: 'q' },
          { role: 'assistant', content: 'b' },
        ],
      },
      { prompt: 'q', chosen: 'c', rejected: 'd' },
      { prompt: 'q', chosen: [{ role: 'assistant', content: 'e' }], rejected: [] },
      { text: 'f' },
    ]
    const text = samples.map((sample) => `${JSON.stringify(sample)}\n`).join('')
    assert.deepEqual(readExpected(text, 'x'), ['a', 'b', 'c', 'e', undefined])
  })
})
