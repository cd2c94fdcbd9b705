import type { VNode } from 'preact'
import { DataTable } from '../../ui/data-table.js'
import { countOf, formatBytes, formatCount, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { ShareBar } from '../../ui/share-bar.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Explorer } from '../open-explorer.js'
import { reasonOf } from './reason-of.js'
import { rejectsAddress } from './rejects-query.js'
import { samplesAddress } from './samples-query.js'

export interface OverviewPageProps {
  readonly explorer: Explorer
  /** Whether the export has a report as a page. */
  readonly hasReport: boolean
}

/** What there is, and ways into it. */
export function OverviewPage({ explorer, hasReport }: OverviewPageProps): VNode {
  const { read, emitted } = explorer.manifest.counts
  return (
    <>
      <h1>
        {countOf(read, 'record')}: {countOf(emitted, 'sample')} and{' '}
        {countOf(read - emitted, 'reject')}
      </h1>
      <p class="soft">
        From <VisibleText text={explorer.manifest.source.id} limit={200} />
        {hasReport && (
          <>
            . The <a href="/report.html">report</a> says how good they are
          </>
        )}
        .
      </p>
      <Splits explorer={explorer} />
      <Reasons explorer={explorer} />
      <Values explorer={explorer} />
      <Inputs explorer={explorer} />
      <Files explorer={explorer} />
    </>
  )
}

function figureOf(count: number, one: string): readonly [string, string] {
  return [formatCount(count), count === 1 ? one : `${one}s`]
}

function Splits({ explorer: { splits, samples, manifest } }: { explorer: Explorer }) {
  return (
    <Section id="splits" title="Samples" figure={figureOf(samples.total, 'sample')}>
      <DataTable
        caption="Splits"
        captionHidden
        columns={[
          { title: 'Split' },
          { title: 'Samples', kind: 'number' },
          { title: 'Share', kind: 'number' },
          { title: 'Files', kind: 'number' },
        ]}
        rows={splits.map(({ split, first, end }) => [
          <a href={samplesAddress({ split })}>
            <VisibleText text={split} limit={60} />
          </a>,
          formatCount(end - first),
          formatPercent(samples.total === 0 ? 0 : (end - first) / samples.total),
          formatCount(manifest.shards.filter((shard) => shard.split === split).length),
        ])}
      />
    </Section>
  )
}

function Reasons({ explorer: { rejects, manifest } }: { explorer: Explorer }) {
  const reasons = Object.entries(manifest.counts.dropped).toSorted(([, a], [, b]) => b - a)
  const most = reasons[0]?.[1] ?? 1
  return (
    <Section id="reasons" title="Rejects" figure={figureOf(rejects.total, 'reject')}>
      {reasons.length === 0 ? (
        <p>No record was dropped.</p>
      ) : (
        <DataTable
          caption="Reasons"
          captionHidden
          columns={[
            { title: 'Reason' },
            { title: 'Records', kind: 'number' },
            { title: <span class="unseen">Bar</span> },
          ]}
          rows={reasons.map(([code, count]) => [
            <>
              <a href={rejectsAddress({ code })}>
                <VisibleText text={code} limit={60} />
              </a>{' '}
              <span class="soft">{reasonOf(code)}</span>
            </>,
            formatCount(count),
            <ShareBar share={count / most} drop />,
          ])}
        />
      )}
    </Section>
  )
}

function Values({ explorer: { report } }: { explorer: Explorer }) {
  const fields = report.categories.filter(
    ({ from, values }) => from === 'metadata' && values.length > 0,
  )
  if (fields.length === 0) return null
  return (
    <Section id="values" title="Values">
      {fields.map(({ field, values }) => (
        <p class="values">
          <b>
            <VisibleText text={field} limit={60} />
          </b>{' '}
          {values.map(({ value, count }) => (
            <a href={samplesAddress({ field: `metadata.${field}`, value: String(value) })}>
              <VisibleText text={String(value)} limit={60} /> <small>{formatCount(count)}</small>
            </a>
          ))}
        </p>
      ))}
    </Section>
  )
}

const MOST_INPUTS = 100

function Inputs({ explorer: { manifest } }: { explorer: Explorer }) {
  const { inputs } = manifest.source
  return (
    <Section id="inputs" title="Inputs">
      <DataTable
        caption="Inputs"
        captionHidden
        columns={[{ title: 'Input' }, { title: 'Records', kind: 'number' }]}
        rows={inputs
          .slice(0, MOST_INPUTS)
          .map(({ input, records }) => [
            <VisibleText text={input} limit={200} />,
            formatCount(records),
          ])}
      />
      {inputs.length > MOST_INPUTS && <p>{countOf(inputs.length - MOST_INPUTS, 'more input')}.</p>}
    </Section>
  )
}

function Files({ explorer: { manifest, progress } }: { explorer: Explorer }) {
  const files = [...manifest.shards, ...manifest.rejects, ...manifest.per_sample]
  const { isComplete, problems } = progress()
  return (
    <Section id="files" title="Files">
      {isComplete && problems.length === 0 && (
        <p>
          {manifest.digests === 'none'
            ? 'All sizes and line counts are those of the manifest. It has no digests: nothing tells whether a file or an input is the same to the byte.'
            : 'All checksums and line counts are those of the manifest.'}
        </p>
      )}
      <DataTable
        caption="Files"
        captionHidden
        columns={[
          { title: 'File' },
          { title: 'Lines', kind: 'number' },
          { title: 'Size', kind: 'number' },
        ]}
        rows={files
          .slice(0, MOST_INPUTS)
          .map(({ file, records, bytes }) => [
            <VisibleText text={file} limit={120} />,
            formatCount(records),
            formatBytes(bytes),
          ])}
      />
      {files.length > MOST_INPUTS && <p>{countOf(files.length - MOST_INPUTS, 'more file')}.</p>}
    </Section>
  )
}
