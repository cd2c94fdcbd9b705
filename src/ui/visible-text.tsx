import type { VNode } from 'preact'
import { formatCount } from './format-number.js'
import { visibleParts, type VisiblePart } from './visible-parts.js'

export interface VisibleTextProps {
  readonly text: string
  /** Most characters shown; the rest is counted. */
  readonly limit?: number
  /** Code points that were cut off already, before the text came here; true where they were not counted. */
  readonly cut?: number | boolean
  /** Pieces of the text that stand out, in order, by where they begin and end. */
  readonly strong?: readonly (readonly [start: number, end: number])[]
  /** Whether line breaks begin a line, after their mark; `own`: without one, as the layout made them. */
  readonly lines?: boolean | 'own'
}

/**
 * Text from outside: nothing in it acts, hides or turns its neighbours. Controls, zero-width and
 * bidirectional characters and lone surrogates show as `U+202E`, line breaks as `↵`. Takes at most
 * 6 bytes for each character of the limit, and 60 more.
 */
export function VisibleText({ cut = 0, ...rest }: VisibleTextProps): VNode {
  const { markup, hidden } = visibleMarkup(rest)
  const more = hidden + Number(cut)
  return (
    <>
      <bdi dangerouslySetInnerHTML={{ __html: markup }} />
      {more > 0 && <i class="cut">… {cut === true ? 'goes on' : `${formatCount(more)} more`}</i>}
    </>
  )
}

/** What stands inside of the element. Written as text, because a page may hold thousands of them. */
function visibleMarkup({
  text,
  limit = Infinity,
  strong = [],
  lines = false,
}: Omit<VisibleTextProps, 'cut'>): { readonly markup: string; readonly hidden: number } {
  let markup = ''
  let room = limit
  let hidden = 0
  let at = 0
  const show = (end: number, tag?: string): void => {
    const piece = visibleParts(text.slice(at, end), hidden > 0 ? 0 : room)
    const shown = piece.parts.map((part) => markupOf(part, lines)).join('')
    markup += tag === undefined || shown === '' ? shown : `<${tag}>${shown}</${tag}>`
    room = piece.room
    hidden += piece.hidden
    at = end
  }
  for (const [start, end] of strong) {
    show(start)
    show(end, 'b')
  }
  show(text.length)
  return { markup, hidden }
}

function markupOf(part: VisiblePart, lines: boolean | 'own'): string {
  switch (part.kind) {
    case 'text':
      return escapeText(part.text)
    case 'break':
      if (lines === 'own') return '\n'
      return `<i>↵</i>${lines ? '<br>' : ' '}`
    case 'mark':
      return `<i>${part.label}${part.times > 1 ? `×${formatCount(part.times)}` : ''}</i>`
  }
}

/** For the inside of an element, where quotes mean nothing. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
