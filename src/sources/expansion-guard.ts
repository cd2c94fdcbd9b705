import { LoradexError } from '../kernel/error.js'

/** Data compresses to a thousandth only when it says the same thing over and over. */
const MAX_EXPANSION_RATIO = 1000
/** A small file may expand as it likes: this much does no harm. */
const FREE_EXPANSION_BYTES: number = 256 * 1024 * 1024

export interface ExpansionLimits {
  /** Most bytes out for one byte in. @default 1000 */
  readonly maxRatio?: number
  /** The ratio counts only beyond this many bytes out. @default 256 MiB */
  readonly freeBytes?: number
}

/** Told of every byte that goes in and comes out; throws when too many come out. */
export interface ExpansionGuard {
  took(bytes: number): void
  gave(bytes: number): void
}

export function expansionGuard(input: string, limits: ExpansionLimits = {}): ExpansionGuard {
  const { maxRatio = MAX_EXPANSION_RATIO, freeBytes = FREE_EXPANSION_BYTES } = limits
  let bytesIn = 0
  let bytesOut = 0
  return {
    took(bytes) {
      bytesIn += bytes
    },
    gave(bytes) {
      bytesOut += bytes
      if (bytesOut <= freeBytes || bytesOut <= bytesIn * maxRatio) return
      throw new LoradexError('source.expands-too-much', {
        message: `${input}: expected data that expands up to ${maxRatio} times, saw more`,
        details: { input, ratio: Math.floor(bytesOut / bytesIn) },
        hint: 'Decompress the file first, if you trust it: only made-up files expand so much.',
      })
    },
  }
}
