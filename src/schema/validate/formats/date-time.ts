const date = /^(\d{4})-(\d\d)-(\d\d)$/u
const time = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/u

/** RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (date.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return isLeap ? 29 : 28
}

/** RFC 3339 `full-time`; a second 60 only at the end of a day in UTC. */
export function isTime(text: string): boolean {
  const parts = time.exec(text)
  if (parts === null) return false
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const [sign, zoneHour, zoneMinute] = [parts[4], Number(parts[5] ?? 0), Number(parts[6] ?? 0)]
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false
  if (second < 60) return true
  const offset = zoneHour * 60 + zoneMinute
  const utc = hour * 60 + minute - (sign === '-' ? -offset : offset)
  return (utc + 1440) % 1440 === 1439
}

/** RFC 3339 `date-time`. */
export function isDateTime(text: string): boolean {
  const mark = text[10]
  return (mark === 'T' || mark === 't') && isDate(text.slice(0, 10)) && isTime(text.slice(11))
}

const timePart = String.raw`T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)`
const datePart = String.raw`(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)`
const duration = new RegExp(String.raw`^P(?:${datePart}(?:${timePart})?|${timePart}|\d+W)$`, 'u')

/** RFC 3339 appendix A. */
export function isDuration(text: string): boolean {
  return duration.test(text)
}
