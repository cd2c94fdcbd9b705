import { Hono } from 'hono'
import { explorePage } from '../pages/explore-page.js'
import { listedSamples } from '../pages/listed-sample.js'
import { wholeIn, type Query } from '../pages/query.js'
import { sampleFilter } from '../pages/sample-filter.js'
import { SamplesPage } from '../pages/samples-page.js'
import { readSamplesQuery, type SamplesQuery } from '../pages/samples-query.js'
import { listRows, type RowRange } from '../rows/list-rows.js'
import type { Site } from '../site.js'

/** Lists of samples. */
export function samplesRoute({ explorer, schema }: Site): Hono {
  return new Hono().get('/samples', async (context) => {
    const given: Query = context.req.query()
    const query = readSamplesQuery(given, splitNames(explorer))
    const range = samplesRange(explorer, query)
    const page = await listRows({
      range,
      filter: sampleFilter(query, explorer, schema),
      ...placeIn(given, range),
      signal: context.req.raw.signal,
    })
    const rows = await listedSamples(explorer.samples, page.rows, query)
    const canTell = explorer.perSample !== undefined || schema !== undefined
    const canValidate = canTell && explorer.report.violating !== 0
    const main = <SamplesPage {...{ explorer, query, range, page, rows, canValidate }} />
    return context.html(explorePage(explorer, { title: 'Samples', at: 'samples', main }))
  })
}

export function splitNames({ splits }: Site['explorer']): readonly string[] {
  return splits.map(({ split }) => split)
}

/** The samples of the split that the query names, or all. */
export function samplesRange(
  { samples: series, splits }: Site['explorer'],
  { split }: SamplesQuery,
): RowRange {
  const { first, end } = splits.find((rows) => rows.split === split) ?? {
    first: 0,
    end: series.total,
  }
  return { series, first, end }
}

/** Where the list begins or ends; rows are counted from 1 in addresses. */
export function placeIn(
  query: Query,
  { first }: RowRange,
): { readonly from: number; readonly before: number | undefined } {
  const before = wholeIn(query, 'before', 1)
  return {
    from: first + (wholeIn(query, 'from', 1) ?? 1) - 1,
    before: before === undefined ? undefined : first + before - 1,
  }
}
