import { Hono, type Context } from 'hono'
import { explorePage } from '../pages/explore-page.js'
import { visibleString } from '../../ui/visible-parts.js'
import { RECORD_BYTES } from '../pages/record-view.js'
import { sampleAddress, sampleName, sampleRow } from '../pages/row-address.js'
import { sampleFilter } from '../pages/sample-filter.js'
import { SamplePage } from '../pages/sample-page.js'
import { isFiltered, readSamplesQuery, samplesAddress } from '../pages/samples-query.js'
import { pageStart } from '../rows/list-rows.js'
import type { Site } from '../site.js'
import { notFound, notYet } from './failures.js'
import { neighbour } from './neighbour.js'
import { plainText, rowText } from './raw-text.js'
import { recordOf, sampleDetails } from './sample-details.js'
import { samplesRange, splitNames } from './samples-route.js'

/** One sample: for reading, as it is, and what it came from. */
export function sampleRoute(site: Site): Hono {
  const { explorer, schema } = site
  const { samples, splits } = explorer
  const at = '/samples/:split/:number{[0-9]{1,15}}'

  function rowOf(context: Context): number | undefined {
    const split = context.req.param('split') ?? ''
    return sampleRow(splits, { split, number: Number(context.req.param('number')) })
  }

  function missing(): Response {
    const total = splits.map(({ split, first, end }) => `${split} has ${end - first}`).join(', ')
    return notFound(explorer, `There is no sample of this number. ${total}.`)
  }

  function leadOn(context: Context, row: number) {
    const query = readSamplesQuery(context.req.query(), splitNames(explorer))
    const range = samplesRange(explorer, query)
    const name = sampleName(splits, row)
    const link = (other: number, text: string, part: '/next' | '/previous') => {
      if (other < range.first || other >= range.end) return undefined
      const href = isFiltered(query)
        ? sampleAddress(name, query, part)
        : sampleAddress(sampleName(splits, other), query)
      return { href, text: isFiltered(query) ? `${text} match` : text }
    }
    const start = isFiltered(query) ? row : pageStart(range, row)
    return {
      name,
      query,
      range,
      previous: link(row - 1, 'Previous', '/previous'),
      next: link(row + 1, 'Next', '/next'),
      list: samplesAddress(query, { from: start - range.first + 1 }),
    }
  }

  const route = new Hono()
    .get(at, async (context) => {
      const row = rowOf(context)
      if (row === undefined) return missing()
      const details = await sampleDetails(site, row)
      if (details === undefined) return notYet(explorer)
      const links = leadOn(context, row)
      const rows = splits.find(({ split }) => split === links.name.split)
      const total = rows === undefined ? 0 : rows.end - rows.first
      const title = `${visibleString(links.name.split, 24)} ${links.name.number}`
      const main = <SamplePage {...details} {...links} total={total} />
      return context.html(explorePage(explorer, { title, at: 'samples', main }))
    })
    .get(`${at}/line`, (context) => {
      const row = rowOf(context)
      return row === undefined ? missing() : rowText(context, samples, row)
    })
    .get(`${at}/record`, async (context) => {
      const row = rowOf(context)
      if (row === undefined) return missing()
      const record = await recordOf(site, await site.origins.originOf(row), RECORD_BYTES)
      if (record === undefined || 'absent' in record)
        return notFound(explorer, 'The record cannot be read.')
      return plainText(context, record.bytes)
    })
  for (const direction of ['next', 'previous'] as const) {
    route.get(`${at}/${direction}`, async (context) => {
      const row = rowOf(context)
      if (row === undefined) return missing()
      const { range, query } = leadOn(context, row)
      const filter = sampleFilter(query, explorer, schema)
      const found = await neighbour({
        range,
        filter,
        row,
        direction,
        signal: context.req.raw.signal,
      })
      if ('row' in found)
        return context.redirect(sampleAddress(sampleName(splits, found.row), query))
      const number = found.lookedTo - range.first + 1
      const place = direction === 'next' ? { from: number } : { before: number }
      return context.redirect(samplesAddress(query, place))
    })
  }
  return route
}
