import type { JsonProblemCode } from './json-problem.js'

/** In every Node since 0.11, several times faster than `toString`, and missing from its types. */
export interface SliceableBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

/** Where in which bytes a parser is. */
export interface Cursor {
  readonly bytes: SliceableBuffer
  at: number
  readonly end: number
  depth: number
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

export function asBuffer(source: Uint8Array): SliceableBuffer {
  const { buffer, byteOffset, byteLength } = source
  const bytes = Buffer.isBuffer(source) ? source : Buffer.from(buffer, byteOffset, byteLength)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every Buffer has both methods
  return bytes as SliceableBuffer
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
