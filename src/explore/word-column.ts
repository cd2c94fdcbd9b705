/** A word of each row, for columns of few different words: 2 bytes a row. */
export interface WordColumn {
  push(word: string): void
  /** Words by how they came first; their positions are what `codeOf` gives. */
  words(): readonly string[]
  codeAt(row: number): number
}

/** Words that come after so many different ones have no code of their own. */
const MOST_WORDS = 0xffff

export function wordColumn(rows: number): WordColumn {
  const codes = new Uint16Array(rows)
  const codeOf = new Map<string, number>()
  let count = 0
  return {
    push(word) {
      let code = codeOf.get(word)
      if (code === undefined) {
        code = Math.min(codeOf.size, MOST_WORDS)
        if (code < MOST_WORDS) codeOf.set(word, code)
      }
      codes[count] = code
      count += 1
    },
    words: () => [...codeOf.keys()],
    codeAt: (row) => codes[row] ?? MOST_WORDS,
  }
}
