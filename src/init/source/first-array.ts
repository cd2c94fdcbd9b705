import { parseJson } from '../../kernel/parse-json.js'
import { writeKeyPath } from '../columns/write-field-path.js'

/**
 * The path to the first array of objects in an object whose text is cut off, when the text ends within
 * that array: it is most of the file. Linear in the text.
 */
export function firstArray(head: Buffer): string | undefined {
  const open: (string | undefined)[] = []
  let key: string | undefined
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at]
    if (byte === 0x22) {
      const end = closingQuote(head, at)
      const parsed = parseJson(head, { start: at, end: end + 1 })
      key = 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : undefined
      at = end
    } else if (byte === 0x7b) {
      open.push(key)
    } else if (byte === 0x7d) {
      open.pop()
    } else if (byte === 0x5b) {
      const end = endOfArray(head, at)
      if (end === -1) return isOfObjects(head, at) ? pathTo([...open, key]) : undefined
      at = end
    }
  }
  return undefined
}

/** The first is the document itself, which has no key. */
function pathTo([, ...keys]: readonly (string | undefined)[]): string | undefined {
  const known = keys.filter((key) => key !== undefined)
  return known.length === keys.length && known.length > 0 ? writeKeyPath(known) : undefined
}

function isOfObjects(head: Buffer, at: number): boolean {
  return /^\[\s*\{/u.test(head.subarray(at, at + 1024).toString('latin1'))
}

function closingQuote(bytes: Buffer, from: number): number {
  let at = from + 1
  while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1
  return at
}

/** -1 when the text ends first. */
function endOfArray(bytes: Buffer, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === 0x22) at = closingQuote(bytes, at)
    else if (byte === 0x5b || byte === 0x7b) depth += 1
    else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}
