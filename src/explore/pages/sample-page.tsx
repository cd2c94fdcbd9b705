import type { VNode } from 'preact'
import { isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { writeJson } from '../../kernel/write-json.js'
import type { SchemaError } from '../../schema/validate/validator.js'
import { Facts } from '../../ui/facts.js'
import { countOf, formatCount, formatNumber } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Origin } from '../origins/origin.js'
import type { SourceRecord } from '../origins/source-record.js'
import type { Row, RowPlace } from '../rows/row-series.js'
import { LineSection } from './line-section.js'
import { Pager, type PagerLink } from './list-parts.js'
import { MetadataSection } from './metadata-section.js'
import { OriginSection } from './origin-section.js'
import { sampleAddress, type SampleName } from './row-address.js'
import { SampleView } from './sample-view.js'
import type { SamplesQuery } from './samples-query.js'

/** Everything there is to say of a sample. */
export interface SampleDetails {
  readonly row: Row
  readonly place: RowPlace | undefined
  /** Nothing where the line is too long to be taken apart here, or no JSON. */
  readonly sample: JsonObject | undefined
  /** Nothing without a schema. */
  readonly errors: readonly SchemaError[] | undefined
  readonly origin: Origin
  readonly record: SourceRecord | undefined
  /** The first rejects that were dropped in favour of this sample, counted from 1. */
  readonly duplicates: readonly number[]
  /** What the per-sample files say. */
  readonly measured: { readonly length: number; readonly weight: number } | undefined
}

export interface SamplePageProps extends SampleDetails {
  readonly name: SampleName
  /** Samples of the split. */
  readonly total: number
  readonly query: SamplesQuery
  /** Address of the list that the sample is in. */
  readonly list: string
  readonly previous: PagerLink | undefined
  readonly next: PagerLink | undefined
}

export function SamplePage(props: SamplePageProps): VNode {
  const { name, total, query, row, place, sample, list, previous, next } = props
  return (
    <>
      <p class="above">
        <a rel="up" href={list}>
          Samples
        </a>
      </p>
      <h1>
        <VisibleText text={name.split} limit={40} /> {formatCount(name.number)}{' '}
        <small>of {formatCount(total)}</small>
      </h1>
      <Pager label="Samples around this one" previous={previous} next={next} />
      <Section id="sample" title="Sample">
        {sample === undefined ? (
          <p>This line is too long, or no JSON object, and is only shown as it is.</p>
        ) : (
          <SampleView sample={sample} wanted={query} />
        )}
        <Figures {...props} />
      </Section>
      {sample && <MetadataSection sample={sample} />}
      <OriginSection {...props} href={sampleAddress(name, undefined, '/record')} />
      <LineSection row={row} place={place} href={sampleAddress(name, undefined, '/line')} />
    </>
  )
}

function Figures({ sample, measured, errors }: SamplePageProps) {
  const weight = weightOf(sample) ?? (measured && formatNumber(measured.weight, 6))
  return (
    <>
      <Facts
        of={[
          ...(measured ? [['Length', countOf(measured.length, 'character')] as const] : []),
          ...(weight === undefined ? [] : [['Weight', weight] as const]),
          ...(errors ? [['Schema', errors.length === 0 ? 'kept' : 'violated'] as const] : []),
        ]}
      />
      {errors && errors.length > 0 && (
        <ul>
          {errors.slice(0, 20).map(({ message }) => (
            <li>
              <VisibleText text={message} limit={400} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function weightOf(sample: JsonObject | undefined): string | undefined {
  const weight: Json | undefined = sample?.get('weight')
  const isNumber = weight !== undefined && !isJsonObject(weight) && typeof weight !== 'string'
  return isNumber ? writeJson(weight) : undefined
}
