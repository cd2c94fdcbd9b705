import { isJsonArray, type JsonObject } from '../../../kernel/json-value.js'
import {
  literal,
  nothing,
  reference,
  repeat,
  sequence,
  choice,
  type Expression,
} from '../grammar.js'
import { grammarInvalid } from '../grammar-reader.js'
import type { LarkParser } from './lark-parser.js'
import { readLarkJson } from './read-lark-json.js'

/** Each makes a rule. */
const MOST_CHUNKS = 2000

/** `%regex { "substring_words": … }`: some chunks that follow each other, or none. */
export function readLarkRegex(parser: LarkParser, at: number): Expression {
  const options = readLarkJson(parser.reader)
  const chunks = chunksOf(options)
  if (chunks === undefined || chunks.length > MOST_CHUNKS) {
    const keys = options.size === 0 ? 'no option' : [...options.keys()].join(', ')
    const seen = chunks === undefined ? `${keys} with something else` : `${chunks.length}`
    throw grammarInvalid(parser.reader, {
      at,
      problem: `expected up to ${MOST_CHUNKS} chunks: a text under substring_words or substring_chars, or texts under substring_chunks, saw ${seen}`,
      hint: 'Write one of them.',
    })
  }
  const first = `CHUNKS ${parser.rules.size}`
  const nameOf = (index: number): string => `${first} ${index}`
  for (const [index, chunk] of chunks.entries()) {
    const rest = index + 1 === chunks.length ? nothing : repeat(reference(nameOf(index + 1)), 0, 1)
    parser.rules.set(nameOf(index), sequence([literal(chunk), rest]))
  }
  if (chunks.length === 0) return nothing
  return repeat(choice(chunks.map((_, index) => reference(nameOf(index)))), 0, 1)
}

function chunksOf(options: JsonObject): readonly string[] | undefined {
  const [only, ...more] = options
  if (only === undefined || more.length > 0) return undefined
  const [key, value] = only
  if (key === 'substring_chunks' && isJsonArray(value)) {
    const texts = value.filter((item) => typeof item === 'string')
    return texts.length === value.length ? texts : undefined
  }
  if (typeof value !== 'string') return undefined
  if (key === 'substring_chars') return Array.from(value)
  if (key !== 'substring_words') return undefined
  return value.match(/\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]+/gu) ?? []
}
