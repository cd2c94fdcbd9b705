import type { VNode } from 'preact'
import { formatBytes, formatCount, formatNumber } from '../../ui/format-number.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Explorer } from '../open-explorer.js'
import type { Row } from '../rows/row-series.js'
import { ANSWER_SHOWN, ASK_SHOWN, type ListedSample } from './listed-sample.js'
import { sampleAddress, sampleName } from './row-address.js'
import type { SamplesQuery } from './samples-query.js'
import { matchesIn } from './wanted-text.js'

export interface SampleItemProps {
  readonly listed: ListedSample
  readonly explorer: Explorer
  readonly query: SamplesQuery
}

export function SampleItem({ listed, explorer, query }: SampleItemProps): VNode {
  const { row, texts, excerpt } = listed
  const { ask, answer, isJson } = texts
  const name = sampleName(explorer.splits, row.row)
  return (
    <li data-item>
      <a data-row href={sampleAddress(name, query)}>
        <VisibleText text={name.split} limit={24} /> {formatCount(name.number)}
      </a>
      <div>
        {ask !== '' && (
          <p class="ask">
            <VisibleText text={ask} limit={ASK_SHOWN} strong={matchesIn(ask, query)} />
          </p>
        )}
        <p class={isJson ? 'code' : undefined}>
          <VisibleText text={answer} limit={ANSWER_SHOWN} strong={matchesIn(answer, query)} />
        </p>
        {excerpt !== undefined && (
          <p class="code">
            … <VisibleText text={excerpt} strong={matchesIn(excerpt, query)} /> …
          </p>
        )}
      </div>
      <Figures row={row} explorer={explorer} />
    </li>
  )
}

function Figures({ row: { row, size }, explorer }: { row: Row; explorer: Explorer }) {
  const { perSample } = explorer
  if (perSample === undefined) return <p class="figures">{formatBytes(size)}</p>
  const { facts } = perSample
  return (
    <p class="figures">
      {formatCount(facts.lengthAt(row))} long · weight {formatNumber(facts.weightAt(row), 4)}{' '}
      {!facts.isCompliant(row) && <span class="state failed">violates the schema</span>}
    </p>
  )
}
