/** Where a value, or the key before it, begins in a text; in UTF-16 units. */
export interface JsonPlace {
  /** Equal to `value` for items of arrays and for the whole. */
  readonly key: number
  readonly value: number
}

/**
 * Finds what the tokens of a JSON Pointer lead to in a text that is known to be JSON; as near as the
 * text goes when the last of them lead nowhere. O(length), without recursion.
 */
export function placeInJson(text: string, tokens: readonly string[]): JsonPlace {
  let value = skipBlanks(text, 0)
  let place: JsonPlace = { key: value, value }
  for (const token of tokens) {
    const found =
      text[value] === '{' ? memberAt(text, value, token) : itemAt(text, value, Number(token))
    if (found === undefined) return place
    place = found
    value = found.value
  }
  return place
}

/** Line and column, `12:9`, both from 1. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset)
  return `${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`
}

function memberAt(text: string, start: number, name: string): JsonPlace | undefined {
  let at = skipBlanks(text, start + 1)
  while (text[at] === '"') {
    const key = at
    at = endOfString(text, at)
    const isFound = textOf(text.slice(key, at)) === name
    const value = skipBlanks(text, skipBlanks(text, at) + 1)
    if (isFound) return { key, value }
    at = nextItem(text, value)
  }
  return undefined
}

function itemAt(text: string, start: number, index: number): JsonPlace | undefined {
  if (text[start] !== '[') return undefined
  let at = skipBlanks(text, start + 1)
  for (let count = 0; at < text.length && text[at] !== ']'; count += 1) {
    if (count === index) return { key: at, value: at }
    at = nextItem(text, at)
  }
  return undefined
}

function textOf(quoted: string): unknown {
  try {
    return JSON.parse(quoted)
  } catch {
    return undefined
  }
}

/** Where the member or item after the value begins, or what closes them all. */
function nextItem(text: string, value: number): number {
  const at = skipBlanks(text, endOfValue(text, value))
  return text[at] === ',' ? skipBlanks(text, at + 1) : at
}

/** Where the value that begins here ends: behind its last character that is no blank, or at most at `,`, `}` or `]`. */
export function endOfValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') at = endOfString(text, at) - 1
    else if (letter === '{' || letter === '[') depth += 1
    else if (depth === 0 && (letter === ',' || letter === '}' || letter === ']')) return at
    else if (letter === '}' || letter === ']') depth -= 1
  }
  return text.length
}

/** One past the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function skipBlanks(text: string, start: number): number {
  let at = start
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}
