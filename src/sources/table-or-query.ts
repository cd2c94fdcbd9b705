import { LoradexError } from '../kernel/error.js'
import { nearestWord } from '../kernel/nearest-word.js'

/** What to read from a database: a table or view by its name, or the rows of one query. */
export type TableOrQuery =
  | { readonly table: string; readonly query?: undefined }
  | { readonly query: string; readonly table?: undefined }

/** The query as it may stand between parentheses: a last comment must not swallow the closing one. */
export function subquery(query: string): string {
  return `(${query.replace(/[;\s]+$/u, '')}\n)`
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export interface MissingTable {
  readonly input: string
  readonly name: string
  /** Tables and views that there are. */
  readonly known: readonly string[]
  /** What to do when none of them has a similar name, in one sentence. @default check the recipe */
  readonly otherwise?: string
}

export function noTable({ input, name, known, otherwise }: MissingTable): LoradexError {
  const nearest = nearestWord(name, known)
  const hint = otherwise ?? 'Check source.table in the recipe.'
  return new LoradexError('source.no-match', {
    message: `${input}: expected a table or view "${name}", saw none of that name`,
    details: { pattern: name },
    hint:
      nearest === undefined ? hint : `Did you mean "${nearest}"? Check source.table in the recipe.`,
  })
}
