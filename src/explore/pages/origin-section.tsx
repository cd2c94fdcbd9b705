import type { VNode } from 'preact'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Origin, UnknownOrigin } from '../origins/origin.js'
import { placeText } from '../origins/source-place.js'
import type { SourceRecord } from '../origins/source-record.js'
import { RecordView } from './record-view.js'
import { rejectsAddress } from './rejects-query.js'
import { rejectAddress } from './row-address.js'
import type { WantedText } from './wanted-text.js'

export interface OriginSectionProps {
  readonly origin: Origin
  readonly record: SourceRecord | undefined
  readonly duplicates: readonly number[]
  readonly query: WantedText
  /** Address of the record as text. */
  readonly href: string
}

/** Where a sample comes from, and what was dropped because it was there first. */
export function OriginSection(props: OriginSectionProps): VNode {
  const { origin, record, duplicates, query, href } = props
  if ('unknown' in origin) {
    return (
      <Section id="source" title="Source record">
        <p class="soft">{reasons[origin.unknown]}</p>
      </Section>
    )
  }
  const place = placeText(origin)
  return (
    <Section id="source" title="Source record">
      <p>
        {origin.unit === 'line' ? (
          <b class="code">
            <VisibleText text={place} limit={200} />
          </b>
        ) : (
          <>
            Record {origin.line} of{' '}
            <b class="code">
              <VisibleText text={origin.input} limit={200} />
            </b>
            , which is line {origin.line} unless there are blank lines.
          </>
        )}
      </p>
      {record && <RecordView record={record} input={origin.input} wanted={query} href={href} />}
      {duplicates.length > 0 && (
        <p>
          Dropped as duplicates of it:{' '}
          {duplicates.map((number, index) => (
            <>
              {index > 0 && ', '}
              <a href={rejectAddress(number)}>reject {number}</a>
            </>
          ))}
          . <a href={rejectsAddress({ kept: place })}>All of them</a>
        </p>
      )}
    </Section>
  )
}

const reasons: Readonly<Record<UnknownOrigin, string>> = {
  reading: 'The files are being read; refresh to see where the sample comes from.',
  'several-splits':
    'There are several splits, and the input cannot be read again as it was: nothing tells which record became this sample. With quality_metrics.track_per_sample, an export says so itself.',
}
