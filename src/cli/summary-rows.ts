import { formatCount, formatShare } from './progress/amounts.js'
import type { SummaryLine } from './progress/face.js'
import { piece } from './progress/paint.js'

/** A number of records and what it is the number of. */
export interface Row {
  /** Begins with two blanks when it is a part of the row above it. */
  readonly label: string
  readonly count: number
  /** What the share is of. @default no share is shown */
  readonly whole?: number
  readonly note?: string
}

/** The rows with their numbers below one another. */
export function* alignRows(rows: readonly Row[]): Generator<SummaryLine> {
  const cells = rows.map(({ label, count, whole, note = '' }) => ({
    label,
    count: formatCount(count),
    share: whole === undefined ? '' : formatShare(count, whole),
    note,
  }))
  const width = (name: keyof (typeof cells)[number]): number =>
    Math.max(...cells.map((cell) => cell[name].length))
  const [labelWidth, countWidth, shareWidth] = [width('label'), width('count'), width('share')]

  for (const { label, count, share, note } of cells) {
    const isPart = label.startsWith(' ')
    const numbers = [
      count.padStart(countWidth),
      ...(share === '' ? [] : [share.padStart(shareWidth)]),
    ]
    yield {
      pieces: [
        piece(label.padEnd(labelWidth + 2), isPart ? 'plain' : 'strong'),
        piece(numbers.join('  ')),
        piece(note === '' ? '' : `  ${note}`, 'faint'),
      ],
    }
  }
}
