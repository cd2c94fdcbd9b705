import type { VNode } from 'preact'
import type { Explorer } from '../open-explorer.js'
import type { ListPage, RowRange } from '../rows/list-rows.js'
import { ListPager, ResultLine } from './list-parts.js'
import type { ListedSample } from './listed-sample.js'
import { SampleItem } from './sample-item.js'
import { SamplesForm } from './samples-form.js'
import { isFiltered, samplesAddress, type SamplesQuery } from './samples-query.js'

export interface SamplesPageProps {
  readonly explorer: Explorer
  readonly query: SamplesQuery
  readonly range: RowRange
  readonly page: ListPage
  /** Of the page, in the same order. */
  readonly rows: readonly ListedSample[]
  readonly canValidate: boolean
}

export function SamplesPage(props: SamplesPageProps): VNode {
  const { explorer, query, range, page, rows, canValidate } = props
  return (
    <>
      <h1>Samples</h1>
      <SamplesForm explorer={explorer} query={query} canValidate={canValidate} />
      <ResultLine
        page={page}
        range={range}
        one="sample"
        isFiltered={isFiltered(query)}
        clear={samplesAddress({ split: query.split })}
      />
      {rows.length > 0 && (
        <ol class="found">
          {rows.map((listed) => (
            <SampleItem listed={listed} explorer={explorer} query={query} />
          ))}
        </ol>
      )}
      <ListPager page={page} range={range} addressOf={(place) => samplesAddress(query, place)} />
    </>
  )
}
