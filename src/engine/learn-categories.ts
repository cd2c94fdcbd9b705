import type { Json } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import type { Kernel } from './kernel-module.js'
import {
  CATEGORY_NUMBERS,
  FIRST_CATEGORY,
  MAX_NEW_CATEGORIES,
  NEW_CATEGORIES,
  NEW_CATEGORY_BYTES,
} from './layout.js'

/** Values numbered before all are forgotten. */
const MOST_VALUES = 65_536

/** Values that group samples, of the rows that are kept. */
export interface CategoryNumbers {
  /**
   * For each row one number per category that comes from a field: 0 for no value, 1 for one that is
   * too long to be one of several, otherwise the index in `categoryValues`.
   */
  readonly categoryNumbers: Uint32Array
  /** Those of earlier batches come first, unless it is another list. */
  readonly categoryValues: readonly Json[]
}

/** The numbers that the kernel gives to values that group samples. */
export interface LearnedCategories {
  /** To be called before each batch. */
  start(): void
  /** Of the rows kept of the batch, in the area they were kept in; what the kernel has met for the first time gets its number. */
  numbered(area: number, rows: number): CategoryNumbers
}

export function learnCategories(kernel: Kernel, fields: number): LearnedCategories {
  const { buffer } = kernel
  const text = Buffer.from(buffer)
  const entryWords = NEW_CATEGORY_BYTES / 4
  const entries = new Uint32Array(buffer, NEW_CATEGORIES, entryWords * MAX_NEW_CATEGORIES)
  let values: Json[] = Array.from({ length: FIRST_CATEGORY }, () => null)

  return {
    start() {
      if (values.length <= MOST_VALUES) return
      kernel.forgetCategories()
      values = values.slice(0, FIRST_CATEGORY)
    },
    numbered(area, rows) {
      const categoryNumbers = new Uint32Array(buffer, area + CATEGORY_NUMBERS, rows * fields)
      /** A value is new in every row of the batch. */
      const known = new Map<string, number>()
      for (let index = 0; index < kernel.newCategories.value; index += 1) {
        const [row = 0, field = 0, start = 0, bytes = 0] = entries.subarray(entryWords * index)
        const json = text.toString('utf8', start, start + bytes)
        const key = `${field}:${json}`
        let number = known.get(key)
        if (number === undefined) {
          number = values.length
          known.set(key, number)
          values.push(parseJsonText(json) ?? null)
          kernel.learnCategory(index, number)
        }
        categoryNumbers[row * fields + field] = number
      }
      return { categoryNumbers, categoryValues: values }
    },
  }
}
