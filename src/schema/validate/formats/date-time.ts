const date = /^\d{4}-\d\d-\d\d$/u
const time = /^\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/u
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/u

/** RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  return date.test(text) && isDay(text)
}

/** RFC 3339 `full-time`; a second 60 only at the end of a day in UTC. */
export function isTime(text: string): boolean {
  return time.test(text) && isMoment(text, 0)
}

/** RFC 3339 `date-time`. */
export function isDateTime(text: string): boolean {
  return dateTime.test(text) && isDay(text) && isMoment(text, 'yyyy-mm-ddT'.length)
}

/** Whether the text begins with a date that exists. */
function isDay(text: string): boolean {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return isLeap ? 29 : 28
}

/** Whether a time that exists is written from `at` to the end. */
function isMoment(text: string, at: number): boolean {
  const minutes = minutesAt(text, at)
  const second = twoDigits(text, at + 6)
  const zoneAt = text.length - '+hh:mm'.length
  const sign = text[zoneAt]
  const isZulu = text.endsWith('Z') || text.endsWith('z')
  const zone = isZulu ? 0 : minutesAt(text, zoneAt + 1)
  if (minutes < 0 || zone < 0 || second > 60) return false
  if (second < 60) return true
  const utc = minutes + (sign === '-' ? zone : -zone)
  return (utc + MINUTES_PER_DAY) % MINUTES_PER_DAY === MINUTES_PER_DAY - 1
}

const MINUTES_PER_DAY = 1440

/** Minutes since midnight of the `hh:mm` there; negative when no clock shows it. */
function minutesAt(text: string, at: number): number {
  const hour = twoDigits(text, at)
  const minute = twoDigits(text, at + 3)
  return hour > 23 || minute > 59 ? -1 : hour * 60 + minute
}

/** Read in place: a match with groups would allocate for each text. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO
}

const ZERO = 0x30

const timePart = String.raw`T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)`
const datePart = String.raw`(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)`
const duration = new RegExp(String.raw`^P(?:${datePart}(?:${timePart})?|${timePart}|\d+W)$`, 'u')

/** RFC 3339 appendix A. */
export function isDuration(text: string): boolean {
  return duration.test(text)
}
