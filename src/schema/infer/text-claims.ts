import type { Json } from '../../kernel/json-value.js'
import type { Claim } from './claim.js'
import { enough, holds, plenty, type Evidence } from './evidence.js'
import type { Inference, Node } from './inference.js'
import type { Lengths } from './lengths.js'
import type { Shape } from './shape.js'
import { textFormats } from './text-formats.js'
import { withRoom } from './with-room.js'

/** More values than this are a vocabulary rather than an enumeration. */
const MOST_ENUM_VALUES = 20

/** An enumeration repeats its values: so often on average, at least. */
const REPEATS = 10

/** A value that was seen less often hints at others that were not seen at all. */
const RAREST = 5

/** A value that came back more often than this is one of a kind. */
const FEW_TIMES = 25

/** Longer texts have no natural bound. */
const LONGEST_BOUNDED = 256

/** Adds what the texts seen let expect of all texts. */
export function textClaims(
  schema: Map<string, Json>,
  { shape, pointer }: Node,
  { evidence, claims }: Inference,
): void {
  const { texts } = shape
  if (texts.count < enough(evidence)) return
  const all = { pointer, support: texts.count, of: texts.count }
  const format = textFormats.find(({ name }) =>
    holds(evidence, texts.formats.get(name)?.count ?? 0, texts.count),
  )
  // Days and addresses may come back, and yet there are others.
  const values = format?.keyword === 'format' ? undefined : enumOf(shape, evidence)
  if (values) return addValues(schema, values, { all, claims })
  if (!evidence.isComplete && isOneAgain(shape)) return
  const held = format && texts.formats.get(format.name)
  if (format === undefined || held === undefined) {
    return addLengths(schema, texts.lengths, { all, claims })
  }
  schema.set(format.keyword, format.value)
  const exception = held.without < Infinity && { exception: held.without }
  const { keyword, name: about } = format
  claims.push({ ...all, keyword, about, support: held.count, ...exception })
}

function addLengths(
  schema: Map<string, Json>,
  { shortest, longest }: Lengths,
  { all, claims }: Adding,
): void {
  if (shortest > 0) {
    schema.set('minLength', 1)
    claims.push({ ...all, keyword: 'minLength', about: '1' })
  }
  if (longest > 0 && longest <= LONGEST_BOUNDED) {
    schema.set('maxLength', withRoom(longest))
    claims.push({ ...all, keyword: 'maxLength', about: String(withRoom(longest)) })
  }
}

/** One value that came back a few times tells nothing about what others look like. */
function isOneAgain({ texts }: Shape): boolean {
  return texts.counts !== 'many' && texts.counts.size === 1 && texts.count < FEW_TIMES
}

interface Adding {
  readonly all: Pick<Claim, 'pointer' | 'support' | 'of'>
  readonly claims: Claim[]
}

function addValues(
  schema: Map<string, Json>,
  values: readonly CountedValue[],
  { all, claims }: Adding,
): void {
  const [only] = values
  const isOne = values.length === 1 && only !== undefined
  const keyword = isOne ? 'const' : 'enum'
  schema.set(keyword, isOne ? only.value : values.map(({ value }) => value))
  for (const { value, times } of values) {
    claims.push({ ...all, keyword, about: JSON.stringify(value), support: times })
  }
}

interface CountedValue {
  readonly value: string | null
  readonly times: number
}

/** Values by how often they occur. A null beside them is one of them. */
function enumOf(shape: Shape, evidence: Evidence): readonly CountedValue[] | undefined {
  const { texts, nulls } = shape
  const { isComplete } = evidence
  if (texts.count < plenty(evidence)) return undefined
  if (texts.counts === 'many' || !areOnlyTexts(shape)) return undefined
  const { size } = texts.counts
  if (size > MOST_ENUM_VALUES || texts.count < REPEATS * size) return undefined
  const counted = Array.from(texts.counts).toSorted(
    ([left, times], [right, others]) => others - times || (left < right ? -1 : 1),
  )
  if (!isComplete && counted.some(([, times]) => times < RAREST)) return undefined
  const values = counted.map(([value, times]): CountedValue => ({ value, times }))
  return nulls > 0 ? [...values, { value: null, times: nulls }] : values
}

function areOnlyTexts({ trues, falses, numbers, lists, objects }: Shape): boolean {
  return trues + falses + numbers.whole + numbers.other + lists.count + objects.count === 0
}
