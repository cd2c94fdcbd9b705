/** A coordinate in pixels or per cent: two digits are finer than anything that can be seen. */
export function position(value: number): number {
  return Math.round(value * 100) / 100
}
