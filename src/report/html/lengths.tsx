import type { VNode } from 'preact'
import { Chart } from '../../ui/chart.js'
import { formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { Facts } from '../../ui/facts.js'
import { Histogram } from '../../ui/histogram.js'
import { Section } from '../../ui/section.js'
import type { Distribution, HistogramBin } from '../../records/distribution.js'
import type { ReportDocument } from '../report-document.js'

export function LengthsSection({ report }: { report: ReportDocument }): VNode {
  const { length } = report.emitted
  const median = length.quantiles?.p50
  return (
    <Section
      id="lengths"
      title="Lengths"
      {...(median !== undefined && {
        figure: [formatNumber(median, 0), 'characters in the middle text'] as const,
      })}
    >
      <DistributionFigure
        of={length}
        digits={0}
        empty="No sample was written."
        what="Samples by the length of the produced text, in characters (code points)"
      />
    </Section>
  )
}

export interface DistributionFigureProps {
  readonly of: Distribution
  readonly what: string
  readonly digits: number
  /** Stands there when there are no values. */
  readonly empty: string
}

/** Histogram with its spread, and the quantiles in figures. */
export function DistributionFigure({ of, what, digits, empty }: DistributionFigureProps): VNode {
  const { quantiles, histogram, relative_error: error } = of
  if (quantiles === null || histogram.length === 0) return <p>{empty}</p>
  const shown = (value: number) => formatNumber(value, digits)
  const total = histogram.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <Chart
        caption={`${what}. Below: the middle half (box), the middle 90% (line) and the median (stroke).${isEven(histogram) ? '' : ' The bins widen to the right.'}`}
        table={{
          caption: what,
          columns: [
            { title: 'From', kind: 'number' },
            { title: 'To below', kind: 'number' },
            { title: 'Samples', kind: 'number' },
            { title: 'Share', kind: 'number' },
          ],
          rows: histogram.map(({ from, to, count }) => [
            shown(from),
            shown(to),
            formatCount(count),
            formatPercent(count / total),
          ]),
        }}
      >
        <Histogram
          bins={histogram}
          spread={[quantiles.p5, quantiles.p25, quantiles.p50, quantiles.p75, quantiles.p95]}
        />
      </Chart>
      <Facts
        of={[
          ['least', shown(of.min)],
          ...Object.entries(quantiles).map(
            ([name, value]) => [nameOf(name), shown(value)] as const,
          ),
          ['greatest', shown(of.max)],
          ['mean', formatNumber(of.mean, Math.max(digits, 1))],
        ]}
      />
      {error > 0 && (
        <p class="soft">
          Percentiles and bounds of the bins are within {formatPercent(error)} of the exact values.
        </p>
      )}
    </>
  )
}

function nameOf(quantile: string): string {
  return quantile === 'p50' ? 'median' : quantile
}

function isEven(bins: readonly HistogramBin[]): boolean {
  const [first] = bins
  const last = bins.at(-1)
  if (first === undefined || last === undefined) return true
  return Math.abs(last.to - last.from - (first.to - first.from)) <= 1.01 + 1e-9 * last.to
}
