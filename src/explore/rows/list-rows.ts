import {
  countAccepted,
  findRows,
  findRowsBefore,
  type FoundRow,
  type RowFilter,
} from './find-rows.js'
import type { RowSeries } from './row-series.js'

export const ROWS_A_PAGE = 50

/** A page with what was found so far comes after this time. */
export const SEARCH_MS = 700

/** Part of a series, such as a split. */
export interface RowRange {
  readonly series: RowSeries
  readonly first: number
  /** One past the last. */
  readonly end: number
}

/** Where the page of an unfiltered list begins that shows the row. */
export function pageStart({ first }: RowRange, row: number): number {
  return row - ((row - first) % ROWS_A_PAGE)
}

export interface ListOptions {
  readonly range: RowRange
  readonly filter: RowFilter
  /** First row to look at. */
  readonly from: number
  /** Instead of that: the rows that come last before this one. */
  readonly before?: number | undefined
  readonly signal: AbortSignal
}

/** One page of a list. */
export interface ListPage {
  readonly rows: readonly FoundRow[]
  /** How many rows there are; absent where only reading them all would tell. */
  readonly total?: number
  /** How many of them come before this page. */
  readonly before?: number
  /** The rows that were looked at, one past the last. */
  readonly lookedFrom: number
  readonly lookedTo: number
  /** Where the next page begins, or where the search goes on. */
  readonly next?: number
  /** Whether all rows are known by now. */
  readonly isComplete: boolean
  /** Whether there is anything to look at before this page. */
  readonly hasEarlier: boolean
}

type LookedAt = Omit<ListPage, 'isComplete'>

export async function listRows(options: ListOptions): Promise<ListPage> {
  const { range, filter } = options
  const isSearch = filter.finder !== undefined || filter.matches !== undefined
  const page = await (isSearch ? search(options) : listAccepted(range, filter, options))
  return { ...page, isComplete: range.series.known() >= range.end }
}

async function search({ range, filter, from, before, signal }: ListOptions): Promise<LookedAt> {
  const { series, first, end } = range
  const deadline = performance.now() + SEARCH_MS
  const options = { limit: ROWS_A_PAGE, deadline, signal }
  if (before !== undefined) {
    const found = await findRowsBefore(series, filter, { ...options, from: first, to: before })
    return {
      rows: found.rows,
      lookedFrom: found.next,
      lookedTo: before,
      next: before,
      hasEarlier: found.next > first,
    }
  }
  const { rows, next } = await findRows(series, filter, { ...options, from, to: end })
  return {
    rows,
    lookedFrom: from,
    lookedTo: next,
    ...(next < end && { next }),
    hasEarlier: from > first,
  }
}

async function listAccepted(
  { series, first, end }: RowRange,
  filter: RowFilter,
  { from, before, signal }: ListOptions,
): Promise<LookedAt> {
  const options = { limit: ROWS_A_PAGE, deadline: Infinity, signal }
  const known = Math.min(end, series.known())
  const start =
    before === undefined
      ? from
      : (await findRowsBefore(series, filter, { ...options, from: first, to: before })).next
  const { rows, next } = await findRows(series, filter, { ...options, from: start, to: end })
  return {
    rows,
    total: countAccepted(filter, first, known),
    before: countAccepted(filter, first, Math.min(start, known)),
    lookedFrom: start,
    lookedTo: next,
    ...(next < known && { next }),
    hasEarlier: start > first,
  }
}
