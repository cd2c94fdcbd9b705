import type { VNode } from 'preact'
import type { RejectExcerpt } from '../../records/excerpts.js'
import { countOf, formatCount } from '../../ui/format-number.js'
import { RowList, type ListedRow } from '../../ui/row-list.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { FittedRow, FittedRows } from './fit-rows.js'
import { Place } from './place.js'

const PRINTED = 5
const PLACE = 60

export interface RejectRowsProps {
  readonly report: ReportDocument
  readonly fitted: FittedRows<RejectExcerpt>
}

export function RejectsSection({ report, fitted }: RejectRowsProps): VNode {
  const { rows, left } = fitted
  const { read, emitted } = report.counts
  const dropped = read - emitted
  const printed = firstOfEach(rows.map(({ row }) => row.code))
  return (
    <Section id="rejects" title="Rejects">
      {rows.length === 0 ? (
        <p>{dropped === 0 ? 'No record was dropped.' : 'The report shows no rejects.'}</p>
      ) : (
        <>
          <p>
            {rows.length === dropped
              ? `All ${countOf(dropped, 'dropped record')}, in input order.`
              : `${countOf(rows.length, 'dropped record')} of ${formatCount(dropped)}: as many of each reason as there is room for, in input order.`}
            {left > 0 && ` ${countOf(left, 'more row')} of report.json did not fit.`}
          </p>
          <RowList
            label="Rejects"
            rows={rows.map((row, index) => ({ ...rejectRow(row), printed: printed.has(index) }))}
          />
        </>
      )}
    </Section>
  )
}

/** Paper has room for few: those that differ. */
function firstOfEach(codes: readonly string[]): ReadonlySet<number> {
  const first = new Set(codes.map((code) => codes.indexOf(code)))
  for (let index = 0; first.size < Math.min(PRINTED, codes.length); index += 1) first.add(index)
  return new Set(Array.from(first).slice(0, PRINTED))
}

export function rejectRow({ row, characters }: FittedRow<RejectExcerpt>): ListedRow {
  const { at, code, rule, observed, allowed, errors = [], kept, clipped } = row
  const record = row.record ?? row.record_base64
  return {
    printed: false,
    head: <Place at={at} />,
    text: (
      <>
        <b>{code}</b>{' '}
        {errors.length > 0 ? (
          <VisibleText text={errors.join('\n')} limit={characters} />
        ) : (
          <>
            <VisibleText text={String(observed)} limit={characters} />
            {`, allowed `}
            <VisibleText text={String(allowed)} limit={PLACE} />
          </>
        )}
        {kept !== undefined && (
          <>
            {`, kept `}
            <Place at={kept} />
          </>
        )}
        <small>
          <VisibleText text={rule} limit={PLACE} />
        </small>
        {record !== undefined && (
          <code>
            <VisibleText text={record} limit={characters} cut={clipped} />
          </code>
        )}
      </>
    ),
  }
}
