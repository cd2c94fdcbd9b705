// Counts the words, pairs and triples of neighbours in what the model must produce.
// `metrics/ngram-sketch.ts` gives the same.
import { countWords, WORDS_AT_ONCE } from './ngram-registers'
import { BORDERS, BORDERS_FULL, endWords, findWords, startWords } from './words'

/** Since the last batch began. */
export let words: u32 = 0
export let pairs: u32 = 0
export let triples: u32 = 0

/** To be called where a batch begins. */
export function startNgrams(): void {
  words = 0
  pairs = 0
  triples = 0
}

/** Counts in a text as it is written in JSON, quotes left out. */
export function countNgrams(p: usize, end: usize): void {
  let count: u32 = 0
  let w = BORDERS
  startWords()
  for (; p < end; p += 64) {
    w = findWords(p, end, w)
    if (w < BORDERS_FULL) continue
    const whole = BORDERS + (w - BORDERS) / (8 * WORDS_AT_ONCE) * (8 * WORDS_AT_ONCE)
    countWords(BORDERS, whole, count)
    count += <u32>((whole - BORDERS) >> 3)
    memory.copy(BORDERS, whole, w - whole)
    w -= whole - BORDERS
  }
  w = endWords(end, w)
  countWords(BORDERS, w, count)
  count += <u32>((w - BORDERS) >> 3)
  words += count
  if (count > 1) pairs += count - 1
  if (count > 2) triples += count - 2
}
