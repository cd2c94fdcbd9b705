import type { VNode } from 'preact'
import { formatCount, formatShort, formatPercent } from './format-number.js'
import { position } from './position.js'

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface HistogramProps {
  /** They adjoin, in ascending order. */
  readonly bins: readonly Bin[]
  /** The least values that 5, 25, 50, 75 and 95 per cent do not exceed; drawn below the bars. */
  readonly spread?: readonly [number, number, number, number, number] | undefined
}

const TOP = 16
const FLOOR = 176
const SPREAD = 190
const LABELS = 216

/** Bars of one width, whatever their bins are; positions in per cent, so that text keeps its size. */
export function Histogram({ bins, spread }: HistogramProps): VNode {
  const greatest = Math.max(...bins.map(({ count }) => count), 1)
  const total = bins.reduce((sum, { count }) => sum + count, 0)
  const width = 100 / bins.length
  return (
    <svg class="chart" width="100%" height="224" aria-hidden="true">
      {gridLines(greatest).map((count) => (
        <>
          <line
            class="grid"
            x2="100%"
            y1={heightAt(count, greatest)}
            y2={heightAt(count, greatest)}
          />
          <text class="tick" x="100%" y={heightAt(count, greatest) - 4} text-anchor="end">
            {formatShort(count)}
          </text>
        </>
      ))}
      {bins.map(({ from, to, count }, index) => {
        const y = count === 0 ? FLOOR : Math.min(heightAt(count, greatest), FLOOR - 1)
        return (
          <rect
            class="keep"
            x={`${position(index * width + width * 0.05)}%`}
            y={y}
            width={`${position(width * 0.9)}%`}
            height={position(FLOOR - y)}
          >
            <title>{`${rangeOf({ from, to })}: ${formatCount(count)} (${formatPercent(count / total)})`}</title>
          </rect>
        )
      })}
      <line class="axis" x2="100%" y1={FLOOR} y2={FLOOR} />
      {spread && <Spread of={spread.map((value) => placeOf(value, bins))} />}
      {ticks(bins).map(({ x, label }, index) => (
        <text
          class={index % 2 === 0 ? 'tick' : 'tick roomy'}
          x={`${position(x)}%`}
          y={LABELS}
          text-anchor={anchorAt(x)}
        >
          {label}
        </text>
      ))}
    </svg>
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

export function rangeOf({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? formatShort(from) : `${formatShort(from)} to ${formatShort(to)}`
}

function heightAt(count: number, greatest: number): number {
  return position(FLOOR - (count / greatest) * (FLOOR - TOP))
}

/** One to three round counts. */
function gridLines(greatest: number): readonly number[] {
  const step = [1, 2, 5, 10].map((factor) => factor * 10 ** Math.floor(Math.log10(greatest)))
  const fitting = step.map((each) => each / 5).findLast((each) => greatest / each >= 2) ?? greatest
  const lines = Math.min(Math.floor(greatest / fitting), 4)
  return Array.from({ length: lines }, (_, index) => (index + 1) * fitting).filter(Number.isInteger)
}

/** Where a value stands, in per cent of the width. */
function placeOf(value: number, bins: readonly Bin[]): number {
  const found = bins.findIndex(({ to }) => value < to)
  const index = found === -1 ? bins.length - 1 : found
  const { from, to } = bins[index] ?? { from: 0, to: 1 }
  const within = to === from ? 0.5 : Math.min(Math.max((value - from) / (to - from), 0), 1)
  return position(((index + within) / bins.length) * 100)
}

const MOST_TICKS = 8

function ticks(bins: readonly Bin[]): readonly { readonly x: number; readonly label: string }[] {
  const [first] = bins
  const last = bins.at(-1)
  if (first === undefined || last === undefined) return []
  if (bins.length === 1) return [{ x: 50, label: rangeOf(first) }]
  const step = Math.ceil(bins.length / MOST_TICKS)
  const inner = bins.flatMap(({ from }, index) =>
    index % step === 0 && index + step / 2 <= bins.length
      ? [{ x: (index / bins.length) * 100, label: formatShort(from) }]
      : [],
  )
  return [...inner, { x: 100, label: formatShort(last.to) }]
}

function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x === 0) return 'start'
  return x === 100 ? 'end' : 'middle'
}
