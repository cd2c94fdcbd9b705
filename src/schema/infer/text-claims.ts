import type { Json } from '../../kernel/json-value.js'
import { enough, type Evidence } from './evidence.js'
import type { Shape } from './shape.js'

/** More values than this are a vocabulary rather than an enumeration. */
const MOST_ENUM_VALUES = 20

/** An enumeration repeats its values: so often on average, at least. */
const REPEATS = 10

/** A value that was seen less often hints at others that were not seen at all. */
const RAREST = 5

/** Longer texts have no natural bound. */
const LONGEST_BOUNDED = 256

/** What the texts seen let expect of all texts: keyword → value. */
export function textClaims(shape: Shape, evidence: Evidence): ReadonlyMap<string, Json> {
  const { texts } = shape
  const claims = new Map<string, Json>()
  if (texts.count < enough(evidence)) return claims
  const values = enumOf(shape, evidence)
  if (values) return claims.set('enum', values)
  const [format, times] = Array.from(texts.formats).at(0) ?? []
  if (format !== undefined && times === texts.count) return claims.set('format', format)
  const { shortest, longest } = texts.lengths
  if (shortest > 0) claims.set('minLength', 1)
  if (longest > 0 && longest <= LONGEST_BOUNDED) claims.set('maxLength', withRoom(longest))
  return claims
}

/** Values by how often they occur. A null beside them is one of them. */
function enumOf(shape: Shape, { isComplete }: Evidence): readonly Json[] | undefined {
  const { texts, nulls } = shape
  if (texts.counts === 'many' || !areOnlyTexts(shape)) return undefined
  const { size } = texts.counts
  if (size > MOST_ENUM_VALUES || texts.count < REPEATS * size) return undefined
  const counted = Array.from(texts.counts).toSorted(
    ([left, times], [right, others]) => others - times || (left < right ? -1 : 1),
  )
  if (!isComplete && counted.some(([, times]) => times < RAREST)) return undefined
  return [...counted.map(([text]) => text), ...(nulls > 0 ? [null] : [])]
}

function areOnlyTexts({ trues, falses, numbers, lists, objects }: Shape): boolean {
  return trues + falses + numbers.whole + numbers.other + lists.count + objects.count === 0
}

/** Four times as long, as a power of two: the longest of all is longer than the longest seen. */
function withRoom(longest: number): number {
  return 2 ** Math.ceil(Math.log2(4 * longest))
}
