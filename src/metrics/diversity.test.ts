import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isJsonObject } from '../kernel/json-value.js'
import { toPlain } from '../kernel/plain-json.js'
import { diversity } from './diversity.js'
import { describeMetricContract } from './metric.contract.js'
import { SAMPLE_SIZE, type TextSample } from './text-sample.js'

const metric = diversity()

describeMetricContract(metric)

function measure(texts: Iterable<string>): TextSample {
  const state = metric.empty()
  for (const produced of texts) {
    metric.add(state, { content: new Map(), produced, length: 0, part: 0, index: 0 })
  }
  return state
}

function figureOf(state: TextSample, name: string): number {
  const report = metric.report(state)
  return Number(isJsonObject(report) ? report.get(name) : undefined)
}

/** Texts of 30 words, common words being common: word n comes with probability 1/n. */
function* corpus(size: number): Generator<string> {
  let seed = 1
  const draw = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  for (let index = 0; index < size; index += 1) {
    const words = Array.from({ length: 30 }, () => `w${Math.floor(5000 ** draw())}`)
    yield words.join(' ')
  }
}

describe('diversity', () => {
  it('counts different words, pairs and triples, none across texts', () => {
    assert.deepEqual(toPlain(metric.report(measure(['to be or not to be', 'to be']))), {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 2,
      tokens: 8,
      distinct_1: 4 / 8,
      distinct_2: 4 / 6,
      distinct_3: 4 / 4,
      score: (4 / 8 + 4 / 6 + 4 / 4) / 3,
    })
  })

  it('is the mean of what there is when texts are short', () => {
    const report = toPlain(metric.report(measure(['yes', 'no', 'Yes'])))
    assert.deepEqual(report, {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 3,
      tokens: 3,
      distinct_1: 2 / 3,
      distinct_2: null,
      distinct_3: null,
      score: 2 / 3,
    })
  })

  it('has no score without words', () => {
    assert.equal(figureOf(measure(['…']), 'tokens'), 0)
    assert.deepEqual(toPlain(metric.report(metric.empty())), {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 0,
      tokens: 0,
      distinct_1: null,
      distinct_2: null,
      distinct_3: null,
      score: null,
    })
  })

  it('does not shrink as the corpus grows', () => {
    const [small, large] = [2000, 20_000].map((size) => figureOf(measure(corpus(size)), 'score'))
    assert.ok(small !== undefined && large !== undefined && small > 0.3 && small < 0.9)
    assert.ok(Math.abs(small - large) < 0.03, `${small} and ${large}`)
  })

  it('tells a corpus that repeats itself from one that does not', () => {
    const alike = Array.from({ length: 2000 }, (_, index) => `The answer to this one is ${index}.`)
    assert.ok(figureOf(measure(alike), 'score') < figureOf(measure(corpus(2000)), 'score') - 0.2)
  })

  it('takes copies of a text once', () => {
    const texts = Array.from(corpus(50))
    assert.equal(
      metric.encode(measure([...texts, ...texts, ...texts])),
      metric.encode(measure(texts)),
    )
  })

  it('looks at no more than 200 words of a text and 20,000 in all', () => {
    const long = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ')
    assert.equal(figureOf(measure([long]), 'tokens'), 200)
    const many = measure(Array.from({ length: 150 }, (_, index) => `${index} ${long}`))
    assert.equal(figureOf(many, 'tokens'), 20_000)
    assert.equal(figureOf(many, 'sample_size'), 100)
  })

  it('keeps a bounded number of clipped texts, the same ones whichever way they are joined', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `${index}${'📜'.repeat(2000)}`)
    const state = measure(texts)
    assert.equal(state.length, SAMPLE_SIZE)
    assert.ok(state.every(({ text }) => text.length <= 2000 && text.isWellFormed()))
    const apart = metric.merge(measure(texts.slice(2000)), measure(texts.slice(0, 2000)))
    assert.deepEqual(apart, state)
  })

  it('draws the sample evenly from texts that differ in one character', () => {
    const state = measure(Array.from({ length: 20_000 }, (_, index) => `case ${index}`))
    const early = state.filter(({ text }) => Number(text.slice(5)) < 10_000).length
    assert.ok(early > 430 && early < 570, `${early} of 1000`)
    assert.equal(new Set(state.map(({ low }) => low)).size, SAMPLE_SIZE)
  })

  for (const text of [
    '[[2,1,"b"],[1,1,"a"]]',
    '[[1,1,"a"],[1,1,"a"]]',
    '[[1,1]]',
    '[[-1,1,"a"]]',
  ]) {
    it(`refuses the state ${text}`, () => {
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  }
})
