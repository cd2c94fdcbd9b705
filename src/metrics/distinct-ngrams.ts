import { isJsonArray, type Json } from '../kernel/json-value.js'
import { fromPlain } from '../kernel/plain-json.js'
import type { MeasuredNgrams } from '../records/measured-rows.js'
import { estimateDistinct, MAX_RANK, REGISTERS, STANDARD_ERROR } from './hyper-log-log.js'
import { isCount } from './is-count.js'
import type { Metric } from './metric.js'
import { countText, emptySketch, type NgramSketch } from './ngram-sketch.js'
import { stateCodec } from './state-codec.js'

/** Names what the figures mean; a change to any rule changes it. */
const METHOD = 'HyperLogLog of 16384 registers over every word'

/**
 * Of all words that the produced texts hold, and of all pairs and triples of neighbours: how many
 * differ (distinct-1, -2, -3), estimated in 48 KiB for any number of them. Shares fall as a corpus
 * grows; those of corpora of one size can be compared. Copies of a text count each time.
 */
export function distinctNgrams(): Metric<NgramSketch> {
  return {
    id: 'distinct_ngrams',
    scope: 'kept',
    empty: emptySketch,
    add(sketch, { produced }) {
      countText(sketch, produced)
    },
    addRows(sketch, { ngrams }) {
      if (!ngrams) return
      addCounts(sketch, ngrams)
      raiseAll(sketch.registers, ngrams.registers)
    },
    merge(left, right) {
      const merged: NgramSketch = { counts: [...left.counts], registers: left.registers.slice() }
      addCounts(merged, right)
      raiseAll(merged.registers, right.registers)
      return merged
    },
    ...stateCodec({ id: 'distinct_ngrams', write, read }),
    report({ counts, registers }) {
      const [words, pairs, triples] = counts
      const different = [0, 1, 2].map((order) => {
        const own = registers.subarray(order * REGISTERS, (order + 1) * REGISTERS)
        return Math.min(counts[order] ?? 0, Math.round(estimateDistinct(own)))
      })
      const shareOf = (order: number): number | null =>
        counts[order] === 0 ? null : (different[order] ?? 0) / (counts[order] ?? 1)
      return fromPlain({
        method: METHOD,
        words,
        pairs,
        triples,
        different_words: different[0] ?? 0,
        different_pairs: different[1] ?? 0,
        different_triples: different[2] ?? 0,
        distinct_1: shareOf(0),
        distinct_2: shareOf(1),
        distinct_3: shareOf(2),
        relative_standard_error: STANDARD_ERROR,
      })
    },
  }
}

function addCounts({ counts }: NgramSketch, other: Pick<MeasuredNgrams, 'counts'>): void {
  for (const [order, count] of other.counts.entries()) counts[order] = (counts[order] ?? 0) + count
}

function raiseAll(registers: Uint8Array, others: Uint8Array): void {
  for (let at = 0; at < registers.length; at += 1) {
    const other = others[at] ?? 0
    if (other > (registers[at] ?? 0)) registers[at] = other
  }
}

/**
 * `[words, pairs, triples, "…"]`: the registers in Base64, three times 16,384 bytes of 0 to 33, for words,
 * pairs and triples.
 */
function write({ counts, registers }: NgramSketch): Json {
  return [...counts, Buffer.from(registers).toString('base64')]
}

function read(value: Json): NgramSketch | undefined {
  if (!isJsonArray(value) || value.length !== 4) return undefined
  const [words, pairs, triples, text] = value
  if (!isCount(words) || !isCount(pairs) || !isCount(triples)) return undefined
  if (typeof text !== 'string') return undefined
  const registers = new Uint8Array(Buffer.from(text, 'base64'))
  if (registers.length !== 3 * REGISTERS) return undefined
  if (registers.some((rank) => rank > MAX_RANK)) return undefined
  return { counts: [words, pairs, triples], registers }
}
