import { escapeToken } from './json-pointer.js'

/** Where a value stands below the sample; absent for the sample itself. */
export interface Place {
  readonly parent: Place | undefined
  readonly token: string | number
  /** The name of the field is meant, not its value. */
  readonly isName?: boolean
}

/** Longer names and values are cut in messages. */
export const SHOWN_CHARS = 60

export function instancePointer(place: Place | undefined): string {
  let pointer = ''
  for (let at = place; at !== undefined; at = at.parent) {
    pointer = `/${escapeToken(String(at.token))}${pointer}`
  }
  return pointer
}

/** For people: `output.sources[2]`. */
export function fieldPath(place: Place | undefined): string {
  let path = ''
  for (let at = place; at !== undefined; at = at.parent) {
    const isFirst = at.parent === undefined
    path = `${typeof at.token === 'number' ? `[${at.token}]` : named(at.token, isFirst)}${path}`
  }
  return path
}

function named(name: string, isFirst: boolean): string {
  if (!/^[\p{L}\p{N}_$@-]+$/u.test(name)) return `[${JSON.stringify(shorten(name))}]`
  return isFirst ? shorten(name) : `.${shorten(name)}`
}

/** The subject of a message's sentence. */
export function subject(place: Place | undefined): string {
  if (place === undefined) return 'Sample'
  return `Field ${place.isName === true ? 'name ' : ''}'${fieldPath(place)}'`
}

/** At most `SHOWN_CHARS` code points. */
export function shorten(text: string): string {
  if (text.length <= SHOWN_CHARS) return text
  const points = Array.from(text.slice(0, 2 * SHOWN_CHARS))
  return points.length <= SHOWN_CHARS && text.length <= 2 * SHOWN_CHARS
    ? text
    : `${points.slice(0, SHOWN_CHARS - 1).join('')}…`
}
