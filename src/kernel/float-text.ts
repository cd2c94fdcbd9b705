/**
 * A finite number as JSON that every loader reads as a float: `1.0`, `0.0002`, `1e-7`. Written
 * without a fraction or exponent, a column of such numbers gets its type from the rows that come first.
 */
export function floatText(value: number): string {
  const known = knownTexts.get(value)
  if (known !== undefined) return known
  const text = makeText(value)
  if (knownTexts.size < MOST_KNOWN) knownTexts.set(value, text)
  return text
}

/** Weights are few values that come again and again; a look-up is a quarter of the work. */
const knownTexts = new Map<number, string>()
const MOST_KNOWN = 4096

function makeText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value)
}
