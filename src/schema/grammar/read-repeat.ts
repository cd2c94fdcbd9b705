import { repeat, type Expression } from './grammar.js'
import { expected, grammarInvalid, takeMatch, type GrammarReader } from './grammar-reader.js'

/** More rounds are no count that a model can keep. */
const MAX_COUNT = 100_000

/** The body with the `*`, `+`, `?` or `{n,m}` that may follow it. */
export function readRepeat(reader: GrammarReader, body: Expression): Expression {
  const { at } = reader
  const sign = takeMatch(reader, /[*+?]/uy)?.[0]
  if (sign !== undefined) return repeat(body, sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity)
  if (takeMatch(reader, /\{/uy) === undefined) return body
  return counted(reader, { at, body }, readCounts(reader))
}

function readCounts(reader: GrammarReader): readonly [number, number] {
  const counts = takeMatch(reader, /\s*(\d*)\s*(,)?\s*(\d*)\s*\}/uy)
  const [, least = '', comma, most = ''] = counts ?? []
  if (least === '' && most === '') {
    throw expected(reader, 'a count such as 3}, 2,} or 2,4}', 'Write {n}, {n,} or {n,m}.')
  }
  if (comma === undefined) return [Number(least), Number(least)]
  return [Number(least), most === '' ? Infinity : Number(most)]
}

export function counted(
  reader: GrammarReader,
  { at, body }: { readonly at: number; readonly body: Expression },
  [min, max]: readonly [number, number],
): Expression {
  const highest = max === Infinity ? min : max
  if (min <= max && highest <= MAX_COUNT) return repeat(body, min, max)
  const problem =
    min > max
      ? `expected at most as many as ${max}, saw at least ${min}`
      : `expected a count up to ${MAX_COUNT}, saw ${highest}`
  throw grammarInvalid(reader, { at, problem, hint: 'Correct the count.' })
}
