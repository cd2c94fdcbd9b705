import type { Column } from '../init/columns/column.js'
import { grouped } from '../init/propose/counted.js'
import { countDifferent } from '../schema/infer/shape.js'
import { quantile } from '../schema/infer/lengths.js'
import type { Json } from '../kernel/json-value.js'
import { writeJson } from '../kernel/write-json.js'
import { clip, padTo } from './cell-text.js'
import { textWidth } from './progress/text-width.js'

/** More lines than a screen has are scrolled past. */
const MOST_SHOWN = 40
const LONGEST_NAME = 32
const LEAST_EXAMPLE = 24
const GAP = '  '
const HEADINGS = ['column', 'type', 'filled', 'distinct', 'length', 'example']

/** An aligned table of the columns, each with an example, no line longer than `width` cells. */
export function* columnTable(columns: readonly Column[], width: number): Generator<string> {
  const shown = columns.filter(({ isItem }) => !isItem).slice(0, MOST_SHOWN)
  const rows = shown.map((column) => [
    clip(column.path, LONGEST_NAME),
    typeText(column),
    filledText(column),
    distinctText(column),
    lengthText(column),
  ])
  const widths = HEADINGS.slice(0, -1).map((heading, index) =>
    Math.max(textWidth(heading), ...rows.map((row) => textWidth(row[index] ?? ''))),
  )
  const used = widths.reduce((sum, one) => sum + one + GAP.length, 0)
  const rest = Math.max(LEAST_EXAMPLE, width - used)
  yield lineOf(HEADINGS, widths)
  for (const [index, row] of rows.entries()) {
    yield lineOf([...row, clip(exampleText(shown[index]?.example), rest)], widths)
  }
  const more = columns.filter(({ isItem }) => !isItem).length - shown.length
  if (more > 0) yield `and ${grouped(more)} more ${more === 1 ? 'column' : 'columns'}`
}

/** Names and types stand to the left, figures to the right, as does no last cell. */
const RIGHT: readonly number[] = [2, 3]

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, index) => padTo(cell, widths[index] ?? 0, RIGHT.includes(index)))
    .join(GAP)
    .trimEnd()
}

function typeText({ kind, shape }: Column): string {
  const { texts, numbers, lists, objects, trues, falses } = shape
  if (kind === 'messages' || kind === 'empty') return kind
  const names = [
    ...(texts.count > 0 ? ['text'] : []),
    ...(numbers.other > 0 ? ['number'] : []),
    ...(numbers.other === 0 && numbers.whole > 0 ? ['integer'] : []),
    ...(trues + falses > 0 ? ['boolean'] : []),
    ...(lists.count > 0 ? ['list'] : []),
    ...(objects.count > 0 ? ['object'] : []),
  ]
  return names.join(' or ')
}

/** Rounded down, so that 100 % means all. */
function filledText({ filled }: Column): string {
  if (filled > 0 && filled < 0.01) return '<1 %'
  return `${Math.floor(100 * filled)} %`
}

function distinctText({ shape, kind }: Column): string {
  if (kind === 'list' || kind === 'object' || kind === 'messages' || kind === 'empty') return ''
  const { count, isExact } = countDifferent(shape)
  return `${isExact ? '' : '~'}${grouped(count)}`
}

/** Of texts in characters, of lists in items: the shortest, the median and the longest. */
function lengthText({ shape, kind }: Column): string {
  const lengths = kind === 'list' || kind === 'messages' ? shape.lists.lengths : shape.texts.lengths
  if (lengths.longest === 0) return ''
  const { shortest, longest } = lengths
  if (shortest === longest) return grouped(longest)
  return `${grouped(shortest)}–${grouped(quantile(lengths, 0.5))}–${grouped(longest)}`
}

function exampleText(value: Json | undefined): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : writeJson(value)
  return text.slice(0, 1000).trim().replaceAll(/\s+/gu, ' ')
}
