import { HEADER, HEADER_BYTES, PROGRAM, PROGRAM_END } from '../layout.js'
import { ENTRY_BYTES } from '../program-layout.js'
import { Undecidable } from './undecidable.js'

/** The part of the kernel's memory that a program takes, while it is being written. */
export interface ProgramMemory {
  readonly view: DataView
  /** Zeroed memory; gives its place. */
  allocate(bytes: number): number
  /** Text as UTF-8, with room to read past it. */
  text(text: string): { readonly at: number; readonly bytes: number }
  /** Bytes as they are; gives their place. */
  bytes(bytes: Uint8Array): number
  /** A hash table from text to a number other than 0. */
  table(entries: ReadonlyMap<string, number>): number
  /** All that was written, from the header on. */
  take(): { readonly header: Uint8Array; readonly program: Uint8Array }
}

const encoder = new TextEncoder()
const ALIGNMENT = 16
const MASK_64 = (1n << 64n) - 1n

export function createProgramMemory(): ProgramMemory {
  const buffer = new ArrayBuffer(PROGRAM_END)
  const bytes = new Uint8Array(buffer)
  const view = new DataView(buffer)
  let top = PROGRAM

  function allocate(size: number): number {
    const at = top
    top += Math.ceil(size / ALIGNMENT) * ALIGNMENT
    if (top > PROGRAM_END) throw new Undecidable('the recipe is too large')
    return at
  }

  function text(value: string) {
    const encoded = encoder.encode(value)
    const at = allocate(encoded.length + ALIGNMENT)
    bytes.set(encoded, at)
    return { at, bytes: encoded.length }
  }

  return {
    view,
    allocate,
    text,
    bytes(value) {
      const at = allocate(value.length)
      bytes.set(value, at)
      return at
    },
    table(entries) {
      let places = 4
      while (places < 2 * entries.size) places *= 2
      const table = allocate(8 + places * ENTRY_BYTES)
      view.setUint32(table, places - 1, true)
      for (const [key, value] of entries) {
        const { at, bytes: length } = text(key)
        const first = firstBytes(view.getBigUint64(at, true), length)
        let place = hashOf(first, length) & (places - 1)
        const entryAt = (index: number): number => table + 8 + index * ENTRY_BYTES
        while (view.getUint32(entryAt(place) + 16, true) !== 0) place = (place + 1) & (places - 1)
        view.setBigUint64(entryAt(place), first, true)
        view.setUint32(entryAt(place) + 8, length, true)
        view.setUint32(entryAt(place) + 12, at, true)
        view.setUint32(entryAt(place) + 16, value, true)
      }
      return table
    },
    take: () => ({
      header: bytes.slice(HEADER, HEADER + HEADER_BYTES),
      program: bytes.slice(PROGRAM, top),
    }),
  }
}

function firstBytes(word: bigint, length: number): bigint {
  return length >= 8 ? word : word & ((1n << BigInt(8 * length)) - 1n)
}

/** As `lookUp` of the kernel has it. */
function hashOf(first: bigint, length: number): number {
  const mixed = ((first ^ (BigInt(length) << 56n)) * 0x9e3779b97f4a7c15n) & MASK_64
  return Number(mixed >> 40n)
}
