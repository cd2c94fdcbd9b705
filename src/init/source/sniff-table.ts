import type { FileKind } from './file-kind.js'
import { parseRows } from './parse-rows.js'

const DELIMITERS = [',', '\t', ';', '|']

/** Rows that must agree. */
const ROWS = 50

/**
 * The delimiter and the header of a table, from its first rows. Nothing when no delimiter cuts the
 * rows into the same number of fields, at least two; a file called `.csv` or `.tsv` may have one column.
 */
export function sniffTable(text: string, input: string): FileKind | undefined {
  const guesses = DELIMITERS.map((delimiter) => guessOf(text, delimiter))
    .filter(({ rows }) => isTable(rows))
    .toSorted((left, right) => widthOf(right) - widthOf(left))
  const [best = namedTable(text, input)] = guesses
  if (best === undefined) return undefined
  const { delimiter, rows } = best
  const columns = hasHeader(rows) ? undefined : rows[0]?.map((_, index) => `column_${index + 1}`)
  return { ...typeOf(delimiter), ...(columns && { columns }) }
}

interface Guess {
  readonly delimiter: string
  readonly rows: readonly (readonly string[])[]
}

function guessOf(text: string, delimiter: string): Guess {
  return { delimiter, rows: parseRows(text, delimiter, ROWS) }
}

function widthOf({ rows }: Guess): number {
  return rows[0]?.length ?? 0
}

/** One column, by the name of the file. */
function namedTable(text: string, input: string): Guess | undefined {
  const [, extension] = /\.(csv|tsv|tab)\b/iu.exec(input) ?? []
  return extension === undefined
    ? undefined
    : guessOf(text, extension.toLowerCase() === 'csv' ? ',' : '\t')
}

function typeOf(delimiter: string): FileKind {
  if (delimiter === '\t') return { type: 'tsv' }
  return { type: 'csv', ...(delimiter !== ',' && { delimiter }) }
}

function isTable([header = [], ...rows]: readonly (readonly string[])[]): boolean {
  if (header.length < 2) return false
  return rows.length > 0
    ? rows.filter((row) => row.length === header.length).length >= 0.9 * rows.length
    : header.every((name) => name.length <= LONGEST_NAME && !/\s{2}|[.!?]$/u.test(name))
}

/** A heading is no sentence. */
const LONGEST_NAME = 64

/**
 * Names are short; and where a column holds numbers, its name is none. Two columns of one name are a
 * header all the same: reading the file says what is wrong with it.
 */
function hasHeader([header = [], ...rows]: readonly (readonly string[])[]): boolean {
  if (header.some((name) => name.length > LONGEST_NAME)) return false
  const numeric = header.filter(
    (_, index) => rows.length > 0 && rows.every((row) => isNumber(row[index])),
  )
  return numeric.length === 0 || numeric.some((name) => !isNumber(name))
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\s*[-+]?[\d.,]+%?\s*$/u.test(text)
}
