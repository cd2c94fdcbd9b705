/** XXH64 with seed 0 of bytes in pieces: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md. */
export interface Xxh64 {
  add(bytes: Uint8Array): void
  /** The lower half of the hash of all bytes so far, unsigned. */
  low(): number
}

/** 64 bits as lower and upper half: BigInts take many times as long. */
type Word = Int32Array

const PRIME_1 = word(0x85ebca87, 0x9e3779b1)
const PRIME_2 = word(0x27d4eb4f, 0xc2b2ae3d)
const PRIME_3 = word(0x9e3779f9, 0x165667b1)
const PRIME_4 = word(0xc2b2ae63, 0x85ebca77)
const PRIME_5 = word(0x165667c5, 0x27d4eb2f)
const STRIPE_BYTES = 32

export function xxh64(): Xxh64 {
  const lanes = firstLanes()
  const kept = new Uint8Array(STRIPE_BYTES)
  let keptBytes = 0
  let total = 0

  /** Takes whole stripes, and keeps the rest. */
  function take(bytes: Uint8Array): void {
    const end = bytes.length - (bytes.length % STRIPE_BYTES)
    const view = viewOf(bytes)
    for (const [index, lane] of lanes.entries()) {
      for (let at = 8 * index; at < end; at += STRIPE_BYTES) {
        turn(lane, view.getInt32(at, true), view.getInt32(at + 4, true))
      }
    }
    keptBytes = bytes.length - end
    kept.set(bytes.subarray(end))
  }

  return {
    add(bytes) {
      total += bytes.length
      const filling = keptBytes === 0 ? 0 : Math.min(STRIPE_BYTES - keptBytes, bytes.length)
      kept.set(bytes.subarray(0, filling), keptBytes)
      keptBytes += filling
      if (keptBytes === STRIPE_BYTES) take(kept)
      if (keptBytes === 0) take(bytes.subarray(filling))
    },
    low() {
      const hash = total < STRIPE_BYTES ? PRIME_5.slice() : merged(lanes)
      add(hash, word(total, total / 2 ** 32))
      takeRest(hash, viewOf(kept.subarray(0, keptBytes)))
      return avalanche(hash)
    },
  }
}

function firstLanes(): readonly Word[] {
  const first = PRIME_1.slice()
  add(first, PRIME_2)
  // The last is 0 - PRIME_1.
  return [first, PRIME_2.slice(), word(0, 0), word(0x7a143579, 0x61c8864e)]
}

function turn(lane: Word, low: number, high: number): void {
  input[0] = low
  input[1] = high
  multiply(input, PRIME_2)
  add(lane, input)
  rotate(lane, 31)
  multiply(lane, PRIME_1)
}

const input = word(0, 0)

function merged(lanes: readonly Word[]): Word {
  const hash = word(0, 0)
  for (const [index, lane] of lanes.entries()) {
    const rotated = lane.slice()
    rotate(rotated, [1, 7, 12, 18][index] ?? 0)
    add(hash, rotated)
  }
  for (const lane of lanes) {
    mixIn(hash, lane)
    multiply(hash, PRIME_1)
    add(hash, PRIME_4)
  }
  return hash
}

function mixIn(hash: Word, [low = 0, high = 0]: Word): void {
  const mixed = word(0, 0)
  turn(mixed, low, high)
  flip(hash, mixed)
}

/** Less than a stripe. */
function takeRest(hash: Word, view: DataView): void {
  const length = view.byteLength
  let at = 0
  for (; at + 8 <= length; at += 8) {
    mixIn(hash, word(view.getInt32(at, true), view.getInt32(at + 4, true)))
    rotate(hash, 27)
    multiply(hash, PRIME_1)
    add(hash, PRIME_4)
  }
  if (at + 4 <= length) {
    flip(hash, product(view.getInt32(at, true), PRIME_1))
    rotate(hash, 23)
    multiply(hash, PRIME_2)
    add(hash, PRIME_3)
    at += 4
  }
  for (; at < length; at += 1) {
    flip(hash, product(view.getUint8(at), PRIME_5))
    rotate(hash, 11)
    multiply(hash, PRIME_1)
  }
}

function avalanche(hash: Word): number {
  // By 33, 29 and 32 bits to the right.
  flip(hash, word((hash[1] ?? 0) >>> 1, 0))
  multiply(hash, PRIME_2)
  const [low = 0, high = 0] = hash
  flip(hash, word((low >>> 29) | (high << 3), high >>> 29))
  multiply(hash, PRIME_3)
  flip(hash, word(hash[1] ?? 0, 0))
  return (hash[0] ?? 0) >>> 0
}

function word(low: number, high: number): Word {
  return Int32Array.of(low, high)
}

function product(low: number, factor: Word): Word {
  const result = word(low, 0)
  multiply(result, factor)
  return result
}

function add(to: Word, term: Word): void {
  const low = ((to[0] ?? 0) >>> 0) + ((term[0] ?? 0) >>> 0)
  to[0] = low
  to[1] = (to[1] ?? 0) + (term[1] ?? 0) + (low >= 2 ** 32 ? 1 : 0)
}

function flip(to: Word, bits: Word): void {
  to[0] = (to[0] ?? 0) ^ (bits[0] ?? 0)
  to[1] = (to[1] ?? 0) ^ (bits[1] ?? 0)
}

/** To the left, by 1 to 31 bits. */
function rotate(to: Word, bits: number): void {
  const [low = 0, high = 0] = [to[0], to[1]]
  to[0] = (low << bits) | (high >>> (32 - bits))
  to[1] = (high << bits) | (low >>> (32 - bits))
}

/** Long multiplication of the lower halves by 16 bits, of which doubles hold every product. */
function multiply(to: Word, factor: Word): void {
  const low = to[0] ?? 0
  const factorLow = factor[0] ?? 0
  const crossed = Math.imul(low, factor[1] ?? 0) + Math.imul(to[1] ?? 0, factorLow)
  const first = (low & 0xffff) * (factorLow & 0xffff)
  const second = (low >>> 16) * (factorLow & 0xffff) + (first >>> 16)
  const third = (low & 0xffff) * (factorLow >>> 16) + (second & 0xffff)
  to[0] = Math.imul(low, factorLow)
  to[1] = (low >>> 16) * (factorLow >>> 16) + (second >>> 16) + (third >>> 16) + crossed
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
