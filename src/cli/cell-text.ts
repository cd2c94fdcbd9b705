/** East Asian wide and fullwidth characters, and pictures: they take two cells of a terminal (UAX 11). */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u
const zero = /[\p{Mn}\p{Me}\p{Cf}]/u

/** Cells that a text takes on a terminal. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + cellsOf(character), 0)
}

function cellsOf(character: string): number {
  if (zero.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** At most so many cells; what is cut ends with an ellipsis. Control characters are shown as escapes. */
export function clip(text: string, width: number): string {
  const shown = visible(text)
  if (widthOf(shown) <= width) return shown
  let [kept, cells] = ['', 0]
  for (const character of shown) {
    cells += cellsOf(character)
    if (cells > width - 1) break
    kept += character
  }
  return `${kept}…`
}

/** On one line, and nothing in it that a terminal would obey. */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

export function padTo(text: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)))
  return toTheRight ? `${blanks}${text}` : `${text}${blanks}`
}
