/** Longer paths fill the line in which they are shown. */
const MOST_CODE_POINTS = 120

/** A path for a message: as it is, or its beginning and its end. */
export function shortPath(path: string): string {
  const letters = Array.from(path.length > 4 * MOST_CODE_POINTS ? cut(path) : path)
  if (letters.length <= MOST_CODE_POINTS) return path
  const half = MOST_CODE_POINTS / 2
  return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`
}

/** No more of a hostile text than is needed. */
function cut(path: string): string {
  return `${path.slice(0, 2 * MOST_CODE_POINTS)}${path.slice(-2 * MOST_CODE_POINTS)}`
}
