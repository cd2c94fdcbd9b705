/** Long whole numbers have commas, as nobody counts zeros. */
export function digits(value: unknown): string {
  const text = String(value)
  return /^-?\d{5,}$/u.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/gu, ',') : text
}
