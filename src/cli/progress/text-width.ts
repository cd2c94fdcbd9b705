/** Columns that a terminal gives to the text, if anything more than it needs. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

/** The text, cut at its end with `…` where it is wider than the columns. */
export function fitText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let [fitting, width] = ['', 1]
  for (const character of text) {
    width += characterWidth(character)
    if (width > columns) break
    fitting += character
  }
  return columns < 1 ? '' : `${fitting}…`
}

const NOTHING = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const PICTURE = /^\p{Emoji_Presentation}$/u

/** First and last of what is Wide or Fullwidth (Unicode Standard Annex 11). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

/** Asks for the picture of the character before it, which may be narrow without. */
const PICTURE_SELECTOR = 0xfe0f

function characterWidth(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (point >= 0x20 && point < 0x7f) return 1
  if (point === PICTURE_SELECTOR) return 1
  if (NOTHING.test(character)) return 0
  const isWide = WIDE.some(([first, last]) => point >= first && point <= last)
  return isWide || PICTURE.test(character) ? 2 : 1
}
