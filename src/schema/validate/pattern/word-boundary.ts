/** What `\b` asks of a position in a text of code points. */
export function isWordBoundary(points: readonly number[], at: number): boolean {
  return isWord(points[at - 1]) !== isWord(points[at])
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/u.test(String.fromCodePoint(point))
}
