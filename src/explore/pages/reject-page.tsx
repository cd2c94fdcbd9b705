import type { VNode } from 'preact'
import { isJsonArray, type JsonObject } from '../../kernel/json-value.js'
import { DataTable } from '../../ui/data-table.js'
import { formatCount } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import { readPlace } from '../origins/source-place.js'
import type { SourceRecord } from '../origins/source-record.js'
import type { Row, RowPlace } from '../rows/row-series.js'
import { LineSection } from './line-section.js'
import { Pager, type PagerLink } from './list-parts.js'
import { reasonOf } from './reason-of.js'
import { RecordView } from './record-view.js'
import { rejectsAddress, type RejectsQuery } from './rejects-query.js'
import { rejectAddress } from './row-address.js'
import { textOf } from './sample-texts.js'

/** Everything there is to say of a reject. */
export interface RejectDetails {
  readonly row: Row
  readonly place: RowPlace | undefined
  /** Nothing where the line is too long to be taken apart here, or no JSON. */
  readonly reject: JsonObject | undefined
  readonly record: SourceRecord | undefined
  /** Address of the sample that was kept instead. */
  readonly kept: string | undefined
}

export interface RejectPageProps extends RejectDetails {
  /** Counted from 1. */
  readonly number: number
  readonly total: number
  readonly query: RejectsQuery
  /** Address of the list that the reject is in. */
  readonly list: string
  readonly previous: PagerLink | undefined
  readonly next: PagerLink | undefined
}

export function RejectPage(props: RejectPageProps): VNode {
  const { number, total, query, row, place, reject, record, list, previous, next } = props
  const at = textOf(reject?.get('at'))
  return (
    <>
      <p class="above">
        <a rel="up" href={list}>
          Rejects
        </a>
      </p>
      <h1>
        Reject {formatCount(number)} <small>of {formatCount(total)}</small>
      </h1>
      <Pager label="Rejects around this one" previous={previous} next={next} />
      {reject && <ReasonSection {...props} reject={reject} />}
      <Section id="source" title="Source record">
        <p>
          <b class="code">
            <VisibleText text={at} limit={200} />
          </b>
        </p>
        {record && (
          <RecordView
            record={record}
            input={readPlace(at).input}
            wanted={query}
            href={rejectAddress(number, undefined, '/record')}
          />
        )}
      </Section>
      <LineSection row={row} place={place} href={rejectAddress(number, undefined, '/line')} />
    </>
  )
}

const VALUE = 2000

function ReasonSection({ reject, kept }: RejectPageProps & { reject: JsonObject }) {
  const code = textOf(reject.get('code'))
  const rule = textOf(reject.get('rule'))
  const errors = reject.get('errors')
  const keptPlace = reject.get('kept')
  return (
    <Section id="reason" title="Reason">
      <p>
        <a href={rejectsAddress({ code })}>
          <b>
            <VisibleText text={code} limit={60} />
          </b>
        </a>
        : {reasonOf(code)}
      </p>
      <DataTable
        caption="Reason"
        captionHidden
        className="pairs"
        columns={[{ title: 'What' }, { title: 'Is' }]}
        rows={[
          [
            'Rule',
            <a class="code" href={rejectsAddress({ rule })}>
              <VisibleText text={rule} limit={200} />
            </a>,
          ],
          ['Observed', <VisibleText text={textOf(reject.get('observed'))} limit={VALUE} />],
          ['Allowed', <VisibleText text={textOf(reject.get('allowed'))} limit={VALUE} />],
          ...(keptPlace === undefined
            ? []
            : [['Kept instead', <Kept place={textOf(keptPlace)} href={kept} />]]),
        ]}
      />
      {isJsonArray(errors) && (
        <ul>
          {errors.map((error) => (
            <li>
              <VisibleText text={textOf(error)} limit={VALUE} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Kept({ place, href }: { place: string; href: string | undefined }) {
  const shown = <VisibleText text={place} limit={200} />
  return (
    <>
      {href === undefined ? (
        <span class="code">{shown}</span>
      ) : (
        <a class="code" href={href}>
          {shown}
        </a>
      )}{' '}
      · <a href={rejectsAddress({ kept: place })}>all duplicates of it</a>
    </>
  )
}
