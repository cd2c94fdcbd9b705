/** A word of each row, for columns of few different words: 2 bytes a row. */
export interface WordColumn {
  push(word: string): void
  /** In the order in which they came first. */
  words(): readonly string[]
  wordAt(row: number): string
}

/** Words that come after so many different ones are not told apart. */
const MOST_WORDS = 0xffff

export function wordColumn(rows: number): WordColumn {
  const codes = new Uint16Array(rows)
  const codeOf = new Map<string, number>()
  const words: string[] = []
  let count = 0
  return {
    push(word) {
      let code = codeOf.get(word)
      if (code === undefined) {
        code = Math.min(codeOf.size, MOST_WORDS)
        if (code < MOST_WORDS) words.push(word)
        if (code < MOST_WORDS) codeOf.set(word, code)
      }
      codes[count] = code
      count += 1
    },
    words: () => words,
    wordAt: (row) => words[codes[row] ?? MOST_WORDS] ?? '',
  }
}
