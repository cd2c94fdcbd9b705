import type { VNode } from 'preact'
import { formatNumber } from './format-number.js'
import { position } from './position.js'

export interface ScaleRow {
  readonly label: string
  /** 0 to 1. */
  readonly value: number
  readonly interval?: readonly [number, number]
}

const ROW = 36
const TOP = 4

/** Values between 0 and 1, one below the other, with their error. */
export function ScaleChart({ rows }: { rows: readonly ScaleRow[] }): VNode {
  const floor = TOP + rows.length * ROW
  return (
    <svg class="chart" width="100%" height={floor + 20} aria-hidden="true">
      {[0, 0.25, 0.5, 0.75, 1].map((at) => (
        <>
          <line class="grid" x1={`${at * 100}%`} x2={`${at * 100}%`} y1={TOP} y2={floor} />
          <text class="tick" x={`${at * 100}%`} y={floor + 14} text-anchor={anchorAt(at)}>
            {at}
          </text>
        </>
      ))}
      {rows.map(({ label, value, interval }, index) => {
        const y = TOP + index * ROW
        return (
          <>
            <text class="label" x="2" y={y + 15}>
              {label} <tspan class="strong">{formatNumber(value, 3)}</tspan>
            </text>
            <rect
              class={index === 0 ? 'keep' : 'pale'}
              y={y + 22}
              width={across(value)}
              height="8"
            />
            {interval && (
              <g class="error">
                <line x1={across(interval[0])} x2={across(interval[1])} y1={y + 26} y2={y + 26} />
                {interval.map((end) => (
                  <line x1={across(end)} x2={across(end)} y1={y + 20} y2={y + 32} />
                ))}
              </g>
            )}
          </>
        )
      })}
    </svg>
  )
}

function across(value: number): string {
  return `${position(value * 100)}%`
}

function anchorAt(at: number): 'start' | 'middle' | 'end' {
  if (at === 0) return 'start'
  return at === 1 ? 'end' : 'middle'
}
