/** `1,234,567`; the same in every locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}

/** `1 record`, `2 records`. */
export function countOf(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** A share of 1 as `12.3%`. What is not all never reads 100%, and what is not nothing never 0%. */
export function formatPercent(share: number): string {
  const percent = share * 100
  if (share > 0 && percent < 0.1) return '<0.1%'
  if (share < 1 && percent > 99.9) return '>99.9%'
  return `${formatNumber(percent, 1)}%`
}

/** At most so many digits after the point, none of them an idle zero; thousands set apart. */
export function formatNumber(value: number, digits: number): string {
  const [whole = '', fraction = ''] = value.toFixed(digits).split('.')
  const kept = fraction.replace(/0+$/u, '')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return kept === '' ? grouped : `${grouped}.${kept}`
}

const units = ['kB', 'MB', 'GB', 'TB', 'PB']

/** `999 bytes`, `1.2 kB`, `3 MB`: powers of 1000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte')
  let value = bytes / 1000
  let unit = 0
  // What would round to 1000 of a unit is 1 of the next.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${formatNumber(value, 1)} ${units[unit]}`
}

/** For labels in drawings: at most four digits, then `12.3k`, `4.57M`, `8G`. */
export function formatShort(value: number): string {
  const size = Math.abs(value)
  if (size < 10_000) return formatNumber(value, size < 1 ? 3 : size < 100 ? 2 : 0)
  let rest = value / 1000
  let unit = 0
  while (Math.abs(rest) >= 999.5 && unit < shortUnits.length - 1) {
    rest /= 1000
    unit += 1
  }
  const digits = Math.max(2 - Math.floor(Math.log10(Math.abs(rest))), 0)
  return `${formatNumber(rest, digits)}${shortUnits[unit]}`
}

const shortUnits = ['k', 'M', 'G', 'T', 'P']
