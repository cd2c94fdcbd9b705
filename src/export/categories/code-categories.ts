import { isJsonArray, JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalNumber } from '../../kernel/write-json.js'
import {
  FIRST_NUMBER,
  MAX_DISTINCT,
  NO_CATEGORY,
  UNCOUNTED,
  type CategoryColumn,
  type CategorySource,
  type CategoryValue,
} from './category-source.js'

/** Code units of a text that can be a category. */
const MAX_LENGTH = 100
/** Values of a list that can be tags. */
const MAX_TAGS = 64
/** The numbering starts anew when there are more values. */
const MAX_NUMBERS = 65_536

/** Numbers the values of parts, of each one by itself, while their samples come. */
export interface CategoryCoder {
  /** Numbers of each sample. */
  readonly width: number
  /** Writes the numbers of a sample's values into `numbers` from `at` on. */
  write(sample: CategorySample, numbers: Uint32Array, at: number): void
  numberOf(source: number, value: Json): number
  /** To be called where a part begins: its numbering starts anew. */
  startPart(): void
  /** To be called before each batch; true where the numbering starts. */
  startBatch(): boolean
  /** The column of the batch. */
  columnOf(numbers: Uint32Array): CategoryColumn
}

interface CategorySample {
  readonly record: JsonObject
  readonly metadata: JsonObject | undefined
}

type Scalar = string | number | boolean | null

/** Numbers by value; those of lists by their JSON. */
interface Known {
  readonly scalars: Map<Scalar, number>
  readonly lists: Map<string, number>
  /** Of a value that makes too many. */
  extra: number | undefined
}

export function codeCategories(sources: readonly CategorySource[]): CategoryCoder {
  let known: readonly Known[] = []
  let values: CategoryValue[] = []
  let next = Infinity
  let isFirst = true

  function numbered(source: number, texts: readonly string[]): number {
    values.push({ source, texts })
    next += 1
    return next - 1
  }

  function numberOfScalar(source: number, own: Known, value: Scalar): number {
    const number = own.scalars.get(value)
    if (number !== undefined) return number
    // One more than can be counted is what makes the counting side give the field up.
    if (own.scalars.size > MAX_DISTINCT) return (own.extra ??= numbered(source, []))
    const given = numbered(source, [JSON.stringify(value)])
    own.scalars.set(value, given)
    return given
  }

  function numberOfList(source: number, own: Known, items: readonly Scalar[]): number {
    const texts = [...new Set(items.map((item) => JSON.stringify(item)))]
    const key = texts.join()
    const number = own.lists.get(key)
    if (number !== undefined) return number
    const given = numbered(source, texts)
    own.lists.set(key, given)
    return given
  }

  function numberOf(source: number, value: Json): number {
    const own = known[source]
    if (!own) return UNCOUNTED
    if (!isJsonArray(value)) {
      const scalar = scalarOf(value)
      return scalar === undefined ? UNCOUNTED : numberOfScalar(source, own, scalar)
    }
    const scalars = scalarsOf(value)
    if (!scalars) return UNCOUNTED
    const [only] = scalars
    return scalars.length === 1 && only !== undefined
      ? numberOfScalar(source, own, only)
      : numberOfList(source, own, scalars)
  }

  return {
    width: sources.length,
    numberOf,
    startPart() {
      next = Infinity
      values = []
    },
    write({ record, metadata }, numbers, at) {
      for (const [source, { read }] of sources.entries()) {
        const value = read(record, metadata)
        numbers[at + source] = value === undefined ? NO_CATEGORY : numberOf(source, value)
      }
    },
    startBatch() {
      isFirst = next > MAX_NUMBERS
      if (!isFirst) return false
      known = sources.map(() => ({ scalars: new Map(), lists: new Map(), extra: undefined }))
      next = FIRST_NUMBER
      return true
    },
    columnOf(numbers) {
      const column = { isFirst, values, numbers }
      values = []
      return column
    },
  }
}

/** What a list counts for; `undefined` when it is nothing that groups samples. */
function scalarsOf(value: readonly Json[]): readonly Scalar[] | undefined {
  if (value.length > MAX_TAGS) return undefined
  const scalars = value.map(scalarOf)
  return scalars.every((scalar) => scalar !== undefined) ? scalars : undefined
}

function scalarOf(value: Json): Scalar | undefined {
  if (typeof value === 'string') return value.length > MAX_LENGTH ? undefined : value
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  return value instanceof JsonNumber ? exactNumber(value) : undefined
}

/** 1.0 is 1; what JavaScript would round is no category. */
function exactNumber({ text }: JsonNumber): number | undefined {
  const value = Number(text)
  const isExact = Number.isFinite(value) && canonicalNumber(String(value)) === canonicalNumber(text)
  return isExact ? value : undefined
}
