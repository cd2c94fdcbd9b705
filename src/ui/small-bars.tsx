import type { VNode } from 'preact'
import { position } from './position.js'

const HEIGHT = 56

/** A histogram without labels, one of several on one scale. */
export function SmallBars({
  values,
  greatest,
}: {
  values: readonly number[]
  greatest: number
}): VNode {
  const width = 100 / values.length
  return (
    <svg class="chart bars" width="100%" height={HEIGHT + 1} aria-hidden="true">
      {values.map((value, index) => {
        const height = value === 0 ? 0 : Math.max((value / greatest) * HEIGHT, 1)
        return (
          value > 0 && (
            <rect
              x={`${position(index * width)}%`}
              y={position(HEIGHT - height)}
              width={`${position(width * 0.92)}%`}
              height={position(height)}
            />
          )
        )
      })}
      <line class="axis" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
    </svg>
  )
}
