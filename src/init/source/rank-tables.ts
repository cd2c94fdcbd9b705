import type { TableFacts } from '../../sources/table-facts.js'
import { roleFit } from '../columns/name-roles.js'
import type { Role } from '../columns/role-words.data.js'
import { counted, listed } from '../propose/counted.js'

export interface RankedTable {
  readonly table: TableFacts
  /** Why it comes where it comes: `3,503 rows, text in Name and Composer`. */
  readonly reason: string
}

/** Pairs of columns that make samples of their own accord. */
const pairs: readonly (readonly [Role, Role])[] = [
  ['chosen', 'rejected'],
  ['instruction', 'output'],
  ['prompt', 'output'],
  ['user', 'assistant'],
  ['input', 'output'],
  ['text', 'label'],
]

/** The most promising table first: columns named as samples need them, then much text in many rows. */
export function rankTables(tables: readonly TableFacts[]): readonly RankedTable[] {
  return tables
    .map((table) => ({ table, ...judge(table) }))
    .toSorted((left, right) => right.score - left.score)
    .map(({ table, reason }) => ({ table, reason }))
}

/** A view says nothing of its rows; it was made for somebody to look at. */
const ROWS_OF_VIEW = 100

function judge(table: TableFacts): { readonly score: number; readonly reason: string } {
  const { rows = ROWS_OF_VIEW, columns } = table
  const texts = columns.filter(({ type }) => isTextType(type)).map(({ name }) => name)
  const pair = pairOf(table)
  const size = Math.log10(1 + Math.max(0, rows))
  const more = table.hasMoreRows ? 'more than ' : ''
  const facts = table.rows === undefined ? 'a view' : `${more}${counted(table.rows, 'row')}`
  if (pair) return { score: 100 * pair.fit + size, reason: `${facts}, columns ${pair.names}` }
  if (texts.length === 0) return { score: size / 100, reason: `${facts}, no column of text` }
  return {
    score: 2 * size + 0.5 * Math.min(3, texts.length),
    reason: `${facts}, text in ${some(texts)}`,
  }
}

function pairOf({ columns, rows }: TableFacts) {
  if (rows === 0) return undefined
  const best = (role: Role) =>
    columns
      .map(({ name }) => ({ name, fit: roleFit(name, role) }))
      .toSorted((left, right) => right.fit - left.fit)[0]
  const messages = best('messages')
  const found = pairs.flatMap(([asked, answered]) => {
    const [one, other] = [best(asked), best(answered)]
    if (!one || !other || one.name === other.name || one.fit * other.fit === 0) return []
    return [{ fit: Math.min(one.fit, other.fit), names: listed([one.name, other.name]) }]
  })
  if (messages && messages.fit === 1) found.push({ fit: 1, names: messages.name })
  return found.toSorted((left, right) => right.fit - left.fit)[0]
}

/** Types of SQLite, Postgres and DuckDB; what is declared as nothing may well be text. */
function isTextType(type: string): boolean {
  return type === '' || /char|text|clob|string|json/iu.test(type)
}

/** More names than this do not fit on a line. */
const MOST_NAMES = 4

function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return listed([...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])])
}
