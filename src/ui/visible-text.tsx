import type { VNode } from 'preact'
import { formatCount } from './format-number.js'
import { visibleParts, type VisiblePart } from './visible-parts.js'

export interface VisibleTextProps {
  readonly text: string
  /** Most characters shown; the rest is counted. */
  readonly limit?: number
  /** Code points that were cut off already, before the text came here. */
  readonly cut?: number
  /** Whether line breaks begin a line, too; a mark shows them in any case. */
  readonly lines?: boolean
}

/**
 * Text from outside: nothing in it acts, hides or turns its neighbours. Controls, zero-width and
 * bidirectional characters and lone surrogates show as `U+202E`, line breaks as `↵`.
 */
export function VisibleText({ text, limit, cut = 0, lines = false }: VisibleTextProps): VNode {
  const { parts, hidden } = visibleParts(text, limit)
  const more = hidden + cut
  return (
    <bdi>
      {parts.map((part) => show(part, lines))}
      {more > 0 && <i class="cut">… {formatCount(more)} more</i>}
    </bdi>
  )
}

function show(part: VisiblePart, lines: boolean) {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'break':
      return (
        <>
          <i>↵</i>
          {lines ? <br /> : ' '}
        </>
      )
    case 'mark':
      return (
        <i>
          {part.label}
          {part.times > 1 && `×${formatCount(part.times)}`}
        </i>
      )
  }
}
