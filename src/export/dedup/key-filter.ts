/** Words of a block, in each of which a key sets one bit; a block is half of a cache line. */
const BLOCK_WORDS = 8
/** Odd numbers that make eight hashes of one, as in the split block filter of Parquet. */
const SALTS = Uint32Array.of(
  0x47b6137b,
  0x44974d91,
  0x8824ad5b,
  0xa2b7289d,
  0x705495c7,
  0x2df1424b,
  0x9efc4947,
  0x5c6bfb31,
)

/**
 * A split block Bloom filter: tells of most keys that were never added that this is so. Of 1,000
 * others it takes 4 for known at 13 bits for each key added, 11 at 10 bits, and more as it fills.
 */
export interface KeyFilter {
  /**
   * The two words are any of a key that are spread evenly, and the same each time. Those that ascend in
   * the first one are added much faster.
   */
  add(placeWord: number, bitsWord: number): void
  mayHold(placeWord: number, bitsWord: number): boolean
}

const nothing = new Uint32Array()

/** In memory of equal pieces, at least one, of a multiple of eight words. */
export function createKeyFilter(pieces: readonly Uint32Array[]): KeyFilter {
  for (const piece of pieces) piece.fill(0)
  const blocksOfPiece = (pieces[0]?.length ?? 0) / BLOCK_WORDS

  return {
    add(placeWord, bitsWord) {
      const place = (placeWord / 2 ** 32) * pieces.length
      const piece = Math.floor(place)
      const words = pieces[piece] ?? nothing
      const block = Math.floor((place - piece) * blocksOfPiece) * BLOCK_WORDS
      for (let word = 0; word < BLOCK_WORDS; word += 1) {
        const bit = 1 << (Math.imul(bitsWord, SALTS[word] ?? 0) >>> 27)
        words[block + word] = (words[block + word] ?? 0) | bit
      }
    },
    mayHold(placeWord, bitsWord) {
      const place = (placeWord / 2 ** 32) * pieces.length
      const piece = Math.floor(place)
      const words = pieces[piece] ?? nothing
      const block = Math.floor((place - piece) * blocksOfPiece) * BLOCK_WORDS
      for (let word = 0; word < BLOCK_WORDS; word += 1) {
        const bit = 1 << (Math.imul(bitsWord, SALTS[word] ?? 0) >>> 27)
        if (((words[block + word] ?? 0) & bit) === 0) return false
      }
      return true
    },
  }
}
