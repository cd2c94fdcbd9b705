import type { DropCode } from '../records/verdict.js'
import type { Stage } from './stage.js'

/** What regexes and grammars say in place of a keyword of JSON Schema, and the reason it makes. */
export const textKeywords: ReadonlyMap<string, DropCode> = new Map([
  ['regex', 'regex-mismatch'],
  ['grammar', 'grammar-mismatch'],
  ['undecided', 'constraint-undecided'],
])

/** Drops samples whose produced text does not match the regex or grammar of the recipe, `rule`. */
export function textMismatch(rule: string): Stage {
  return {
    id: 'text-mismatch',
    judge({ schemaErrors = [] }) {
      for (const { keyword, message } of schemaErrors) {
        const code = textKeywords.get(keyword)
        if (code !== undefined) return { code, rule, observed: 1, allowed: 0, errors: [message] }
      }
      return undefined
    },
  }
}
