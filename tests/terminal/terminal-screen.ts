import { textWidth } from '#loradex/cli/progress/text-width.js'

/** What a terminal shows of what was written to it. Knows what loradex may write, and nothing else. */
export interface TerminalScreen {
  write(text: string): void
  /** As terminals do that break long lines anew when their width changes. */
  resize(columns: number): void
  /** Every row from the first, without blanks at the ends; the rows below the last text are left out. */
  rows(): readonly string[]
  readonly cursor: { readonly row: number; readonly column: number }
  readonly isCursorVisible: boolean
  readonly isWrapping: boolean
}

interface Row {
  cells: string[]
  /** The next row goes on with the same line. */
  continues: boolean
}

export interface ScreenOptions {
  /** Also knows how to move over what is there, as questions do; progress does without. @default false */
  readonly canMove?: boolean
}

/** @throws on an escape sequence that it does not know. */
export function terminalScreen(
  width: number,
  { canMove = false }: ScreenOptions = {},
): TerminalScreen {
  let columns = width
  let rows: Row[] = [emptyRow()]
  let [row, column] = [0, 0]
  let [isWrapping, isCursorVisible] = [true, true]

  const rowAt = (index: number): Row => (rows[index] ??= emptyRow())

  function put(character: string): void {
    const size = textWidth(character)
    if (size === 0) {
      const cells = rowAt(row).cells
      cells[column - 1] = `${cells[column - 1] ?? ''}${character}`
      return
    }
    if (column + size > columns) {
      if (!isWrapping) column = columns - size
      else {
        rowAt(row).continues = true
        row += 1
        column = 0
      }
    }
    const { cells } = rowAt(row)
    while (cells.length < column) cells.push(' ')
    cells.splice(column, size, character, ...Array.from({ length: size - 1 }, () => ''))
    column += size
  }

  /** Questions are drawn again where they stand. */
  function move(sequence: string): void {
    const [, digits = '', letter] = /^\[(\d*)([A-DK])$/u.exec(sequence) ?? []
    const count = digits === '' ? 1 : Number(digits)
    if (!canMove) throw new Error(`unknown: ESC ${sequence}`)
    if (letter === 'A') row = Math.max(0, row - count)
    else if (letter === 'B') row += count
    else if (letter === 'C') column = Math.min(columns - 1, column + count)
    else if (letter === 'D') column = Math.max(0, column - count)
    else if (letter === 'K') rowAt(row).cells.splice(digits === '2' ? 0 : column)
    else throw new Error(`unknown: ESC ${sequence}`)
  }

  function obey(sequence: string): void {
    switch (sequence) {
      case '[J':
        rowAt(row).cells.splice(column)
        rowAt(row).continues = false
        rows.splice(row + 1)
        return
      case '[?7l':
        isWrapping = false
        return
      case '[?7h':
        isWrapping = true
        return
      case '[?25l':
        isCursorVisible = false
        return
      case '[?25h':
        isCursorVisible = true
        return
      default:
        if (!/^\[[\d;]*m$/u.test(sequence)) move(sequence)
    }
  }

  return {
    write(text) {
      // oxlint-disable-next-line no-control-regex -- those are what terminals obey
      for (const [token] of text.matchAll(/\u001B(\[[?\d;]*[a-zA-Z])|[^]/gu)) {
        if (token.startsWith('\u001B')) obey(token.slice(1))
        else if (token === '\r') column = 0
        else if (token === '\n') row += 1
        else put(token)
      }
    },
    resize(next) {
      columns = next
      let [above, before] = [0, 0]
      const broken: Row[] = []
      for (const line of joined(rows)) {
        const holdsCursor = row >= line.first && row < line.first + line.count
        if (holdsCursor) {
          before = line.offsets[row - line.first] ?? 0
          above = broken.length
        }
        broken.push(...brokenAt(line.cells, columns))
      }
      rows = broken
      row = above + Math.floor((before + column) / columns)
      column = (before + column) % columns
    },
    rows: () => {
      const texts = rows.map(({ cells }) => cells.join('').trimEnd())
      while (texts.at(-1) === '') texts.pop()
      return texts
    },
    get cursor() {
      return { row, column }
    },
    get isCursorVisible() {
      return isCursorVisible
    },
    get isWrapping() {
      return isWrapping
    },
  }
}

function emptyRow(): Row {
  return { cells: [], continues: false }
}

interface Line {
  readonly cells: string[]
  readonly first: number
  count: number
  /** Where each of its rows began in it. */
  readonly offsets: number[]
}

function joined(rows: readonly Row[]): readonly Line[] {
  const lines: Line[] = []
  let isOpen = false
  for (const [first, { cells, continues }] of rows.entries()) {
    const last = lines.at(-1)
    if (isOpen && last) {
      last.offsets.push(last.cells.length)
      last.cells.push(...cells)
      last.count += 1
    } else lines.push({ cells: [...cells], first, count: 1, offsets: [0] })
    isOpen = continues
  }
  return lines
}

function brokenAt(cells: readonly string[], columns: number): readonly Row[] {
  const count = Math.max(1, Math.ceil(cells.length / columns))
  return Array.from({ length: count }, (_, index) => ({
    cells: cells.slice(index * columns, (index + 1) * columns),
    continues: index < count - 1,
  }))
}
