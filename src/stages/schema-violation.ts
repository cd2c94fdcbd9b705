import type { Stage } from './stage.js'
import { textKeywords } from './text-mismatch.js'

/** Lines kept of one sample's errors; `observed` still counts all. */
const SHOWN_ERRORS = 20

/** Drops samples that the recipe's schema finds something wrong with. */
export function schemaViolation(): Stage {
  return {
    id: 'schema-violation',
    judge({ schemaErrors: errors = [] }) {
      if (errors.length === 0) return undefined
      const schemaErrors = errors.filter(({ keyword }) => !textKeywords.has(keyword))
      if (schemaErrors.length === 0) return undefined
      return {
        code: 'schema-violation',
        rule: 'structured_gen.json_schema',
        observed: schemaErrors.length,
        allowed: 0,
        errors: schemaErrors.slice(0, SHOWN_ERRORS).map(({ message }) => message),
      }
    },
  }
}
