import { nearestWord } from '../kernel/nearest-word.js'
import { queryRefused } from './query-refused.js'
import type { KeyRange, RowSum, SourcePart } from './source.js'

/** A column by which a database tells which rows are new. */
export interface GrowingColumn {
  readonly column: string
  /** It holds when a row was changed: rows that are no longer what they were come again. */
  readonly isOfChange: boolean
}

/** What is asked of the rows before any is read. */
export interface KeyFacts {
  readonly rows: number
  /** Rows with a value. */
  readonly keyed: number
  /** The greatest value. */
  readonly greatest: string | undefined
  /** Over all rows. */
  readonly digest: string
  /** Of the rows up to where an earlier export ended. */
  readonly earlier: RowSum
}

interface Place {
  readonly input: string
  readonly column: string
}

/** @throws `source.query-refused` unless there is the column. */
export function checkColumn({ input, column }: Place, columns: readonly string[]): void {
  if (columns.includes(column)) return
  const meant = nearestWord(column, columns)
  throw queryRefused({
    input,
    problem: `expected the column of source.append_by, saw none called ${column}`,
    hint: meant === undefined ? 'Name a column that only grows.' : `Write append_by: ${meant}.`,
  })
}

/** @throws `source.query-refused` unless every row has a value: the others would be left out. */
export function checkKeyed({ input, column }: Place, { rows, keyed }: KeyFacts): void {
  if (rows === keyed) return
  throw queryRefused({
    input,
    problem: `expected a value of ${column} in each row, saw ${rows - keyed} of ${rows} without`,
    hint: 'Name another column in source.append_by, or leave those rows out with source.query.',
  })
}

/** The rows behind those of an earlier export. */
export function keyRange({ greatest }: KeyFacts, before: KeyRange | undefined): KeyRange {
  const { upTo: after } = before ?? {}
  const upTo = greatest ?? after
  return { ...(after !== undefined && { after }), ...(upTo !== undefined && { upTo }) }
}

/** Parts of a copy of the rows of the range, with what an append to them will ask about. */
export function copiedRows(
  parts: readonly SourcePart[],
  { facts, growingBy, range }: CopiedRows,
): readonly SourcePart[] {
  const { rows, digest } = facts
  const keys = { ...range, ...(!growingBy.isOfChange && { sum: { rows, digest } }) }
  return parts.map((part) => ({ ...part, keys }))
}

interface CopiedRows {
  readonly facts: KeyFacts
  readonly growingBy: GrowingColumn
  readonly range: KeyRange
}

/** What has become of the rows that an earlier export has read. */
export function changedRows(
  input: string,
  before: KeyRange | undefined,
  { earlier }: KeyFacts,
): readonly string[] {
  const was = before?.sum
  if (!was) return []
  if (was.rows !== earlier.rows) {
    return [
      `${input}: ${earlier.rows} rows up to ${before?.upTo ?? 'there'} in place of ${was.rows}`,
    ]
  }
  return was.digest === earlier.digest ? [] : [`${input}: rows other than they were`]
}

/** Rows behind the last one of an earlier export. */
export function newRows({ rows, earlier }: KeyFacts): number {
  return rows - earlier.rows
}

/** Where an earlier export has come to: all parts of one copy say the same. */
export function lastKeys(before: readonly SourcePart[]): KeyRange | undefined {
  return before.at(-1)?.keys
}
