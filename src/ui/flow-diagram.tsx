import type { VNode } from 'preact'
import { ARRIVAL, layOutFlow, type Flow, type FlowAmount, type FlowBand } from './flow-layout.js'
import { formatCount, formatPercent, formatShort } from './format-number.js'
import { position } from './position.js'
import { visibleString } from './visible-parts.js'

/** Width of the drawn stream in its own units; it is stretched to its share of the page. */
const WIDTH = 1000

export interface FlowDiagramProps {
  readonly flow: Flow
  /** As on a narrow screen: half of the page has no more room. @default false */
  readonly narrow?: boolean
}

/** Where records go, as bands to scale that end at their labels. */
export function FlowDiagram({ flow, narrow = false }: FlowDiagramProps): VNode {
  const { height, top, stream, bands } = layOutFlow(flow)
  const bottom = Math.ceil(height)
  return (
    <div class={narrow ? 'flow narrow' : 'flow'}>
      <svg class="chart" width="100%" height={bottom} aria-hidden="true">
        <text class="tick" y={top - 12}>
          {amount(flow.total)} read
        </text>
        <text class="tick roomy" x={`${ARRIVAL * 100}%`} y={top - 12} text-anchor="end">
          {amount(sumOf(flow.arrives))} emitted
        </text>
        <svg
          width="100%"
          height={bottom}
          viewBox={`0 0 ${WIDTH} ${bottom}`}
          preserveAspectRatio="none"
        >
          {stream.map(({ x, toX, thick }) => (
            <rect
              class="keep"
              x={position(x * WIDTH)}
              y={top}
              width={position((toX - x) * WIDTH)}
              height={position(thick)}
            />
          ))}
          {bands.map((band) => (
            <path class={band.step === undefined ? 'kept' : 'drop'} d={pathOf(band)}>
              <title>{titleOf(band, flow.total)}</title>
            </path>
          ))}
          {stream.slice(0, -1).map(({ toX, thick }) => (
            <path class="step" d={`M${position(toX * WIDTH)},${top}v${position(thick)}`} />
          ))}
        </svg>
      </svg>
      <svg class="chart" width="100%" height={bottom} aria-hidden="true">
        {bands.map(({ label: name, step, count, labelY }) => (
          <text y={position(labelY + 4)}>
            <tspan class="strong">{amount(count)}</tspan> {visibleString(name, 18)}
            <tspan class="roomy soft">
              {' '}
              {formatPercent(count / flow.total)}
              {step !== undefined && ` at ${step}`}
            </tspan>
          </text>
        ))}
      </svg>
    </div>
  )
}

/** Exact as long as there is room. */
function amount(count: number): string {
  return count < 1_000_000 ? formatCount(count) : formatShort(count)
}

function sumOf(amounts: readonly FlowAmount[]): number {
  return amounts.reduce((sum, { count }) => sum + count, 0)
}

function titleOf({ label, count }: FlowBand, total: number): string {
  return `${visibleString(label, 40)}: ${formatCount(count)} (${formatPercent(count / total)})`
}

function pathOf({ x, y, toY, thick }: FlowBand): string {
  const from = position(x * WIDTH)
  const turn = position((from + WIDTH) / 2)
  const [upper, lower] = [position(y), position(y + thick)]
  const [toUpper, toLower] = [position(toY), position(toY + thick)]
  return (
    `M${from},${upper}C${turn},${upper} ${turn},${toUpper} ${WIDTH},${toUpper}` +
    `V${toLower}C${turn},${toLower} ${turn},${lower} ${from},${lower}Z`
  )
}
