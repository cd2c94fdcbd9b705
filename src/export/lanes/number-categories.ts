import type { ByteLane, DecidedRows } from '../../engine/byte-lane.js'
import { FIRST_CATEGORY, LONG_CATEGORY, NEW_CATEGORY } from '../../engine/layout.js'
import type { Json } from '../../kernel/json-value.js'
import { parseJsonText } from '../../kernel/parse-json.js'
import type { CategoryCoder } from '../categories/code-categories.js'
import { growingWords } from '../categories/growing-words.js'

/** Codes of the rows that the byte lane has decided, in the form of `CategoryColumn`. */
export interface CategoryCodes {
  readonly codes: Uint32Array
  readonly codeEnds: Uint32Array
}

/** Turns the byte lane's numbers of values into codes, for one part. */
export interface CategoryNumbers {
  codesOf(decided: DecidedRows): CategoryCodes
}

/** Stands for a value that nobody counts, as the object lane sees any text that is too long. */
const uncounted: Json = new Map()

/** `constants` are the values of the categories that do not come from a field, by their index. */
export function numberCategories(
  lane: ByteLane,
  coder: CategoryCoder,
  constants: ReadonlyMap<number, Json>,
): CategoryNumbers {
  const { categoryFields } = lane
  const fieldCount = categoryFields.length
  const sameForAll = Array.from(constants, ([source, value]) => coder.codesOf(source, value))
  const long = categoryFields.map((source) => coder.codesOf(source, uncounted))
  const codesOfNumber: Uint32Array[] = []
  const words = growingWords()

  function push(codes: Uint32Array | undefined): void {
    for (let index = 0; index < (codes?.length ?? 0); index += 1) words.push(codes?.[index] ?? 0)
  }

  /** Codes of the new values, each of which has a number from now on. */
  function learnNew({ newCategories }: DecidedRows): readonly Uint32Array[] {
    const known = new Map<string, number>()
    return newCategories.map(({ field, text }, index) => {
      const key = `${field}:${text}`
      let number = known.get(key)
      if (number === undefined) {
        number = codesOfNumber.length
        known.set(key, number)
        codesOfNumber.push(coder.codesOf(categoryFields[field] ?? 0, parseJsonText(text) ?? null))
        lane.learnCategory(index, FIRST_CATEGORY + number)
      }
      return codesOfNumber[number] ?? new Uint32Array()
    })
  }

  return {
    codesOf(decided) {
      const { count, categoryNumbers } = decided
      const codeEnds = new Uint32Array(count)
      const codesOfNew = learnNew(decided)
      let nextNew = 0
      for (let row = 0; row < count; row += 1) {
        for (const codes of sameForAll) push(codes)
        for (let field = 0; field < fieldCount; field += 1) {
          const number = categoryNumbers[row * fieldCount + field] ?? 0
          if (number >= FIRST_CATEGORY) push(codesOfNumber[number - FIRST_CATEGORY])
          else if (number === LONG_CATEGORY) push(long[field])
          else if (number === NEW_CATEGORY) {
            push(codesOfNew[nextNew])
            nextNew += 1
          }
        }
        codeEnds[row] = words.length()
      }
      return { codes: words.take(), codeEnds }
    },
  }
}
