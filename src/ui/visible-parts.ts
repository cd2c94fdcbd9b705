/** Text that is safe to look at, in the order of reading. */
export interface VisibleParts {
  readonly parts: readonly VisiblePart[]
  /** Code points left out at the end. */
  readonly hidden: number
  /** Of the limit, what was not needed. */
  readonly room: number
}

export type VisiblePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  /** A character that would not be seen, or would turn its neighbours; `times` in a row. */
  | { readonly kind: 'mark'; readonly label: string; readonly times: number }

/** Written out, so that the answer does not depend on the Unicode version of the runtime. */
const emoji =
  '[\\u00A9\\u00AE\\u203C\\u2049\\u2122-\\u2BFF\\u3030\\u303D\\u3297\\u3299\\u{1F000}-\\u{1FAFF}]'
const emojiUnit = `${emoji}[\\u{1F3FB}-\\u{1F3FF}]?\\uFE0F?`
/** Joiners and selectors inside of it show themselves. */
const emojiSequence = `${emojiUnit}(?:\\u200D${emojiUnit})*`

/** Controls, lone surrogates, noncharacters, and what Unicode says to ignore when shown. */
const unseen =
  '[\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F' +
  '\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uD800-\\uDFFF\\uFDD0-\\uFDEF\\uFE00-\\uFE0F' +
  '\\uFEFF\\uFFA0\\uFFF0-\\uFFFB\\uFFFE\\uFFFF\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}]'

/** A run of one unseen character is one mark. */
const special = new RegExp(`${emojiSequence}|(\\r?\\n)|(${unseen})\\2*`, 'gu')

/** Takes two units. */
const astral = /[\u{10000}-\u{10FFFF}]/gu

/**
 * Cuts text into what can be shown. At most `limit` characters are shown, where a mark counts as
 * many as its label has, so that the size of a page is bounded whatever the text holds.
 */
export function visibleParts(text: string, limit: number = Infinity): VisibleParts {
  const parts: VisiblePart[] = []
  let room = limit
  let end = 0
  const show = (upTo: number): boolean => {
    const shown = leadingCodePoints(text.slice(end, upTo), room)
    if (shown !== '') parts.push({ kind: 'text', text: shown })
    end += shown.length
    room -= countCodePoints(shown)
    return end === upTo
  }
  for (const match of text.matchAll(special)) {
    // No character takes more than two units, so that nothing from here on is shown.
    if (match.index - end > 2 * room) break
    const [all, lineBreak, character] = match
    if (lineBreak === undefined && character === undefined) continue
    if (!show(match.index)) break
    const part = partOf(all, character)
    room -= widthOf(part)
    if (room < 0) break
    parts.push(part)
    end += all.length
  }
  if (room > 0) show(text.length)
  return { parts, hidden: countCodePoints(text.slice(end)), room: Math.max(room, 0) }
}

function partOf(all: string, character: string | undefined): VisiblePart {
  if (character === undefined) return { kind: 'break' }
  const times = all.length / character.length
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { kind: 'mark', label: character === '\t' ? '⇥' : `U+${code}`, times }
}

function widthOf(part: VisiblePart): number {
  return part.kind === 'mark' ? part.label.length + 2 : 3
}

function leadingCodePoints(text: string, count: number): string {
  if (text.length <= count) return text
  let end = 0
  for (let left = count; left > 0 && end < text.length; left -= 1) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return text.slice(0, end)
}

function countCodePoints(text: string): number {
  return text.length - (text.match(astral)?.length ?? 0)
}

/** The same as plain text, for places that hold no elements: `U+202E` stands in brackets. */
export function visibleString(text: string, limit?: number): string {
  const { parts, hidden } = visibleParts(text, limit)
  const shown = parts.map((part) => {
    if (part.kind === 'text') return part.text
    return part.kind === 'break' ? '↵' : `[${part.label}]`
  })
  return `${shown.join('')}${hidden > 0 ? '…' : ''}`
}
