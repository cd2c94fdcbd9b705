import type { ComponentChildren, VNode } from 'preact'
import type { RejectExcerpt } from '../../records/excerpts.js'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatCount } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { FittedRows } from './fit-rows.js'

const PRINTED = 10
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
          <DataTable
            className="excerpt"
            captionHidden
            caption="Rejects"
            rowClass={(index) => (printed.has(index) ? 'p' : undefined)}
            columns={[{ title: 'Where' }, { title: 'Why' }]}
            rows={rows.map(({ row, characters }) => rejectCells(row, characters))}
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

export function rejectCells(
  reject: RejectExcerpt,
  characters: number,
): readonly ComponentChildren[] {
  const { at, code, rule, observed, allowed, errors = [], kept, clipped } = reject
  const record = reject.record ?? reject.record_base64
  const text = Math.min(characters, 400)
  return [
    <VisibleText text={at} limit={PLACE} />,
    <>
      <b>{code}</b>{' '}
      <code>
        <VisibleText text={rule} limit={PLACE} />
      </code>{' '}
      {errors.length > 0 ? (
        <VisibleText text={errors.join('\n')} limit={text} />
      ) : (
        <>
          <VisibleText text={String(observed)} limit={text} />
          <i>, allowed </i>
          <VisibleText text={String(allowed)} limit={PLACE} />
        </>
      )}
      {kept !== undefined && (
        <>
          <i>, kept </i>
          <VisibleText text={kept} limit={PLACE} />
        </>
      )}
      {record !== undefined && (
        <small class="c">
          <VisibleText text={record} limit={text} cut={clipped} />
        </small>
      )}
    </>,
  ]
}
