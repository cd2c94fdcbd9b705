import type { VNode } from 'preact'
import { position } from './position.js'

/** A bar in a table, beside the number it shows. `share` of the greatest bar, 0 to 1. */
export function ShareBar({ share, drop = false }: { share: number; drop?: boolean }): VNode {
  return (
    <svg class={drop ? 'bar lost' : 'bar'} aria-hidden="true">
      <rect width={`${position(share * 100)}%`} height="10" />
    </svg>
  )
}
