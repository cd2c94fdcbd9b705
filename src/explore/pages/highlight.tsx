import type { VNode } from 'preact'
import { VisibleText } from '../../ui/visible-text.js'

/** What was searched for. */
export interface Wanted {
  readonly text: string
  readonly matchCase: boolean
}

/** So many matches are marked; a text may hold a million of them. */
const MOST_MARKS = 100

interface HighlightProps {
  readonly text: string
  readonly wanted: Wanted | undefined
  readonly limit: number
  readonly lines?: boolean
  /** The text goes on, but not in here. */
  readonly cut?: boolean
}

/** Text from outside, with what was searched for marked. */
export function Highlight({
  text,
  wanted,
  limit,
  lines = false,
  cut = false,
}: HighlightProps): VNode {
  if (wanted === undefined || wanted.text === '') {
    return <VisibleText text={text} limit={limit} lines={lines} cut={cut} />
  }
  const shown = text.slice(0, limit)
  const pieces = piecesOf(shown, wanted)
  return (
    <>
      {pieces.map(({ text: piece, isMatch }) =>
        isMatch ? (
          <mark>
            <VisibleText text={piece} lines={lines} />
          </mark>
        ) : (
          <VisibleText text={piece} lines={lines} />
        ),
      )}
      {(cut || shown.length < text.length) && (
        <VisibleText text="" cut={text.length - shown.length || true} />
      )}
    </>
  )
}

interface Piece {
  readonly text: string
  readonly isMatch: boolean
}

function piecesOf(text: string, { text: wanted, matchCase }: Wanted): readonly Piece[] {
  const literal = wanted.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
  const pattern = new RegExp(literal, matchCase ? 'gu' : 'giu')
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (pieces.length >= 2 * MOST_MARKS) break
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMatch: false })
    pieces.push({ text: match[0], isMatch: true })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false })
  return pieces
}
