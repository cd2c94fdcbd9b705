import type { VNode } from 'preact'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import { DataTable } from '../../ui/data-table.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import { samplesAddress } from './samples-query.js'

const MOST_ROWS = 50
const MOST_VALUES = 20
/** A longer value tells samples apart; nobody looks for others that have it. */
const LONGEST_LINKED = 200

/** The metadata of a sample; each value leads to the samples that share it. */
export function MetadataSection({ sample }: { sample: JsonObject }): VNode | null {
  const metadata = sample.get('metadata')
  if (!isJsonObject(metadata) || metadata.size === 0) return null
  return (
    <Section id="metadata" title="Metadata">
      <DataTable
        caption="Metadata"
        captionHidden
        className="pairs"
        columns={[{ title: 'Field' }, { title: 'Value' }]}
        rows={[...metadata]
          .slice(0, MOST_ROWS)
          .map(([key, value]) => [
            <VisibleText text={key} limit={80} />,
            <Values field={`metadata.${key}`} value={value} />,
          ])}
      />
    </Section>
  )
}

function Values({ field, value }: { field: string; value: Json }) {
  const values = isJsonArray(value) ? value.slice(0, MOST_VALUES) : [value]
  return (
    <>
      {values.map((each, index) => (
        <>
          {index > 0 && ', '}
          <Value field={field} value={each} />
        </>
      ))}
      {isJsonArray(value) && value.length > MOST_VALUES && ' …'}
    </>
  )
}

function Value({ field, value }: { field: string; value: Json }) {
  const text = typeof value === 'string' ? value : writeJson(value)
  const shown = <VisibleText text={text} limit={LONGEST_LINKED} />
  const isNested = isJsonArray(value) || isJsonObject(value)
  if (isNested || text === '' || text.length > LONGEST_LINKED) return shown
  return <a href={samplesAddress({ field, value: text })}>{shown}</a>
}
