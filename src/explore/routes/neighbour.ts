import { findRows, findRowsBefore, type RowFilter } from '../rows/find-rows.js'
import { SEARCH_MS, type RowRange } from '../rows/list-rows.js'

export interface NeighbourOptions {
  readonly range: RowRange
  readonly filter: RowFilter
  readonly row: number
  readonly direction: 'next' | 'previous'
  readonly signal: AbortSignal
}

/** The nearest row that is like the filter, or how far was looked until there was no time left. */
export type Neighbour = { readonly row: number } | { readonly lookedTo: number }

export async function neighbour(options: NeighbourOptions): Promise<Neighbour> {
  const { range, filter, row, direction, signal } = options
  const { series, first, end } = range
  const limits = { limit: 1, deadline: performance.now() + SEARCH_MS, signal }
  const found =
    direction === 'next'
      ? await findRows(series, filter, { ...limits, from: row + 1, to: end })
      : await findRowsBefore(series, filter, { ...limits, from: first, to: row })
  const [nearest] = found.rows
  return nearest === undefined ? { lookedTo: found.next } : { row: nearest.row }
}
