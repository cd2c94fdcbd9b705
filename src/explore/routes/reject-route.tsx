import { Hono, type Context } from 'hono'
import { explorePage } from '../pages/explore-page.js'
import { rejectFilter } from '../pages/reject-filter.js'
import { RejectPage } from '../pages/reject-page.js'
import { isFiltered, readRejectsQuery, rejectsAddress } from '../pages/rejects-query.js'
import { rejectAddress } from '../pages/row-address.js'
import { pageStart } from '../rows/list-rows.js'
import type { Site } from '../site.js'
import { notFound, notYet } from './failures.js'
import { neighbour } from './neighbour.js'
import { plainText, rowText } from './raw-text.js'
import { rejectDetails } from './reject-details.js'
import { rejectsRange } from './rejects-route.js'

/** One reject: why, where, and the record. */
export function rejectRoute(site: Site): Hono {
  const { explorer } = site
  const { rejects, rejectFacts } = explorer
  const range = rejectsRange(explorer)
  const at = '/rejects/:number{[0-9]{1,15}}'

  function rowOf(context: Context): number | undefined {
    const row = Number(context.req.param('number')) - 1
    return row >= 0 && row < rejects.total ? row : undefined
  }

  function missing(): Response {
    return notFound(explorer, `There is no reject of this number. There are ${rejects.total}.`)
  }

  function leadOn(context: Context, row: number) {
    const query = readRejectsQuery(context.req.query())
    const filtered = isFiltered(query)
    const link = (other: number, text: string, part: '/next' | '/previous') => {
      if (other < 0 || other >= rejects.total) return undefined
      const href = filtered ? rejectAddress(row + 1, query, part) : rejectAddress(other + 1, query)
      return { href, text: filtered ? `${text} match` : text }
    }
    return {
      number: row + 1,
      query,
      previous: link(row - 1, 'Previous', '/previous'),
      next: link(row + 1, 'Next', '/next'),
      list: rejectsAddress(query, { from: (filtered ? row : pageStart(range, row)) + 1 }),
    }
  }

  const route = new Hono()
    .get(at, async (context) => {
      const row = rowOf(context)
      if (row === undefined) return missing()
      const details = await rejectDetails(site, row)
      if (details === undefined) return notYet(explorer)
      const links = leadOn(context, row)
      const main = <RejectPage {...details} {...links} total={rejects.total} />
      return context.html(
        explorePage(explorer, { title: `Reject ${row + 1}`, at: 'rejects', main }),
      )
    })
    .get(`${at}/line`, (context) => {
      const row = rowOf(context)
      return row === undefined ? missing() : rowText(context, rejects, row)
    })
    .get(`${at}/record`, async (context) => {
      const row = rowOf(context)
      const details = row === undefined ? undefined : await rejectDetails(site, row)
      if (details?.record === undefined || 'absent' in details.record) {
        return notFound(explorer, 'The record cannot be read.')
      }
      return plainText(context, details.record.bytes)
    })
  for (const direction of ['next', 'previous'] as const) {
    route.get(`${at}/${direction}`, async (context) => {
      const row = rowOf(context)
      if (row === undefined) return missing()
      const { query } = leadOn(context, row)
      const filter = rejectFilter(query, rejectFacts)
      const { signal } = context.req.raw
      const found = await neighbour({ range, filter, row, direction, signal })
      if ('row' in found) return context.redirect(rejectAddress(found.row + 1, query))
      const number = found.lookedTo + 1
      const place = direction === 'next' ? { from: number } : { before: number }
      return context.redirect(rejectsAddress(query, place))
    })
  }
  return route
}
