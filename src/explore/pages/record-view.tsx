import type { VNode } from 'preact'
import { parseJson } from '../../kernel/parse-json.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { AbsentRecord, SourceRecord } from '../origins/source-record.js'
import { JsonText } from './json-text.js'
import type { WantedText } from './wanted-text.js'

/** So much of a record is read for a page. */
export const RECORD_BYTES: number = 1024 * 1024
const SHOWN = 40_000

export interface RecordViewProps {
  readonly record: SourceRecord
  /** As the manifest calls it. */
  readonly input: string
  readonly wanted: WantedText
  /** Address of the record as text. */
  readonly href: string
}

/** A record as it stands in its source, and whether that still is what was exported. */
export function RecordView({ record, input, wanted, href }: RecordViewProps): VNode {
  if ('absent' in record) {
    return (
      <p class="soft">
        <VisibleText text={input} limit={120} /> {absences[record.absent]}
      </p>
    )
  }
  return (
    <>
      {record.input === 'changed' && (
        <p class="notice">
          <VisibleText text={input} limit={120} /> has changed since the export: this is what stands
          there now.
        </p>
      )}
      <RecordText bytes={record.bytes} wanted={wanted} />
      <p class="soft">
        {record.input === 'exported' && 'As it was exported, from the reject itself. '}
        {record.input === 'unchanged' && 'The input is, to the byte, what was exported. '}
        {record.input === 'unverified' &&
          'The export has no digests: nothing tells whether the input still is what was exported. '}
        {record.input === 'unknown' &&
          'Whether the input still is what was exported is being checked. '}
        <a href={href}>The record as text</a>
      </p>
    </>
  )
}

/** As JSON where it is that, else as text: rejected records may be anything. */
function RecordText({ bytes, wanted }: { bytes: Uint8Array; wanted: WantedText }): VNode {
  const parsed = parseJson(bytes)
  if ('value' in parsed) return <JsonText value={parsed.value} wanted={wanted} />
  return (
    <pre>
      <VisibleText text={Buffer.from(bytes).toString()} limit={SHOWN} />
    </pre>
  )
}

const absences: Readonly<Record<AbsentRecord, string>> = {
  reading: 'is being read; refresh to see the record.',
  missing:
    'is not there any more, so only the place is known. Start with --base and the folder that the paths of the recipe start from, if it is elsewhere.',
  changed: 'has changed since the export, so its record cannot be shown.',
  unreadable: 'is nothing that can be read again here, so only the place is known.',
}
