import type { Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { Metric } from './metric.js'
import { stateCodec } from './state-codec.js'
import {
  addText,
  mergeTexts,
  readTextSample,
  writeTextSample,
  type TextSample,
} from './text-sample.js'
import { wordTokens } from './word-tokens.js'

/** Words measured: a ratio of distinct words says nothing without their number, so it is fixed. */
const TOKEN_BUDGET = 20_000

/** Words taken from one text, so that a few long ones do not stand for all. */
const TOKENS_PER_TEXT = 200

/** Names what the figures mean; a change to any rule below changes it. */
const METHOD = 'distinct-1/2/3 of 20000 words in hash order'

/**
 * How much the produced texts repeat themselves: of the first 20,000 words of a hash-ordered sample
 * of 1,000 distinct texts (at most 200 words of each), the share of different words, pairs and
 * triples of neighbours (distinct-1, -2, -3: Li et al. 2016, arXiv:1510.03055) and their mean.
 *
 * Plain distinct-n falls as a corpus grows, because common words repeat. A fixed budget makes
 * corpora of any size comparable once they fill it. Copies of a text count once: how many there are
 * is the duplicate rate.
 */
export function diversity(): Metric<TextSample> {
  return {
    id: 'diversity',
    scope: 'kept',
    empty: () => [],
    add(sample, { produced }) {
      addText(sample, produced)
    },
    merge: mergeTexts,
    ...stateCodec({ id: 'diversity', write: writeTextSample, read: readTextSample }),
    report,
  }
}

function report(sample: TextSample): Json {
  const texts = withinBudget(sample)
  const distinct = [1, 2, 3].map((order) => distinctShare(texts, order))
  const defined = distinct.filter((share) => share !== null)
  const [distinct1, distinct2, distinct3] = distinct
  return fromPlain({
    method: METHOD,
    sample_size: texts.length,
    tokens: texts.reduce((sum, tokens) => sum + tokens.length, 0),
    distinct_1: distinct1,
    distinct_2: distinct2,
    distinct_3: distinct3,
    score:
      defined.length === 0 ? null : defined.reduce((sum, share) => sum + share) / defined.length,
  })
}

/** The words of each text that is looked at. */
function withinBudget(sample: TextSample): readonly (readonly string[])[] {
  const texts: (readonly string[])[] = []
  let left = TOKEN_BUDGET
  for (const { text } of sample) {
    if (left === 0) break
    const tokens = wordTokens(text).slice(0, Math.min(TOKENS_PER_TEXT, left))
    left -= tokens.length
    texts.push(tokens)
  }
  return texts
}

/** Different runs of `order` words by all of them; null when there are none. Runs end with the text. */
function distinctShare(texts: readonly (readonly string[])[], order: number): number | null {
  const different = new Set<string>()
  let all = 0
  for (const tokens of texts) {
    for (let end = order; end <= tokens.length; end += 1) {
      different.add(tokens.slice(end - order, end).join(' '))
      all += 1
    }
  }
  return all === 0 ? null : different.size / all
}
