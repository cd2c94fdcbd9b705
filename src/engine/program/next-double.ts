const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** The least double above the value, which is finite. */
export function doubleAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  double[0] = value
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n)
  return double[0]
}

/** The greatest double below the value, which is finite. */
export function doubleBelow(value: number): number {
  return -doubleAbove(-value)
}
