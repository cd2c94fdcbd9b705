import type { VNode } from 'preact'
import type { SampleExcerpt } from '../../records/excerpts.js'
import { countOf, formatCount, formatNumber } from '../../ui/format-number.js'
import { RowList, type ListedRow } from '../../ui/row-list.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { FittedRow, FittedRows } from './fit-rows.js'
import { Place } from './place.js'
import { topLevelKeys } from './top-level-keys.js'

const PRINTED = 3

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
          <RowList label="Samples" rows={rows.map(sampleRow)} />
        </>
      )}
    </Section>
  )
}

export function sampleRow(fitted: FittedRow<SampleExcerpt>, index: number): ListedRow {
  const { row, characters } = fitted
  const { at, split, weight, line, clipped } = row
  return {
    printed: index < PRINTED,
    head: (
      <>
        <Place at={at} />
        <small>
          <VisibleText text={split} limit={24} />
          {weight !== undefined && ` ×${formatNumber(weight, 3)}`}
        </small>
      </>
    ),
    text: (
      <code>
        <VisibleText text={line} limit={characters} cut={clipped} strong={topLevelKeys(line)} />
      </code>
    ),
  }
}
