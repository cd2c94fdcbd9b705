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
  /** One past the last; what is not known yet is not looked at. */
  readonly to: number
  /** Most rows to find. */
  readonly limit: number
  /** When to stop looking, in the time of `performance.now`. */
  readonly deadline: number
  readonly signal?: AbortSignal | undefined
}

export interface Found {
  readonly rows: readonly FoundRow[]
  /** The first row that was not looked at. */
  readonly next: number
}

export interface FoundRow {
  readonly row: number
  /** Byte of the line where the text was found; 0 where none was looked for. */
  readonly at: number
}

/** Goes through the rows until there are enough, the time is over or no more are there. */
export async function findRows(
  series: RowSeries,
  filter: RowFilter,
  options: FindOptions,
): Promise<Found> {
  const rows: FoundRow[] = []
  let next = options.from
  for (;;) {
    const to = Math.min(options.to, series.known())
    next = nextAccepted(filter, next, to)
    if (next >= to || rows.length >= options.limit) return { rows, next }
    if (filter.finder === undefined && filter.matches === undefined) {
      rows.push({ row: next, at: 0 })
      next += 1
      continue
    }
    options.signal?.throwIfAborted()
    if (performance.now() > options.deadline) return { rows, next }
    const batch = await series.batch(next, BATCH_BYTES)
    if (batch === undefined) return { rows, next }
    next = Math.min(searchBatch(batch, filter, { rows, limit: options.limit, to }), to)
  }
}

function nextAccepted({ accepts }: RowFilter, from: number, to: number): number {
  if (accepts === undefined) return from
  let row = from
  while (row < to && !accepts(row)) row += 1
  return row
}

interface Gathered {
  readonly rows: FoundRow[]
  readonly limit: number
  readonly to: number
}

/** Returns the first row that was not looked at. */
function searchBatch(batch: RowBatch, filter: RowFilter, { rows, limit, to }: Gathered): number {
  const { accepts, matches } = filter
  for (const { index, start, end, at } of candidates(batch, filter.finder)) {
    const row = batch.first + index
    if (row >= to) return row
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

/** Rows to look at backwards, at first and then at a time. */
const FIRST_STEP = 500
const LONGEST_STEP = 100_000

/** The last rows before `to`, in their order; `next` is the first row that was looked at. */
export async function findRowsBefore(
  series: RowSeries,
  filter: RowFilter,
  options: FindOptions,
): Promise<Found> {
  const { from, limit, deadline } = options
  let rows: readonly FoundRow[] = []
  let to = Math.min(options.to, series.known())
  for (
    let step = FIRST_STEP;
    to > from && rows.length < limit;
    step = Math.min(2 * step, LONGEST_STEP)
  ) {
    if (performance.now() > deadline) break
    const first = Math.max(from, to - step)
    // A step that is begun is finished: of half of one, nothing could be said.
    const found = await findRows(series, filter, {
      ...options,
      from: first,
      to,
      limit: Infinity,
      deadline: Infinity,
    })
    rows = [...found.rows, ...rows]
    to = first
  }
  const kept = rows.slice(-limit)
  return { rows: kept, next: rows.length > limit ? (kept[0]?.row ?? to) : to }
}

/** How many rows of the range the filter accepts without reading them. */
export function countAccepted({ accepts }: RowFilter, from: number, to: number): number {
  if (accepts === undefined) return Math.max(0, to - from)
  let count = 0
  for (let row = from; row < to; row += 1) if (accepts(row)) count += 1
  return count
}
