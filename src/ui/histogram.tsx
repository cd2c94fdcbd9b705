import type { VNode } from 'preact'
import { formatCount, formatPercent, formatShort } from './format-number.js'
import { areValues, gridLines, placeOf, tailsOf, ticksOf, type Bin } from './histogram-axis.js'
import { position } from './position.js'

export interface HistogramProps {
  /** In ascending order. */
  readonly bins: readonly Bin[]
  /** The least values that 5, 25, 50, 75 and 95 per cent do not exceed; drawn below the bars. */
  readonly spread: readonly [number, number, number, number, number]
}

const TOP = 8
const FLOOR = 156
const SPREAD = 172
const LABELS = 197
const HEIGHT = 203

/** Few bars do not become walls. */
const MOST_BAR_WIDTH = 12

/** Bars of one width, whatever their bins are; positions in per cent, so that text keeps its size. */
export function Histogram({ bins, spread }: HistogramProps): VNode {
  const greatest = Math.max(...bins.map(({ count }) => count), 1)
  const width = `${Math.min(100, bins.length * MOST_BAR_WIDTH)}%`
  return (
    <svg class="chart" width="100%" height={HEIGHT} aria-hidden="true">
      {gridLines(greatest).map((count) => (
        <>
          <line
            class="grid"
            x2="92%"
            y1={heightAt(count, greatest)}
            y2={heightAt(count, greatest)}
          />
          <text class="tick" x="100%" y={heightAt(count, greatest) + 4} text-anchor="end">
            {formatShort(count)}
          </text>
        </>
      ))}
      <svg class="plot" width="92%" height={HEIGHT}>
        <svg width={width} height={HEIGHT} class="plot">
          <Bars bins={bins} greatest={greatest} />
          <Spread of={spread.map((value) => placeOf(value, bins))} />
          {ticksOf(bins).map(({ x, label, anchor }, index) => (
            <text
              class={index % 2 === 0 ? 'tick' : 'tick roomy'}
              x={`${x}%`}
              y={LABELS}
              text-anchor={anchor}
            >
              {label}
            </text>
          ))}
        </svg>
      </svg>
      <line class="axis" x2="92%" y1={FLOOR} y2={FLOOR} />
    </svg>
  )
}

function Bars({ bins, greatest }: { bins: readonly Bin[]; greatest: number }) {
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  const width = 100 / bins.length
  const [first, last] = tailsOf(bins)
  const gap = areValues(bins) ? 0.3 : 0.08
  return (
    <g class="bars">
      {bins.map(({ from, to, count }, index) => {
        if (count === 0) return undefined
        const y = Math.min(heightAt(count, greatest), FLOOR - 1)
        const isTail = (first && index === 0) || (last && index === bins.length - 1)
        return (
          <rect
            class={isTail ? 'tail' : undefined}
            x={`${position((index + gap / 2) * width)}%`}
            y={y}
            width={`${position(width * (1 - gap))}%`}
            height={position(FLOOR - y)}
          >
            <title>{`${rangeOf(from, to)}: ${formatCount(count)} (${formatPercent(count / total)})`}</title>
          </rect>
        )
      })}
    </g>
  )
}

/** Middle half as a box, the middle 90 per cent as a line, the median as a stroke. */
function Spread({ of }: { of: readonly number[] }) {
  const [low = 0, first = 0, median = 0, third = 0, high = 0] = of
  return (
    <g class="spread">
      <line x1={`${low}%`} x2={`${high}%`} y1={SPREAD} y2={SPREAD} />
      <rect x={`${first}%`} width={`${position(third - first)}%`} y={SPREAD - 5} height="10" />
      <line class="median" x1={`${median}%`} x2={`${median}%`} y1={SPREAD - 8} y2={SPREAD + 8} />
    </g>
  )
}

function rangeOf(from: number, to: number): string {
  return from === to ? formatShort(from) : `${formatShort(from)} to below ${formatShort(to)}`
}

function heightAt(count: number, greatest: number): number {
  return position(FLOOR - (count / greatest) * (FLOOR - TOP))
}
