/** Shortest text that gives the same double again; a whole number keeps `.0`, so it stays a float. */
export function doubleText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text
}

/** Below this a float has fewer than the 24 bits that make up six decimal digits. */
const MIN_NORMAL_FLOAT = 2 ** -126

/** As `doubleText`, but short enough only for a float of 32 bits: `0.1`, not `0.10000000149011612`. */
export function floatText(value: number): string {
  if (value === 0) return doubleText(value)
  const fewest = Math.abs(value) < MIN_NORMAL_FLOAT ? 1 : 6
  for (let digits = fewest; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return doubleText(short)
  }
  return doubleText(Number(value.toPrecision(9)))
}

/** `unscaled / 10^scale` with exactly `scale` digits after the point: `12300`, 2 → `123.00`. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale))
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
