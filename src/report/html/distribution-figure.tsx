import type { VNode } from 'preact'
import type { Distribution, HistogramBin } from '../../records/distribution.js'
import { Chart } from '../../ui/chart.js'
import { Facts } from '../../ui/facts.js'
import { formatCount, formatNumber, formatPercent } from '../../ui/format-number.js'
import { areValues, tailsOf } from '../../ui/histogram-axis.js'
import { Histogram } from '../../ui/histogram.js'

export interface DistributionFigureProps {
  readonly of: Distribution
  readonly what: string
  readonly digits: number
  /** Stands there when there are no values. */
  readonly empty: string
  /** Names and values to go with the quantiles. */
  readonly more?: readonly (readonly [string, string])[]
}

/** Histogram with its spread, and the quantiles in figures. */
export function DistributionFigure({
  of,
  what,
  digits,
  empty,
  more = [],
}: DistributionFigureProps): VNode {
  const { quantiles, histogram, relative_error: error } = of
  if (quantiles === null || histogram.length === 0) return <p>{empty}</p>
  const shown = (value: number) => formatNumber(value, digits)
  const bounds = areValues(histogram) ? ['Value'] : ['From', 'To below']
  const total = histogram.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <Chart
        caption={`${what}. Below: the middle half (box), the middle 90% (line) and the median (stroke).${noteOn(histogram)}`}
        table={{
          caption: what,
          columns: [
            ...bounds.map((title) => ({ title, kind: 'number' as const })),
            { title: 'Samples', kind: 'number' },
            { title: 'Share', kind: 'number' },
          ],
          rows: histogram.map(({ from, to, count }) => [
            ...(bounds.length === 1 ? [shown(from)] : [shown(from), shown(to)]),
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
          ...quantileNames.map(
            (name) => [name === 'p50' ? 'median' : name, shown(quantiles[name])] as const,
          ),
          ['greatest', shown(of.max)],
          ['mean', formatNumber(of.mean, Math.max(digits, 1))],
          ...more,
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

const quantileNames = ['p1', 'p5', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'] as const

function noteOn(bins: readonly HistogramBin[]): string {
  const tails = tailsOf(bins).filter(Boolean).length
  if (tails === 0) return ''
  return ` ${tails === 1 ? 'The pale bar holds' : 'The pale bars hold'} what is farther out.`
}
