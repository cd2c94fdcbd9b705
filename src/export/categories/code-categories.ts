import { isJsonArray, JsonNumber, type Json, type JsonObject } from '../../kernel/json-value.js'
import { canonicalNumber } from '../../kernel/write-json.js'
import {
  MAX_DISTINCT,
  type CategoryColumn,
  type CategorySource,
  type CategoryValue,
} from './category-source.js'
import { growingWords } from './growing-words.js'

/** Code units of a text that can be a category. */
const MAX_LENGTH = 100
/** Values of a list that can be tags. */
const MAX_TAGS = 64

/** Numbers the values of one part while its samples come. */
export interface CategoryCoder {
  /** Takes the values of the next sample. */
  add(record: JsonObject, metadata: JsonObject | undefined): void
  /** The codes of one value. */
  codesOf(source: number, value: Json): Uint32Array
  /** Those of the samples since the last call. */
  take(): CategoryColumn
}

type Scalar = string | number | boolean | null

export function codeCategories(sources: readonly CategorySource[]): CategoryCoder {
  const codeOf = sources.map(() => new Map<Scalar, number>())
  const codes = growingWords()
  const codeEnds = growingWords()
  let values: CategoryValue[] = []
  let nextCode = 2 * sources.length
  let isFirst = true

  function addScalar(source: number, value: Scalar, start: number): void {
    const known = codeOf[source]
    let code = known?.get(value)
    if (code === undefined) {
      // One more than can be counted is what makes the counting side give the field up.
      if (!known || known.size > MAX_DISTINCT) return
      known.set(value, (code = nextCode))
      values.push({ source, text: JSON.stringify(value) })
      nextCode += 1
    }
    if (!codes.includesFrom(start, code)) codes.push(code)
  }

  function addValue(source: number, value: Json): void {
    const start = codes.length()
    const items = scalarsOf(value)
    codes.push(items ? source : sources.length + source)
    for (const item of items ?? []) addScalar(source, item, start)
  }

  return {
    add(record, metadata) {
      for (const [index, source] of sources.entries()) {
        const value = source.read(record, metadata)
        if (value !== undefined) addValue(index, value)
      }
      codeEnds.push(codes.length())
    },
    codesOf(source, value) {
      const start = codes.length()
      addValue(source, value)
      return codes.takeFrom(start)
    },
    take() {
      const column = { isFirst, values, codes: codes.take(), codeEnds: codeEnds.take() }
      isFirst = false
      values = []
      return column
    },
  }
}

/** What a value counts for; `undefined` when it is nothing that groups samples. */
function scalarsOf(value: Json): readonly Scalar[] | undefined {
  if (!isJsonArray(value)) {
    const scalar = scalarOf(value)
    return scalar === undefined ? undefined : [scalar]
  }
  if (value.length > MAX_TAGS) return undefined
  const scalars = value.map(scalarOf)
  return scalars.every((scalar) => scalar !== undefined) ? scalars : undefined
}

function scalarOf(value: Json): Scalar | undefined {
  if (typeof value === 'string') return value.length > MAX_LENGTH ? undefined : value
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return value
  return value instanceof JsonNumber ? numberOf(value) : undefined
}

/** 1.0 is 1; what JavaScript would round is no category. */
function numberOf({ text }: JsonNumber): number | undefined {
  const value = Number(text)
  const isExact = Number.isFinite(value) && canonicalNumber(String(value)) === canonicalNumber(text)
  return isExact ? value : undefined
}
