import { Buffer, isUtf8 } from 'node:buffer'
import { copyBytes } from './copy-bytes.js'
import { LONGEST_ESCAPE, textEscaper } from './escape-text.js'
import { MAX_RECORD_BYTES } from './limits.js'
import type { Column } from './row-text.js'

export interface BytesColumn extends Column {
  /** Whether its values are texts as UTF-8. */
  readonly isText: boolean
}

/** UTF-8 needs at most so many bytes for a UTF-16 code unit. */
const BYTES_PER_UNIT = 3

/**
 * Writes rows as `rowWriter` does, without making strings of their texts. `undefined` for a row that
 * is long or has a value that JSON cannot hold. What it gives is overwritten by the next row.
 */
export function rowBytesWriter(
  columns: readonly BytesColumn[],
): (row: readonly unknown[]) => Uint8Array | undefined {
  const openings = columns.map(({ name }, index) =>
    Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
  )
  const escape = textEscaper()
  let out = Buffer.allocUnsafeSlow(64 * 1024)
  let length = 0
  let isRefused = false
  const refuse = (): string => {
    isRefused = true
    return 'null'
  }

  function reserve(bytes: number): void {
    if (length + bytes <= out.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * out.length, length + bytes))
    out.copy(larger, 0, 0, length)
    out = larger
  }

  function writeText(text: Uint8Array): void {
    if (length + text.length > MAX_RECORD_BYTES || !isUtf8(text)) {
      isRefused = true
      return
    }
    reserve(text.length * LONGEST_ESCAPE + 2)
    out[length] = QUOTE
    length = escape({ bytes: text, start: 0, end: text.length }, out, length + 1)
    out[length] = QUOTE
    length += 1
  }

  function writeString(text: string): void {
    reserve(text.length * BYTES_PER_UNIT)
    if (text.length > WORTH_A_CALL) length += out.write(text, length)
    else if (isAscii(text)) length = writeAscii(text, out, length)
    else length += out.write(text, length)
  }

  return (row) => {
    length = 0
    isRefused = columns.length === 0
    for (let index = 0; index < columns.length && !isRefused; index += 1) {
      const column = columns[index]
      const opening = openings[index]
      if (column === undefined || opening === undefined) break
      reserve(opening.length)
      length = copyBytes(opening, out, length)
      const value = row[index]
      if (value === null || value === undefined) writeString('null')
      else if (column.isText && value instanceof Uint8Array) writeText(value)
      else writeString(column.write(value, refuse))
    }
    reserve(1)
    out[length] = CLOSING_BRACE
    length += 1
    return isRefused || length > MAX_RECORD_BYTES ? undefined : out.subarray(0, length)
  }
}

const QUOTE = 0x22
const CLOSING_BRACE = 0x7d
/** Shorter texts are copied sooner character by character. */
const WORTH_A_CALL = 32

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false
  }
  return true
}

function writeAscii(text: string, out: Buffer, at: number): number {
  for (let index = 0; index < text.length; index += 1) out[at + index] = text.charCodeAt(index)
  return at + text.length
}
