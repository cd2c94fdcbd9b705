import type { RowBatch, RowSeries } from './row-series.js'
import type { TextFinder } from './text-finder.js'

/** What is read at a time; others get their turn in between. */
const BATCH_BYTES = 1024 * 1024

/** What a row must be like; what is absent does not count. */
export interface RowFilter {
  /** By what is known of the row without reading it. */
  readonly accepts?: (row: number) => boolean
  readonly finder?: TextFinder
  /** By its line. */
  readonly matches?: (line: Buffer) => boolean
}

export interface FindOptions {
  /** First row to look at. */
  readonly from: number
  /** Most rows to find. */
  readonly limit: number
  /** When to stop looking, in the time of `performance.now`. */
  readonly deadline: number
  readonly signal?: AbortSignal | undefined
}

export interface Found {
  readonly rows: readonly FoundRow[]
  /** The first row that was not looked at: at `known` the end has come, at least for now. */
  readonly next: number
}

export interface FoundRow {
  readonly row: number
  /** Byte of the line where the text was found; 0 where none was looked for. */
  readonly at: number
}

/** Goes through the rows until there are enough, the time is over or no more are known. */
export async function findRows(
  series: RowSeries,
  filter: RowFilter,
  options: FindOptions,
): Promise<Found> {
  const rows: FoundRow[] = []
  let next = options.from
  for (;;) {
    next = nextAccepted(series, filter, next)
    if (next >= series.known() || rows.length >= options.limit) return { rows, next }
    if (filter.finder === undefined && filter.matches === undefined) {
      rows.push({ row: next, at: 0 })
      next += 1
      continue
    }
    options.signal?.throwIfAborted()
    if (performance.now() > options.deadline) return { rows, next }
    const batch = await series.batch(next, BATCH_BYTES)
    if (batch === undefined) return { rows, next }
    next = searchBatch(batch, filter, { rows, limit: options.limit })
  }
}

function nextAccepted(series: RowSeries, { accepts }: RowFilter, from: number): number {
  if (accepts === undefined) return from
  const known = series.known()
  let row = from
  while (row < known && !accepts(row)) row += 1
  return row
}

interface Gathered {
  readonly rows: FoundRow[]
  readonly limit: number
}

/** Returns the first row that was not looked at. */
function searchBatch(batch: RowBatch, filter: RowFilter, { rows, limit }: Gathered): number {
  const { accepts, matches } = filter
  for (const { index, start, end, at } of candidates(batch, filter.finder)) {
    const row = batch.first + index
    if (accepts && !accepts(row)) continue
    if (matches && !matches(batch.bytes.subarray(start, end))) continue
    rows.push({ row, at })
    if (rows.length === limit) return row + 1
  }
  return batch.first + batch.ends.length
}

interface Candidate {
  /** Of the line in the batch. */
  readonly index: number
  readonly start: number
  readonly end: number
  /** Where in the line the text is. */
  readonly at: number
}

/** The lines that hold the text; all of them when there is none to look for. */
function* candidates(
  { bytes, ends }: RowBatch,
  finder: TextFinder | undefined,
): Generator<Candidate, void, undefined> {
  const next = finder?.within(bytes)
  let start = 0
  for (let index = 0; index < ends.length; index += 1) {
    const place = next === undefined ? start : next(start)
    if (place === -1) return
    while ((ends[index] ?? Infinity) <= place) {
      start = ends[index] ?? 0
      index += 1
    }
    const end = ends[index] ?? bytes.length
    yield { index, start, end, at: place - start }
    start = end
  }
}

/** How many of the known rows the filter accepts without reading them. */
export function countAccepted(series: RowSeries, accepts: (row: number) => boolean): number {
  const known = series.known()
  let count = 0
  for (let row = 0; row < known; row += 1) if (accepts(row)) count += 1
  return count
}

/** Where the page before `from` begins: `limit` accepted rows earlier, or 0. */
export function pageBefore(
  from: number,
  limit: number,
  accepts: (row: number) => boolean = () => true,
): number {
  let row = from
  for (let left = limit; row > 0 && left > 0;) {
    row -= 1
    if (accepts(row)) left -= 1
  }
  return row
}
