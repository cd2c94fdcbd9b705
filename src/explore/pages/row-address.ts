import type { SplitRows } from '../rows/sample-facts.js'
import { address } from './query.js'
import { rejectsParameters, type RejectsQuery } from './rejects-query.js'
import { samplesParameters, type SamplesQuery } from './samples-query.js'

/** A sample by its split and its number in it, counted from 1. */
export interface SampleName {
  readonly split: string
  readonly number: number
}

export function sampleName(splits: readonly SplitRows[], row: number): SampleName {
  const rows = splits.find(({ first, end }) => row >= first && row < end)
  return { split: rows?.split ?? '', number: row - (rows?.first ?? 0) + 1 }
}

/** Nothing when there is no such sample. */
export function sampleRow(
  splits: readonly SplitRows[],
  { split, number }: SampleName,
): number | undefined {
  const rows = splits.find((each) => each.split === split)
  if (rows === undefined || number < 1 || number > rows.end - rows.first) return undefined
  return rows.first + number - 1
}

/** With the query, the page leads on to what that would find. */
export function sampleAddress(
  { split, number }: SampleName,
  query?: SamplesQuery,
  part: RowPart = '',
): string {
  const path = `/samples/${encodeURIComponent(split)}/${number}${part}`
  return query === undefined ? path : address(path, samplesParameters(query))
}

export function rejectAddress(number: number, query?: RejectsQuery, part: RowPart = ''): string {
  const path = `/rejects/${number}${part}`
  return query === undefined ? path : address(path, rejectsParameters(query))
}

/** The line as text, the record that it came from, and the rows around it that are like the query. */
export type RowPart = '' | '/line' | '/record' | '/next' | '/previous'
