import type { Token } from '../grammar.js'
import { expected, take, takeMatch, type GrammarReader } from '../grammar-reader.js'

/** GBNF: `<think>`, `<[1000]>`, either with `!` before it. */
export function readGbnfToken(reader: GrammarReader): Token | undefined {
  const isNegated = take(reader, '!')
  const id = takeMatch(reader, /<\[(\d+)\]>/uy)
  if (id !== undefined) {
    return { kind: 'token', ids: [[Number(id[1]), Number(id[1])]], isNegated }
  }
  const text = takeMatch(reader, /<[^>\n[\]]+>/uy)
  if (text !== undefined) return { kind: 'token', text: text[0], isNegated }
  if (!isNegated) return undefined
  throw expected(reader, 'a token such as <think> or <[1000]>', 'Name the token after the !.')
}

/** XGrammar: `Token(1, 2)`, `ExcludeToken(1)`. */
export function readEbnfToken(reader: GrammarReader): Token | undefined {
  const macro = takeMatch(reader, /(Exclude)?Token\s*\(/uy)
  if (macro === undefined) return undefined
  const list = takeMatch(reader, /\s*(\d+(?:\s*,\s*\d+)*)\s*\)/uy)
  const numbers = list?.[1]?.split(',').map(Number)
  if (numbers === undefined) {
    throw expected(reader, 'numbers of tokens with commas between them', 'Write Token(1, 2).')
  }
  const ids = numbers.map((id): [number, number] => [id, id])
  return { kind: 'token', ids, isNegated: macro[1] !== undefined }
}
