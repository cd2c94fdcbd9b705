/** Digits in threes: `1,234,567`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}

/** `1 record`, `2 records`. */
export function countOf(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}

/** For what has been measured: `40 ms`, `0.3 s`, `2 min 5 s`, `3 h 12 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`
}

/** For what changes while one looks: `0:07`, `12:34`, `1:02:03`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  const rest = twoDigits(whole % 60)
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']

/** `999 B`, `1.2 kB`, `34 MB`, of 1000 each. */
export function formatBytes(bytes: number): string {
  const { text, unit } = scaled(bytes, bytes)
  return `${text} ${unit}`
}

/** `1.2/3.4 GB`, `1,200/3,400`. */
export function formatDone(done: number, total: number, unit: 'bytes' | 'records'): string {
  if (unit === 'records') return `${formatCount(done)}/${formatCount(total)}`
  const whole = scaled(total, total)
  return `${scaled(done, total).text}/${whole.text} ${whole.unit}`
}

/** `98.7 %`; neither 0 nor 100 unless it is exactly that. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return '0 %'
  if (part === 0 || part === whole) return `${(part / whole) * 100} %`
  return `${Math.min(99.9, Math.max(0.1, (part / whole) * 100)).toFixed(1)} %`
}

/** The number in the unit that suits `scale`. */
function scaled(bytes: number, scale: number): { readonly text: string; readonly unit: string } {
  let power = 0
  while (power < BYTE_UNITS.length - 1 && scale >= 999.5 * 1000 ** power) power += 1
  const value = bytes / 1000 ** power
  const digits = power > 0 && scale / 1000 ** power < 9.95 ? 1 : 0
  return { text: value.toFixed(digits), unit: BYTE_UNITS[power] ?? 'B' }
}
