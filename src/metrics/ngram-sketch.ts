import { LETTER, LOGOGRAM, tokenClass } from '../kernel/token-class.js'
import { PLACE_BITS, REGISTERS } from './hyper-log-log.js'

/** How many words, pairs and triples of neighbours there were, and sketches of those that differ. */
export interface NgramSketch {
  /** Words, pairs, triples. */
  readonly counts: [number, number, number]
  /** 16,384 registers for words, then those for pairs, then those for triples; one byte each. */
  readonly registers: Uint8Array
}

const LOW_FACTOR = 0x9e3779b1
const HIGH_FACTOR = 0x85ebca77
/** Words are hashed in steps of so many bytes, the last one filled up with zeros. */
const STEP = 8

export function emptySketch(): NgramSketch {
  return { counts: [0, 0, 0], registers: new Uint8Array(3 * REGISTERS) }
}

let scratch = Buffer.alloc(64 * 1024)

/**
 * Counts in a text as it is written in JSON. A word is a run of letters and digits (ASCII), and of what
 * `tokenClass` takes for letters beyond; a logogram is a word by itself; an escape is no letter. Words
 * are compared byte by byte, pairs and triples end with their text. The byte lane's kernel does the
 * same (`engine/kernel/ngrams.ts`).
 */
export function countText(sketch: NgramSketch, text: string): void {
  const written = JSON.stringify(text)
  // A step may reach beyond the end.
  const needed = written.length * 3 + STEP
  if (scratch.length < needed) scratch = Buffer.alloc(needed + (needed >> 2))
  const end = scratch.write(written, 'utf8') - 1
  const runs = startRuns(sketch)
  let start = 1
  for (let at = 1; at < end;) {
    const byte = scratch[at] ?? 0
    const code = byte < 0x80 ? byte : codePointAt(at, byte)
    const size = byte < 0x80 ? escapeSize(at, byte) : sizeOf(byte)
    const kind = byte < 0x80 ? Number(isAlphanumeric(byte)) : tokenClass(code)
    if (kind !== LETTER) {
      if (at > start) runs.add(start, at)
      if (kind === LOGOGRAM) runs.add(at, at + size)
      start = at + size
    }
    at += size
  }
  if (end > start) runs.add(start, end)
}

/** Words of one text, of which the last two are remembered. */
function startRuns({ counts, registers }: NgramSketch) {
  let count = 0
  let word = { low: 0, high: 0 }
  let pair = word
  return {
    add(start: number, end: number): void {
      const next = hashWord(start, end)
      raise(registers, 0, next)
      counts[0] += 1
      count += 1
      if (count > 1) {
        const nextPair = join(word, next)
        raise(registers, REGISTERS, nextPair)
        counts[1] += 1
        if (count > 2) {
          raise(registers, 2 * REGISTERS, join(pair, next))
          counts[2] += 1
        }
        pair = nextPair
      }
      word = next
    },
  }
}

interface TwoHashes {
  readonly low: number
  readonly high: number
}

function hashWord(start: number, end: number): TwoHashes {
  let low = end - start
  let high = low ^ HIGH_FACTOR
  for (let at = start; at < end; at += STEP) {
    const first = wordAt(at, end)
    const second = wordAt(at + 4, end)
    low = turnLow(turnLow(low, first), second)
    high = turnHigh(turnHigh(high, first), second)
  }
  return { low, high }
}

/** Four bytes, zeros from `end` on. */
function wordAt(at: number, end: number): number {
  if (at + 4 <= end) return scratch.readUInt32LE(at)
  return at >= end ? 0 : scratch.readUIntLE(at, end - at)
}

/** One more turn of what comes first: otherwise the two could change places. */
function join(left: TwoHashes, right: TwoHashes): TwoHashes {
  return {
    low: turnLow(turnLow(left.low, 0), right.low),
    high: turnHigh(turnHigh(left.high, 0), right.high),
  }
}

function turnLow(state: number, next: number): number {
  const product = Math.imul(state ^ next, LOW_FACTOR)
  return (product << 15) | (product >>> 17)
}

function turnHigh(state: number, next: number): number {
  const product = Math.imul(state ^ next, HIGH_FACTOR)
  return (product << 13) | (product >>> 19)
}

function raise(registers: Uint8Array, base: number, { low, high }: TwoHashes): void {
  const place = Math.imul(low ^ (low >>> 15), 0x846ca68b) >>> (32 - PLACE_BITS)
  const mixed = Math.imul(high ^ (high >>> 16), 0x7feb352d)
  const rank = Math.clz32(mixed ^ (mixed >>> 15)) + 1
  const at = base + place
  if (rank > (registers[at] ?? 0)) registers[at] = rank
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte < 0x3a) || ((byte | 0x20) >= 0x61 && (byte | 0x20) < 0x7b)
}

/** Bytes of the character at `at`: `\n`, `\u001f` or one. */
function escapeSize(at: number, byte: number): number {
  if (byte !== 0x5c) return 1
  return scratch[at + 1] === 0x75 ? 6 : 2
}

function sizeOf(first: number): number {
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

function codePointAt(at: number, first: number): number {
  if (first < 0xe0) return ((first & 0x1f) << 6) | bitsAt(at + 1)
  const middle = (bitsAt(at + 1) << 6) | bitsAt(at + 2)
  if (first < 0xf0) return ((first & 0x0f) << 12) | middle
  return ((first & 0x07) << 18) | (middle << 6) | bitsAt(at + 3)
}

/** Of a byte that goes on with a character. */
function bitsAt(at: number): number {
  return (scratch[at] ?? 0) & 0x3f
}
