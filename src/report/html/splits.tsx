import type { VNode } from 'preact'
import type { Drift, SplitLengths } from '../../records/distribution.js'
import { Chart } from '../../ui/chart.js'
import { countOf, formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { Section } from '../../ui/section.js'
import { SmallBars } from '../../ui/small-bars.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { ReportDocument } from '../report-document.js'
import type { Limits } from './limits.js'
import { DataTable } from '../../ui/data-table.js'

/** Drawings that can be taken in at a glance. */
const MOST_COMPARED = 4

export function SplitsSection({
  report,
  limits,
}: {
  report: ReportDocument
  limits: Limits
}): VNode {
  const { splits, split_lengths: lengths } = report.emitted
  const all = Object.entries(splits)
  const shown = all.slice(0, limits.rows)
  if (all.length < 2) {
    return (
      <Section id="splits" title="Splits">
        <p>
          All samples are in one split: the recipe has no <code>split</code>, so nothing is held
          back to evaluate with.
        </p>
      </Section>
    )
  }
  const described = shown.flatMap(([name]) => {
    const of = lengths[name]
    return of === undefined || of.histogram.length === 0 ? [] : [{ name, of }]
  })
  return (
    <Section id="splits" title="Splits" figure={[String(all.length), 'splits']}>
      <DataTable
        className="splits"
        caption="Sizes, middle length in characters, and how lengths differ from those of the split they are held against"
        columns={[
          { title: 'Split' },
          { title: 'Samples', kind: 'number' },
          { title: 'Share', kind: 'number' },
          { title: 'Median', kind: 'number' },
          { title: 'Drift' },
        ]}
        rows={shown.map(([name, samples]) => [
          <VisibleText text={name} limit={limits.name} />,
          formatCount(samples),
          report.counts.emitted === 0 ? '' : formatPercent(samples / report.counts.emitted),
          medianOf(lengths[name]),
          <DriftText drift={lengths[name]?.drift ?? null} limits={limits} />,
        ])}
      />
      {all.length > shown.length && (
        <p class="soft">{countOf(all.length - shown.length, 'more split')} in report.json.</p>
      )}
      {described.length > 1 && (
        <Compared described={described.slice(0, MOST_COMPARED)} limits={limits} />
      )}
    </Section>
  )
}

interface Described {
  readonly name: string
  readonly of: SplitLengths
}

function Compared({ described, limits }: { described: readonly Described[]; limits: Limits }) {
  const [first] = described
  if (first === undefined) return undefined
  const shares = described.map(({ of }) =>
    of.histogram.map(({ count }) => count / Math.max(of.samples, 1)),
  )
  const greatest = Math.max(...shares.flat())
  return (
    <Chart
      caption="Lengths in each split: the share of its samples in each bin, on one scale"
      table={{
        caption: 'Share of the samples of each split by length',
        columns: [
          { title: 'From', kind: 'number' },
          { title: 'To below', kind: 'number' },
          ...described.map(({ name }) => ({
            title: <VisibleText text={name} limit={Math.min(limits.name, 24)} />,
            kind: 'number' as const,
          })),
        ],
        rows: first.of.histogram.map(({ from, to }, bin) => [
          formatNumber(from, 0),
          formatNumber(to, 0),
          ...shares.map((each) => formatPercent(each[bin] ?? 0)),
        ]),
      }}
    >
      <div class="multiples">
        {described.map(({ name }, index) => (
          <div>
            <p>
              <VisibleText text={name} limit={limits.name} />
            </p>
            <SmallBars values={shares[index] ?? []} greatest={greatest} />
          </div>
        ))}
      </div>
    </Chart>
  )
}

function medianOf(lengths: SplitLengths | undefined): string {
  const median = lengths?.quantiles?.p50
  return median === undefined ? '' : formatNumber(median, 0)
}

function DriftText({ drift, limits }: { drift: Drift | null; limits: Limits }) {
  if (drift === null) return <span class="soft">–</span>
  const { psi, psi_by_chance: chance, against } = drift
  const differs = psi > chance
  return (
    <>
      <span class={`state ${differs ? 'noted' : 'passed'}`}>
        {differs ? 'differs from' : 'like'}
      </span>{' '}
      <VisibleText text={against} limit={limits.name} />{' '}
      <span class="soft">
        PSI {formatNumber(psi, 3)} (by chance {formatNumber(chance, 3)})
      </span>
    </>
  )
}
