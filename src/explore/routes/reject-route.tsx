import type { Hono } from 'hono'
import { explorePage } from '../pages/explore-page.js'
import { rejectFilter } from '../pages/reject-filter.js'
import { RejectPage } from '../pages/reject-page.js'
import {
  isFiltered,
  readRejectsQuery,
  rejectsAddress,
  type RejectsQuery,
} from '../pages/rejects-query.js'
import { rejectAddress } from '../pages/row-address.js'
import type { Site } from '../site.js'
import { recordOfReject, rejectDetails } from './reject-details.js'
import { rejectsRange } from './rejects-route.js'
import { rowRoute } from './row-route.js'

/** One reject: why, where, and the record. */
export function rejectRoute(site: Site): Hono {
  const { explorer } = site
  const { rejects, rejectFacts } = explorer

  return rowRoute<RejectsQuery>(explorer, {
    path: '/rejects/:number{[0-9]{1,15}}',
    rowOf(context) {
      const row = Number(context.req.param('number')) - 1
      return row >= 0 && row < rejects.total ? row : undefined
    },
    absence: () => `There is no reject of this number. There are ${rejects.total}.`,
    asked: readRejectsQuery,
    isFiltered,
    rangeOf: () => rejectsRange(explorer),
    filterOf: (query) => rejectFilter(query, rejectFacts),
    rowAddress: (row, query, part) => rejectAddress(row + 1, query, part),
    listAddress: rejectsAddress,
    async page(row, links) {
      const details = await rejectDetails(site, row)
      if (details === undefined) return undefined
      const main = <RejectPage {...details} {...links} number={row + 1} total={rejects.total} />
      return explorePage(explorer, { title: `Reject ${row + 1}`, at: 'rejects', main })
    },
    record: (row, mostBytes) => recordOfReject(site, row, mostBytes),
  })
}
