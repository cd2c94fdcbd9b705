import type { VNode } from 'preact'
import { formatCount } from './format-number.js'
import { visibleParts, type VisiblePart } from './visible-parts.js'

export interface VisibleTextProps {
  readonly text: string
  /** Most characters shown; the rest is counted. */
  readonly limit?: number
  /** Code points that were cut off already, before the text came here; true where they were not counted. */
  readonly cut?: number | boolean
  /** Whether line breaks begin a line, too; a mark shows them in any case. */
  readonly lines?: boolean
}

/**
 * Text from outside: nothing in it acts, hides or turns its neighbours. Controls, zero-width and
 * bidirectional characters and lone surrogates show as `U+202E`, line breaks as `↵`. Takes at most
 * 6 bytes for each character of the limit, and 60 more.
 */
export function VisibleText(props: VisibleTextProps): VNode {
  return <bdi dangerouslySetInnerHTML={{ __html: visibleMarkup(props) }} />
}

/** What stands inside of the element. Written as text, because a page may hold thousands of them. */
function visibleMarkup({ text, limit, cut = 0, lines = false }: VisibleTextProps): string {
  const { parts, hidden } = visibleParts(text, limit)
  const shown = parts.map((part) => markupOf(part, lines)).join('')
  const more = hidden + Number(cut)
  if (more === 0) return shown
  return `${shown}<i class="cut">… ${cut === true ? 'goes on' : `${formatCount(more)} more`}</i>`
}

function markupOf(part: VisiblePart, lines: boolean): string {
  switch (part.kind) {
    case 'text':
      return escapeText(part.text)
    case 'break':
      return `<i>↵</i>${lines ? '<br>' : ' '}`
    case 'mark':
      return `<i>${part.label}${part.times > 1 ? `×${formatCount(part.times)}` : ''}</i>`
  }
}

/** For the inside of an element, where quotes mean nothing. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
