import { JsonNumber, type Json } from '../kernel/json-value.js'

/** Numbers below are seconds since 1970, up to the year 5138; as milliseconds they would end in 1973. */
const SECONDS_BELOW = 1e11

/** Numbers from here on are neither seconds nor milliseconds of a year with four digits. */
const MILLISECONDS_BELOW = 1e14

const iso8601 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?<fraction>[.,]\d+)?)?(?<zone> ?[Zz]| ?[+-]\d\d(?::?\d\d)?)?)?$/u

const MINUTE_MS = 60_000

/**
 * Milliseconds since 1970 of an ISO 8601 text (a date; a date and time, UTC unless it names a zone;
 * a blank may stand for the `T`) or of a number: seconds below 10¹¹, milliseconds from there to 10¹⁴,
 * either way round zero. `undefined` for everything else.
 */
export function readTimestamp(value: Json): number | undefined {
  if (typeof value === 'string') return fromText(value.trim())
  if (value instanceof JsonNumber) return fromNumber(Number(value.text))
  return typeof value === 'number' ? fromNumber(value) : undefined
}

function fromNumber(value: number): number | undefined {
  const size = Math.abs(value)
  if (size < SECONDS_BELOW) return value * 1000
  return size < MILLISECONDS_BELOW ? value : undefined
}

function fromText(text: string): number | undefined {
  const parts = iso8601.exec(text)?.groups
  if (parts === undefined) return undefined
  const { year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone } = parts
  const date = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  const isCalendarDate = new Date(date).getUTCDate() === Number(day)
  // 60 is a leap second, which counts as the first of the next minute.
  const isClockTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60
  const offset = offsetMinutes(zone)
  if (!isCalendarDate || !isClockTime || offset === undefined) return undefined
  const minutes = Number(hour) * 60 + Number(minute) - offset
  const milliseconds = Math.round(Number(fraction.replace(',', '.')) * 1000)
  return date + minutes * MINUTE_MS + Number(second) * 1000 + milliseconds
}

/** Minutes ahead of UTC. */
function offsetMinutes(zone: string | undefined): number | undefined {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?/u.exec(zone ?? '') ?? []
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
