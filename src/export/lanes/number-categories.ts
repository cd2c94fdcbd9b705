import type { ByteLane, DecidedRows } from '../../engine/byte-lane.js'
import { FIRST_NUMBER } from '../categories/category-source.js'
import type { CategoryCoder } from '../categories/code-categories.js'

/** Turns the byte lane's numbers of values into those of the part. */
export interface CategoryNumbers {
  /** To be called where the numbering of the part starts. */
  start(): void
  /** As in `CategoryColumn`. */
  numbersOf(decided: DecidedRows): Uint32Array
}

export function numberCategories(
  { categoryFields, categoryConstants }: ByteLane,
  coder: CategoryCoder,
): CategoryNumbers {
  const width = categoryFields.length + categoryConstants.size
  /** By the byte lane's number; 0 where the part has not met the value. */
  let known = new Uint32Array(FIRST_NUMBER)
  let values: DecidedRows['categoryValues'] = []

  function learn(number: number, source: number): number {
    if (number >= known.length) {
      const more = new Uint32Array(2 * number)
      more.set(known)
      known = more
    }
    return (known[number] = coder.numberOf(source, values[number] ?? null))
  }

  /** The numbers of one field, which stand in every so many places of both lists. */
  function translate(
    given: Uint32Array,
    {
      from,
      to,
      source,
    }: { readonly from: number; readonly to: Uint32Array; readonly source: number },
  ): void {
    for (let at = from, place = source; at < given.length; place += width) {
      const number = given[at] ?? 0
      to[place] = number < FIRST_NUMBER ? number : known[number] || learn(number, source)
      at += categoryFields.length
    }
  }

  return {
    start: () => void known.fill(0),
    numbersOf(decided) {
      const { count, categoryNumbers } = decided
      if (values !== decided.categoryValues) known.fill(0)
      values = decided.categoryValues
      const column = new Uint32Array(count * width)
      for (const [source, value] of categoryConstants) {
        const number = coder.numberOf(source, value)
        for (let at = source; at < column.length; at += width) column[at] = number
      }
      for (let field = 0; field < categoryFields.length; field += 1) {
        translate(categoryNumbers, { from: field, to: column, source: categoryFields[field] ?? 0 })
      }
      return column
    },
  }
}
