import type { JsonProblemCode } from './json-problem.js'
import type { WrittenTexts } from './written-texts.js'

/** In every Node since 0.11, several times faster than `toString`, and missing from its types. */
interface SliceableBuffer<Memory extends ArrayBufferLike = ArrayBufferLike> extends Buffer<Memory> {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

/** Bytes as the parser wants them. */
export interface ParsedBytes {
  readonly bytes: SliceableBuffer
  /** The same bytes, to be read four at a time. */
  readonly view: DataView
}

/** Where in which bytes a parser is. */
export interface Cursor extends ParsedBytes {
  at: number
  readonly end: number
  depth: number
  /** Told of every text, if anyone wants to know. */
  readonly texts: WrittenTexts | undefined
  /** Every byte that `skipPlain` has passed since this was last set to 0, combined by or. */
  seen: number
}

/** Leaves the recursion; never leaves this file. */
export class Fault extends Error {
  readonly code: JsonProblemCode
  readonly at: number
  readonly found: string

  constructor(code: JsonProblemCode, at: number, found: string) {
    super(found)
    this.code = code
    this.at = at
    this.found = found
  }
}

let last: { readonly source: Uint8Array; readonly parsed: ParsedBytes } | undefined

/** Remembers its last answer, as records come by the thousand from one batch. */
export function toParsedBytes(source: Uint8Array): ParsedBytes {
  if (last?.source === source) return last.parsed
  const { buffer, byteOffset, byteLength } = source
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every Buffer has both methods
  const bytes = Buffer.from(buffer, byteOffset, byteLength) as SliceableBuffer<ArrayBuffer>
  const parsed = { bytes, view: new DataView(buffer, byteOffset, byteLength) }
  last = { source, parsed }
  return parsed
}

export function skipBlanks(cursor: Cursor): void {
  const { bytes, end } = cursor
  let { at } = cursor
  while (at < end) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break
    at += 1
  }
  cursor.at = at
}

/** The byte at the cursor, or -1 at the end. */
export function peek({ bytes, at, end }: Cursor): number {
  return at < end ? (bytes[at] ?? -1) : -1
}

export function unexpected({ bytes, at, end }: Cursor): Fault {
  if (at >= end) return new Fault('invalid-json', end, 'the end of the record')
  const byte = bytes[at] ?? 0
  const isPrintable = byte > 0x20 && byte < 0x7f
  const found = isPrintable ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`
  return new Fault('invalid-json', at, found)
}
