/** Four times as long, as a power of two: the longest of all is longer than the longest seen. */
export function withRoom(longest: number): number {
  return 2 ** Math.ceil(Math.log2(4 * Math.max(longest, 1)))
}
