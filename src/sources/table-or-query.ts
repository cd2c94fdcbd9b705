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

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export interface MissingTable {
  readonly input: string
  readonly name: string
  /** Tables and views that there are. */
  readonly known: readonly string[]
  /** What to do when none of them has a similar name, in one sentence. @default name one of them */
  readonly otherwise?: string
}

const MOST_NAMED = 5

export function noTable({ input, name, known, otherwise }: MissingTable): LoradexError {
  const meant = nearestWord(name, known)
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  const some = known.slice(0, MOST_NAMED).join(', ')
  const names =
    some === '' ? 'Correct source.table.' : `Write the name of one, for example ${some}.`
  return new LoradexError('source.no-match', {
    message: `${input}: expected a table or view, saw none of that name${question}`,
    details: { pattern: name },
    hint: meant === undefined ? (otherwise ?? names) : `Write table: ${meant}.`,
  })
}
