import type { Terminal } from './terminal.js'

/**
 * The end of what a terminal shows: lines, and below them one that changes. Whatever changes is one
 * write, in which the new text takes the place of the old: nothing flickers. The cursor waits in the
 * first column, so that a terminal that breaks a line anew when it becomes narrower has all of that
 * line below the cursor.
 */
export interface Screen {
  /** Shows this as the last line, in place of the one before it. */
  draw(text: string): void
  /** Adds lines above the last line, which stays. */
  print(lines: string): void
  /** Takes the last line away. */
  clear(): void
}

const ERASE_BELOW = '\u001B[J'
/** Without them a line that is wider than thought would go on in the next. */
const NO_WRAP = '\u001B[?7l'
const WRAP = '\u001B[?7h'

export function openScreen({ write }: Terminal): Screen {
  let shown = ''
  return {
    draw(text) {
      if (text === shown) return
      write(`\r${text === '' ? ERASE_BELOW : lastLine(text)}`)
      shown = text
    },
    print(lines) {
      write(`${shown === '' ? '' : `\r${ERASE_BELOW}`}${lines}\n${lastLine(shown)}`)
    },
    clear() {
      if (shown !== '') write(`\r${ERASE_BELOW}`)
      shown = ''
    },
  }
}

function lastLine(text: string): string {
  return text === '' ? '' : `${NO_WRAP}${text}${ERASE_BELOW}${WRAP}\r`
}
