/** Files that have something in common. */
export interface NamedFiles {
  add(name: string): void
  /** One line, however many files there are; none where there are none. */
  lines(): readonly string[]
}

/** What is said of one file, of several, and of both. */
export type Said = readonly [isOne: string, areMore: string, what: string]

/** Files that a line names. */
const MOST_NAMED = 2

/** Holds a few names only: there may be many files. */
export function namedFiles([isOne, areMore, what]: Said): NamedFiles {
  const named: string[] = []
  let total = 0
  return {
    add(name) {
      total += 1
      if (named.length < MOST_NAMED) named.push(name)
    },
    lines() {
      if (total === 0) return []
      if (total === 1) return [`${named.join('')} ${isOne} ${what}`]
      const rest = total - named.length
      const names = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
      return [`${total} files ${areMore} ${what}: ${names}`]
    },
  }
}
