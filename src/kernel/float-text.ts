/**
 * A finite number as JSON that every loader reads as a float: `1.0`, `0.0002`, `1e-7`. Written
 * without a fraction or exponent, a column of such numbers gets its type from the rows that come first.
 */
export function floatText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value)
}
