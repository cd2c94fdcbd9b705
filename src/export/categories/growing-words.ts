/** Words of 32 bits in an array that grows. */
export interface GrowingWords {
  push(word: number): void
  length(): number
  /** Whether the word is among those from `start`; looks at each. */
  includesFrom(start: number, word: number): boolean
  /** Takes back the words from `start`. */
  takeFrom(start: number): Uint32Array
  /** All words, in memory of their own; starts afresh. */
  take(): Uint32Array
}

export function growingWords(): GrowingWords {
  let words = new Uint32Array(1024)
  let length = 0
  return {
    push(word) {
      if (length === words.length) {
        const larger = new Uint32Array(2 * length)
        larger.set(words)
        words = larger
      }
      words[length] = word
      length += 1
    },
    length: () => length,
    includesFrom(start, word) {
      for (let index = start; index < length; index += 1) if (words[index] === word) return true
      return false
    },
    takeFrom(start) {
      const taken = words.slice(start, length)
      length = start
      return taken
    },
    take() {
      const taken = words.slice(0, length)
      length = 0
      return taken
    },
  }
}
