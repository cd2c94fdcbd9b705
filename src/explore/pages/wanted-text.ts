/** What was searched for. */
export interface WantedText {
  readonly q: string
  readonly matchCase: boolean
}

/** So many matches are marked; a text may hold a million of them. */
const MOST_MARKS = 100

/** Where it stands in the text, for `strong` of `VisibleText`. */
export function matchesIn(
  text: string,
  { q, matchCase }: WantedText,
): readonly (readonly [start: number, end: number])[] {
  if (q === '') return []
  const literal = q.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
  const found: (readonly [number, number])[] = []
  for (const match of text.matchAll(new RegExp(literal, matchCase ? 'gu' : 'giu'))) {
    if (found.length === MOST_MARKS) break
    found.push([match.index, match.index + match[0].length])
  }
  return found
}
