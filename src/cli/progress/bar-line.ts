import { formatClock } from './amounts.js'
import { factsOf, type BarOptions, type Fact } from './bar-facts.js'
import { piece, type Piece } from './paint.js'
import type { Status } from './status.js'
import { fitText, textWidth } from './text-width.js'

const GAP = 2
const NARROWEST_GRAPH = 6
const WIDEST_GRAPH = 40

/**
 * One line that is narrower than the terminal, with as much of the status as there is room for. It
 * begins with a blank, on which the cursor rests: it hides nothing there, and however the program
 * ends, nothing has to be restored.
 */
export function barLine(status: Status, options: BarOptions): readonly Piece[] {
  const room = Math.max(0, options.columns - 2)
  const facts = fitting(options.isStopping ? stopping(options) : factsOf(status, options), room)
  const spare = room - widthOf(facts)
  const line = facts.flatMap((fact, index) => [
    piece(' '.repeat(index === 0 ? 1 : GAP)),
    ...(fact.graph === undefined ? fact.pieces : graphPieces(fact.graph, spare, options)),
  ])
  return cutAt(line, room + 1)
}

function stopping({ seconds }: BarOptions): readonly Fact[] {
  return [
    { rank: 0, pieces: [piece('stopping', 'strong')] },
    { rank: 1, pieces: [piece('Ctrl-C again exits at once')] },
    { rank: 2, pieces: [piece(formatClock(seconds), 'faint')] },
  ]
}

/** Without those that there is no room for, in the same order. */
function fitting(facts: readonly Fact[], room: number): readonly Fact[] {
  const kept = [...facts]
  while (kept.length > 1 && widthOf(kept) > room) {
    const least = Math.max(...kept.map(({ rank }) => rank))
    kept.splice(
      kept.findIndex(({ rank }) => rank === least),
      1,
    )
  }
  return kept
}

function widthOf(facts: readonly Fact[]): number {
  return facts.reduce(
    (sum, { pieces, graph }) => sum + (graph === undefined ? widthOfAll(pieces) : NARROWEST_GRAPH),
    GAP * (facts.length - 1),
  )
}

function widthOfAll(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + textWidth(text), 0)
}

/** Eighths of a column, from nothing to all of it. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function graphPieces(fraction: number, spare: number, { isUnicode }: BarOptions): readonly Piece[] {
  const width = Math.min(WIDEST_GRAPH, NARROWEST_GRAPH + Math.max(0, spare))
  const full = Math.floor(fraction * width)
  if (!isUnicode) return [piece('#'.repeat(full), 'good'), piece('-'.repeat(width - full), 'faint')]
  const begun = EIGHTHS[Math.floor((fraction * width - full) * 8)] ?? ''
  const done = piece(`${'█'.repeat(full)}${begun}`, 'good')
  return [done, piece('░'.repeat(width - full - begun.length), 'faint')]
}

/** What no choice of facts could prevent: a terminal of a few columns. */
function cutAt(line: readonly Piece[], columns: number): readonly Piece[] {
  let rest = columns
  return line.map(({ text, tone }) => {
    const cut = fitText(text, rest)
    rest -= textWidth(cut)
    return piece(cut, tone)
  })
}
