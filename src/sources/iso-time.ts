const MS_PER_DAY = 86_400_000
const NANOS_PER_MS = 1_000_000n
const NANOS_PER_DAY = 86_400_000_000_000n
/** Days from 1970 that a JavaScript date can hold: 271821 BC to AD 275760. */
const MAX_DAYS = 100_000_000n

/** `2024-02-29`; years outside 0 to 9999 as `+10000` and `-000001`. */
export function isoDate(daysSince1970: bigint): string | undefined {
  if (daysSince1970 < -MAX_DAYS || daysSince1970 > MAX_DAYS) return undefined
  return new Date(Number(daysSince1970) * MS_PER_DAY).toISOString().split('T')[0]
}

/** `23:59:59.5` and so on: no fraction, or as many of 3, 6 or 9 digits as it takes. */
export function isoTime(nanosOfDay: bigint): string {
  const nanos = nanosOfDay % 1_000_000_000n
  const seconds = Number(nanosOfDay / 1_000_000_000n)
  const clock = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60]
  return `${clock.map((part) => String(part).padStart(2, '0')).join(':')}${fraction(nanos)}`
}

/** `2024-02-29T12:00:00`, without zone; undefined outside the years of `isoDate`. */
export function isoTimestamp(nanosSince1970: bigint): string | undefined {
  const nanosOfDay = ((nanosSince1970 % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY
  const date = isoDate((nanosSince1970 - nanosOfDay) / NANOS_PER_DAY)
  return date === undefined ? undefined : `${date}T${isoTime(nanosOfDay)}`
}

/** `P14M3DT4.5S`: months and days have no fixed length, so nothing is carried over. */
export function isoDuration(months: number, days: number, nanos: bigint): string {
  const size = nanos < 0n ? -nanos : nanos
  const sign = nanos < 0n ? '-' : ''
  const seconds = `${sign}${size / 1_000_000_000n}${fraction(size % 1_000_000_000n)}`
  return `P${months}M${days}DT${seconds}S`
}

function fraction(nanos: bigint): string {
  if (nanos === 0n) return ''
  const digits = String(nanos).padStart(9, '0')
  if (nanos % NANOS_PER_MS === 0n) return `.${digits.slice(0, 3)}`
  return `.${nanos % 1000n === 0n ? digits.slice(0, 6) : digits}`
}
