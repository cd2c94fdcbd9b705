import type { VNode } from 'preact'
import { countOf, formatCount } from '../../ui/format-number.js'
import { ROWS_A_PAGE, type ListPage, type RowRange } from '../rows/list-rows.js'
import type { Place } from './samples-query.js'

export interface ResultLineProps {
  readonly page: ListPage
  readonly range: RowRange
  /** What a row is called. */
  readonly one: string
  /** Whether any filter is on. */
  readonly isFiltered: boolean
  /** Address of the list without filters. */
  readonly clear: string
}

/** What the list shows, of how many. */
export function ResultLine(props: ResultLineProps): VNode {
  const { page, isFiltered, clear } = props
  const text = page.total === undefined ? searchResult(props) : listResult(props, page.total)
  return (
    <p class="result" role="status">
      {text} {isFiltered && <a href={clear}>Clear the filters</a>}
    </p>
  )
}

function searchResult({ page, range, one }: ResultLineProps): string {
  const { rows, lookedFrom, lookedTo, next } = page
  const all = range.end - range.first
  const found = rows.length === 0 ? 'No match' : countOf(rows.length, 'match', 'matches')
  if (lookedFrom === range.first && lookedTo === range.end) {
    return `${found} in ${countOf(all, one)}.`
  }
  const looked = `${formatCount(lookedFrom - range.first + 1)} to ${formatCount(lookedTo - range.first)}`
  const rest = next === undefined || next >= range.end ? '' : ' The rest has not been searched yet.'
  return `${found} in ${one}s ${looked} of ${formatCount(all)}.${rest}`
}

function listResult({ page, range, one, isFiltered }: ResultLineProps, total: number): string {
  const { rows, before = 0, lookedFrom } = page
  const all = countOf(range.end - range.first, one)
  if (total === 0) return isFiltered ? `None of ${all} is like this.` : `There are no ${one}s.`
  if (rows.length === 0) {
    const isKnown = page.isComplete || lookedFrom >= range.end
    return isKnown ? `There are only ${countOf(total, one)}.` : 'These rows have not been read yet.'
  }
  const shown = `${formatCount(before + 1)} to ${formatCount(before + rows.length)}`
  return isFiltered ? `${shown} of ${formatCount(total)}, out of ${all}.` : `${shown} of ${all}.`
}

export interface ListPagerProps {
  readonly page: ListPage
  readonly range: RowRange
  addressOf(place: Place): string
}

/** Links to the pages around this one. */
export function ListPager({ page, range, addressOf }: ListPagerProps): VNode {
  const { rows, total, next, hasEarlier, lookedFrom } = page
  const numberOf = (row: number): number => row - range.first + 1
  const isUnfinished = total === undefined && rows.length < ROWS_A_PAGE
  return (
    <Pager
      label="Pages"
      previous={
        hasEarlier
          ? { href: addressOf({ before: numberOf(lookedFrom) }), text: 'Previous' }
          : undefined
      }
      next={
        next === undefined
          ? undefined
          : { href: addressOf({ from: numberOf(next) }), text: isUnfinished ? 'Search on' : 'Next' }
      }
    />
  )
}

export interface PagerProps {
  readonly label: string
  readonly previous?: PagerLink | undefined
  readonly next?: PagerLink | undefined
}

export interface PagerLink {
  readonly href: string
  readonly text: string
}

export function Pager({ label, previous, next }: PagerProps): VNode {
  return (
    <nav class="pager" aria-label={label}>
      {previous && (
        <a rel="prev" href={previous.href}>
          <span aria-hidden="true">←</span> {previous.text}
        </a>
      )}
      {next && (
        <a rel="next" href={next.href}>
          {next.text} <span aria-hidden="true">→</span>
        </a>
      )}
    </nav>
  )
}
