import type { Hono } from 'hono'
import { visibleString } from '../../ui/visible-parts.js'
import { explorePage } from '../pages/explore-page.js'
import { sampleAddress, sampleName, sampleRow } from '../pages/row-address.js'
import { sampleFilter } from '../pages/sample-filter.js'
import { SamplePage } from '../pages/sample-page.js'
import {
  isFiltered,
  readSamplesQuery,
  samplesAddress,
  type SamplesQuery,
} from '../pages/samples-query.js'
import type { Site } from '../site.js'
import { rowRoute } from './row-route.js'
import { recordOf, sampleDetails } from './sample-details.js'
import { samplesRange, splitNames } from './samples-route.js'

/** One sample: for reading, as it is, and what it came from. */
export function sampleRoute(site: Site): Hono {
  const { explorer, origins, schema } = site
  const { splits } = explorer

  return rowRoute<SamplesQuery>(explorer, {
    path: '/samples/:split/:number{[0-9]{1,15}}',
    rowOf(context) {
      const split = context.req.param('split') ?? ''
      return sampleRow(splits, { split, number: Number(context.req.param('number')) })
    },
    absence() {
      const counts = splits.map(({ split, first, end }) => `${split} has ${end - first}`)
      return `There is no sample of this number. ${counts.join(', ')}.`
    },
    asked: (query) => readSamplesQuery(query, splitNames(explorer)),
    isFiltered,
    rangeOf: (query) => samplesRange(explorer, query),
    filterOf: (query) => sampleFilter(query, explorer, schema),
    rowAddress: (row, query, part) => sampleAddress(sampleName(splits, row), query, part),
    listAddress: samplesAddress,
    async page(row, links) {
      const details = await sampleDetails(site, row)
      if (details === undefined) return undefined
      const name = sampleName(splits, row)
      const rows = splits.find(({ split }) => split === name.split)
      const total = (rows?.end ?? 0) - (rows?.first ?? 0)
      const title = `${visibleString(name.split, 24)} ${name.number}`
      const main = <SamplePage {...details} {...links} name={name} total={total} />
      return explorePage(explorer, { title, at: 'samples', main })
    },
    record: async (row, mostBytes) => recordOf(site, await origins.originOf(row), mostBytes),
  })
}
