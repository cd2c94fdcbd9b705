import type { Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import { distinctRuns, distinctShare, withoutText, type DistinctRuns } from './distinct-runs.js'
import type { Metric } from './metric.js'
import { stateInvalid, textCodec } from './state-codec.js'
import {
  addBodies,
  addText,
  emptyTexts,
  encodeTextSample,
  lowestTexts,
  mergeTexts,
  packTextSample,
  readTextSample,
  unpackTextSample,
  withoutTexts,
  type TextSample,
} from './text-sample.js'
import { orderOfWritten } from './text-order.js'
import { wordTokens } from './word-tokens.js'

/** Words measured: a ratio of distinct words says nothing without their number, so it is fixed. */
const TOKEN_BUDGET = 20_000

/** Words taken from one text, so that a few long ones do not stand for all. */
const TOKENS_PER_TEXT = 200

/** Words of the longest runs. */
const LONGEST_RUN = 3

/** 95 % of normal values are within so many standard deviations of their mean. */
const NORMAL_95 = 1.96

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
    empty: emptyTexts,
    after: ({ highest }) => emptyTexts(highest),
    outline: withoutTexts,
    add(sample, { produced, written }) {
      addText(sample, produced, written && orderOfWritten(written))
    },
    highestOrder: ({ highest }) => highest,
    addRows(sample, { texts }) {
      addBodies(sample, texts)
    },
    merge: mergeTexts,
    ...textCodec({ id: 'diversity', encode: encodeTextSample, read: readTextSample }),
    pack: packTextSample,
    unpack(packed) {
      const sample = unpackTextSample(packed)
      if (!sample) throw stateInvalid('diversity')
      return sample
    },
    report,
  }
}

function report(sample: TextSample): Json {
  const texts = withinBudget(sample)
  const orders = distinctRuns(texts, LONGEST_RUN)
  const [distinct1, distinct2, distinct3] = orders.map(distinctShare)
  const score = meanShare(orders)
  const error = score === null ? null : standardError(orders, texts.length)
  return fromPlain({
    method: METHOD,
    sample_size: texts.length,
    tokens: texts.reduce((sum, tokens) => sum + tokens.length, 0),
    distinct_1: distinct1,
    distinct_2: distinct2,
    distinct_3: distinct3,
    score,
    standard_error: error,
    interval_95:
      score === null || error === null
        ? null
        : [Math.max(0, score - NORMAL_95 * error), Math.min(1, score + NORMAL_95 * error)],
  })
}

/** Mean of distinct-1, -2 and -3, as far as there are runs of these lengths. */
function meanShare(orders: readonly Omit<DistinctRuns, 'ofTexts'>[]): number | null {
  const shares = orders.map(distinctShare).filter((share) => share !== null)
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share) / shares.length
}

/**
 * Of the score, for another draw of as many texts: the jackknife, which looks how the score changes
 * without each of the texts. It errs on the high side (Efron and Stein 1981). Null for fewer than two.
 */
function standardError(orders: readonly DistinctRuns[], texts: number): number | null {
  const scores = Array.from({ length: texts }, (_, text) =>
    meanShare(orders.map((runs) => withoutText(runs, text))),
  ).filter((score) => score !== null)
  if (scores.length < 2) return null
  const mean = scores.reduce((sum, score) => sum + score) / scores.length
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0)
  return Math.sqrt((squares * (scores.length - 1)) / scores.length)
}

/** The words of each text that is looked at. */
function withinBudget(sample: TextSample): readonly (readonly string[])[] {
  const texts: (readonly string[])[] = []
  let left = TOKEN_BUDGET
  for (const text of lowestTexts(sample)) {
    if (left === 0) break
    const tokens = wordTokens(text).slice(0, Math.min(TOKENS_PER_TEXT, left))
    left -= tokens.length
    texts.push(tokens)
  }
  return texts
}
