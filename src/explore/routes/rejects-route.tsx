import { Hono } from 'hono'
import { explorePage } from '../pages/explore-page.js'
import { excerptAt } from '../pages/listed-sample.js'
import type { Query } from '../pages/query.js'
import { rejectFilter } from '../pages/reject-filter.js'
import { RejectsPage, type ListedReject } from '../pages/rejects-page.js'
import { readRejectsQuery } from '../pages/rejects-query.js'
import type { FoundRow } from '../rows/find-rows.js'
import { listRows, type RowRange } from '../rows/list-rows.js'
import type { Site } from '../site.js'
import { placeIn } from './samples-route.js'

/** Rejects with the record in them may be long; what a list shows of them comes first. */
const HEAD_BYTES = 64 * 1024

/** Lists of rejects. */
export function rejectsRoute({ explorer }: Site): Hono {
  const { rejects, rejectFacts } = explorer

  async function listed(
    found: readonly FoundRow[],
    isSearch: boolean,
  ): Promise<readonly ListedReject[]> {
    const rows = await rejects.read(
      found.map(({ row }) => row),
      HEAD_BYTES,
    )
    const places = new Map(found.map(({ row, at }) => [row, at]))
    return Promise.all(
      rows.map(async (row) => ({
        row,
        excerpt: isSearch ? await excerptAt(rejects, row.row, places.get(row.row) ?? 0) : undefined,
      })),
    )
  }

  return new Hono().get('/rejects', async (context) => {
    const given: Query = context.req.query()
    const query = readRejectsQuery(given)
    const range = rejectsRange(explorer)
    const page = await listRows({
      range,
      filter: rejectFilter(query, rejectFacts),
      ...placeIn(given, range),
      signal: context.req.raw.signal,
    })
    const rows = await listed(page.rows, query.q !== '')
    const main = <RejectsPage {...{ explorer, query, range, page, rows }} />
    return context.html(explorePage(explorer, { title: 'Rejects', at: 'rejects', main }))
  })
}

export function rejectsRange({ rejects: series }: Site['explorer']): RowRange {
  return { series, first: 0, end: series.total }
}
