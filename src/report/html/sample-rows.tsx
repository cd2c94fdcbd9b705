import type { ComponentChildren, VNode } from 'preact'
import type { SampleExcerpt } from '../../records/excerpts.js'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount, formatNumber } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { FittedRows } from './fit-rows.js'
import { topLevelKeys } from './top-level-keys.js'

const PRINTED = 4
const PLACE = 60

export interface SampleRowsProps {
  readonly report: ReportDocument
  readonly fitted: FittedRows<SampleExcerpt>
}

export function SamplesSection({ report, fitted }: SampleRowsProps): VNode {
  const { rows, left } = fitted
  const { emitted } = report.counts
  return (
    <Section id="samples" title="Samples">
      {rows.length === 0 ? (
        <p>{emitted === 0 ? 'No sample was written.' : 'The report shows no samples.'}</p>
      ) : (
        <>
          <p>
            {rows.length === emitted
              ? `All ${countOf(emitted, 'sample')}, in input order.`
              : `${countOf(rows.length, 'sample')} of ${formatCount(emitted)}, chosen by the hash of their content, in input order.`}
            {left > 0 && ` ${countOf(left, 'more row')} of report.json did not fit.`}
          </p>
          <DataTable
            className="excerpt"
            captionHidden
            caption="Samples"
            rowClass={(index) => (index < PRINTED ? 'p' : undefined)}
            columns={[{ title: 'Where' }, { title: 'Sample', kind: 'code' }]}
            rows={rows.map(({ row, characters }) => sampleCells(row, characters))}
          />
        </>
      )}
    </Section>
  )
}

export function sampleCells(
  sample: SampleExcerpt,
  characters: number,
): readonly ComponentChildren[] {
  const { at, split, weight, line, clipped } = sample
  return [
    <>
      <VisibleText text={at} limit={PLACE} />
      <small>
        <VisibleText text={split} limit={24} />
        {weight !== undefined && ` ×${formatNumber(weight, 3)}`}
      </small>
    </>,
    <VisibleText text={line} limit={characters} cut={clipped} strong={topLevelKeys(line)} />,
  ]
}
