import type { VNode } from 'preact'
import { VisibleText } from '../../ui/visible-text.js'

const MOST = 44

/** Where a record was read. Of a long path the end is shown: it names file and line. */
export function Place({ at }: { at: string }): VNode {
  return <VisibleText text={shortPlace(at)} limit={MOST} />
}

function shortPlace(at: string): string {
  if (at.length <= MOST) return at
  const end = at.slice(at.lastIndexOf('/', at.length - 2) + 1)
  return end.length < MOST ? `…/${end}` : `…${end.slice(1 - MOST)}`
}
