import { isJsonArray, isJsonObject } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import { endMarkerOf } from './end-marker.js'

/** What texts are like, as shares (0 to 1) of those that are not blank. */
export interface TextTraits {
  /** Code units of the median text. */
  readonly medianLength: number
  /** Sentences rather than names or codes: several words, or as much in scripts without blanks. */
  readonly prose: number
  readonly questions: number
  /** Hold turns of `Human:` and `Assistant:`. */
  readonly transcripts: number
  readonly numbers: number
  /** JSON of a list or object. */
  readonly json: number
  /** The marker of a tokenizer that most of them end with. */
  readonly endMarker?: string
}

/** `texts` are not blank; there is at least one. */
export function textTraits(texts: readonly string[]): TextTraits {
  const share = (test: (text: string) => boolean) => texts.filter(test).length / texts.length
  const lengths = texts.map(({ length }) => length).toSorted((left, right) => left - right)
  const endMarker = endMarkerOf(texts)
  return {
    medianLength: lengths[Math.floor(lengths.length / 2)] ?? 0,
    prose: share(isProse),
    questions: share((text) => /[?？؟;]\s*$/u.test(text) && !text.endsWith(';')),
    transcripts: share((text) => text.includes('\n\nHuman:') && text.includes('\n\nAssistant:')),
    numbers: share((text) => /^\s*[-+]?\d[\d.,]*(?:e[-+]?\d+)?%?\s*$/iu.test(text)),
    json: share(isJson),
    ...(endMarker !== undefined && { endMarker }),
  }
}

/** Fewer words are a name. */
const SENTENCE_WORDS = 5
/** As many letters of Chinese, Japanese or Thai are a sentence. */
const SENTENCE_LETTERS = 10
const withoutBlanks =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/gu

function isProse(text: string): boolean {
  const start = text.slice(0, 2000)
  const words = start.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length
  return words >= SENTENCE_WORDS || (start.match(withoutBlanks)?.length ?? 0) >= SENTENCE_LETTERS
}

/** Longer texts are not looked into. */
const LONGEST_JSON = 256 * 1024

function isJson(text: string): boolean {
  if (!/^\s*[{[]/u.test(text) || text.length > LONGEST_JSON) return false
  const value = parseJsonText(text)
  return isJsonArray(value) || isJsonObject(value)
}
