import { createHash } from 'node:crypto'

export interface SplitOptions {
  /** Name → share, in the order in which the shares are laid end to end; they sum to 1. */
  readonly ratios: Readonly<Record<string, number>>
}

/** The name of the split that records with this key belong to. */
export type Splitter = (key: string) => string

/**
 * Puts a key where its hash points: the first 52 bits of SHA-256 over its UTF-8 bytes, read as a
 * fraction from 0 up to 1, fall into one of the shares laid end to end. Nothing else counts, so more
 * data, another order or another machine move no record; other ratios move only what lies between
 * the old and the new borders.
 *
 * @example
 * ```ts
 * import { createSplitter } from 'loradex/stages'
 *
 * const splitOf = createSplitter({ ratios: { train: 0.9, test: 0.1 } })
 * console.log(splitOf('What is the capital of France?'))
 * ```
 */
export function createSplitter({ ratios }: SplitOptions): Splitter {
  const borders: { readonly name: string; readonly end: number }[] = []
  let end = 0
  for (const [name, share] of Object.entries(ratios)) {
    end += share
    if (share > 0) borders.push({ name, end })
  }
  // Sums of shares fall short of 1 by rounding; the last split takes what is left.
  const last = borders.at(-1)?.name ?? 'train'
  return (key) => {
    const fraction = fractionOf(key)
    return borders.find((border) => fraction < border.end)?.name ?? last
  }
}

function fractionOf(key: string): number {
  const digest = createHash('sha256').update(key).digest()
  const first52Bits = digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >>> 4)
  return first52Bits / 2 ** 52
}
