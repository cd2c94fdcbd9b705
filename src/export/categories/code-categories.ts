import { isJsonArray, type Json } from '../../kernel/json-value.js'
import { MAX_DISTINCT, type CategoryColumn, type CategoryValue } from './category-column.js'
import { scalarOf, type Scalar } from './scalar.js'

type Value = Json | undefined

/** Numbers the values of one part while its samples come. */
export interface CategoryCoder {
  /** Takes the next sample: the values of its metadata, by place, and the key of its split. */
  add(metadata: readonly Value[] | undefined, key: Value): void
  /** Those of the samples since the last call. The work is done here: in one loop it costs a third. */
  take(): CategoryColumn
}

export interface CategoryCoderOptions {
  /** The last one is the key, when it is counted. */
  readonly fields: number
  readonly hasKey: boolean
}

/** Values of a list that can be tags. */
const MAX_TAGS = 64
/** Most codes of one sample: for each field, that it is there and what is in it. */
const MAX_CODES_PER_FIELD = 1 + MAX_TAGS
const NO_VALUES: readonly Value[] = []

export function codeCategories({ fields, hasKey }: CategoryCoderOptions): CategoryCoder {
  const ofMetadata = hasKey ? fields - 1 : fields
  const known = Array.from({ length: fields }, () => new Map<Scalar, number>())
  let samples: (readonly Value[])[] = []
  let keys: Value[] = []
  let values: CategoryValue[] = []
  let codes = new Uint32Array(1024)
  let length = 0
  let nextCode = 2 * fields
  let isFirst = true

  function reserve(more: number): void {
    if (length + more <= codes.length) return
    const larger = new Uint32Array(Math.max(2 * codes.length, length + more))
    larger.set(codes)
    codes = larger
  }

  /** A number for a value that has none; `undefined` when the field has had too many. */
  function codeOfNew(field: number, value: Scalar): number | undefined {
    const numbers = known[field]
    // One more than can be counted is what makes the counting side give the field up.
    if (!numbers || numbers.size > MAX_DISTINCT) return undefined
    numbers.set(value, nextCode)
    values.push({ field, text: JSON.stringify(value) })
    nextCode += 1
    return nextCode - 1
  }

  function push(field: number, value: Scalar): void {
    const code = known[field]?.get(value) ?? codeOfNew(field, value)
    if (code === undefined) return
    codes[length] = code
    length += 1
  }

  /** Adds the values of a list, each once; false, and nothing added, when they group no samples. */
  function pushTags(field: number, list: Json): boolean {
    if (!isJsonArray(list) || list.length > MAX_TAGS) return false
    const start = length
    for (const item of list) {
      const tag = scalarOf(item)
      if (tag === undefined) {
        length = start
        return false
      }
      push(field, tag)
      if (isRepeated(start)) length -= 1
    }
    return true
  }

  /** Whether the last code is among those before it, from `start`. */
  function isRepeated(start: number): boolean {
    const last = length - 1
    for (let at = start; at < last; at += 1) if (codes[at] === codes[last]) return true
    return false
  }

  function pushValue(field: number, value: Json): void {
    const place = length
    length += 1
    const scalar = scalarOf(value)
    if (scalar !== undefined) push(field, scalar)
    const isCounted = scalar !== undefined || pushTags(field, value)
    codes[place] = isCounted ? field : fields + field
  }

  return {
    add(metadata, key) {
      samples.push(metadata ?? NO_VALUES)
      if (hasKey) keys.push(key)
    },
    take() {
      const codeEnds = new Uint32Array(samples.length)
      for (let index = 0; index < samples.length; index += 1) {
        reserve(fields * MAX_CODES_PER_FIELD)
        const sample = samples[index] ?? NO_VALUES
        for (let field = 0; field < ofMetadata; field += 1) {
          const value = sample[field]
          if (value !== undefined) pushValue(field, value)
        }
        const key = keys[index]
        if (key !== undefined) pushValue(ofMetadata, key)
        codeEnds[index] = length
      }
      const column = { isFirst, values, codes: codes.slice(0, length), codeEnds }
      isFirst = false
      values = []
      samples = []
      keys = []
      length = 0
      return column
    },
  }
}
