import { Hono, type Context } from 'hono'
import { MAX_RECORD_BYTES } from '../../sources/limits.js'
import type { Explorer } from '../open-explorer.js'
import type { SourceRecord } from '../origins/source-record.js'
import type { PagerLink } from '../pages/list-parts.js'
import type { Query } from '../pages/query.js'
import type { RowPart } from '../pages/row-address.js'
import type { Place } from '../pages/samples-query.js'
import type { RowFilter } from '../rows/find-rows.js'
import { pageStart, type RowRange } from '../rows/list-rows.js'
import { notFound, notYet } from './failures.js'
import { neighbour } from './neighbour.js'
import { plainText, rowText } from './raw-text.js'

/** What tells samples from rejects, where rows have pages of their own. */
export interface RowKind<Asked> {
  /** With parameters for what `rowOf` reads. */
  readonly path: string
  /** The row that the address names. */
  rowOf(context: Context): number | undefined
  /** Why there may be none. */
  absence(): string
  /** What the list that one came from was asked for. */
  asked(query: Query): Asked
  isFiltered(asked: Asked): boolean
  rangeOf(asked: Asked): RowRange
  filterOf(asked: Asked): RowFilter
  rowAddress(row: number, asked: Asked, part?: RowPart): string
  listAddress(asked: Asked, place: Place): string
  /** Nothing while the row has not been read. */
  page(row: number, links: RowLinks<Asked>): Promise<string | undefined>
  record(row: number, mostBytes: number): Promise<SourceRecord | undefined>
}

/** Where the page of a row leads. */
interface RowLinks<Asked> {
  readonly query: Asked
  /** Address of the list that the row is in. */
  readonly list: string
  readonly previous: PagerLink | undefined
  readonly next: PagerLink | undefined
}

/** The page of a row, its line and record as text, and the ways to the rows around it. */
export function rowRoute<Asked>(explorer: Explorer, kind: RowKind<Asked>): Hono {
  const { path } = kind
  const app = new Hono()

  function get(part: RowPart, answer: (row: number, context: Context) => Promise<Response>): void {
    app.get(`${path}${part}`, async (context) => {
      const row = kind.rowOf(context)
      return row === undefined ? notFound(explorer, kind.absence()) : answer(row, context)
    })
  }

  get('', async (row, context) => {
    const page = await kind.page(row, linksOf(kind, kind.asked(context.req.query()), row))
    return page === undefined ? notYet(explorer) : context.html(page)
  })
  get('/line', async (row, context) => {
    const { series } = kind.rangeOf(kind.asked({}))
    return row < series.known() ? rowText(context, series, row) : notYet(explorer)
  })
  get('/record', async (row, context) => {
    const record = await kind.record(row, MAX_RECORD_BYTES)
    return record === undefined || 'absent' in record
      ? notFound(explorer, 'The record cannot be read.')
      : plainText(context, record.bytes)
  })
  for (const direction of ['next', 'previous'] as const) {
    get(`/${direction}`, async (row, context) => {
      const asked = kind.asked(context.req.query())
      const range = kind.rangeOf(asked)
      const filter = kind.filterOf(asked)
      const { signal } = context.req.raw
      const found = await neighbour({ range, filter, row, direction, signal })
      if ('row' in found) return context.redirect(kind.rowAddress(found.row, asked))
      const number = found.lookedTo - range.first + 1
      const place = direction === 'next' ? { from: number } : { before: number }
      return context.redirect(kind.listAddress(asked, place))
    })
  }
  return app
}

function linksOf<Asked>(kind: RowKind<Asked>, query: Asked, row: number): RowLinks<Asked> {
  const range = kind.rangeOf(query)
  const isFiltered = kind.isFiltered(query)
  // The list begins with the row where nobody can say on which page it is.
  const start = isFiltered ? row : pageStart(range, row)

  function link(other: number, text: string, part: RowPart): PagerLink | undefined {
    if (other < range.first || other >= range.end) return undefined
    return isFiltered
      ? { href: kind.rowAddress(row, query, part), text: `${text} match` }
      : { href: kind.rowAddress(other, query), text }
  }

  return {
    query,
    list: kind.listAddress(query, { from: start - range.first + 1 }),
    previous: link(row - 1, 'Previous', '/previous'),
    next: link(row + 1, 'Next', '/next'),
  }
}
