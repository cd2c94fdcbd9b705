import type { VNode } from 'preact'
import { countOf } from '../../../ui/format-number.js'

/** How many a list leaves out; nothing where it is whole. */
export function More({ of, what }: { of: number; what: string }): VNode | undefined {
  return of > 0 ? <p class="soft">{countOf(of, `more ${what}`)} not shown.</p> : undefined
}
