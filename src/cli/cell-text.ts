import { fitText, textWidth } from './progress/text-width.js'

/** What a terminal would obey, or break a line at. */
const obeyed = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** On one line of at most so many cells; what is cut ends with an ellipsis. */
export function clip(text: string, width: number): string {
  const visible = text.replaceAll(
    obeyed,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return fitText(visible, width)
}

export function padTo(text: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)))
  return toTheRight ? `${blanks}${text}` : `${text}${blanks}`
}
