import { LoradexError } from '../../kernel/error.js'

/** The part of an address behind `?`. */
export type Query = Readonly<Record<string, string>>

export function textIn(query: Query, name: string): string {
  return query[name] ?? ''
}

/** A whole number from `min` on; nothing where the parameter is absent or empty. */
export function wholeIn(query: Query, name: string, min: number): number | undefined {
  const text = textIn(query, name)
  if (text === '') return undefined
  const value = Number(text)
  if (/^\d{1,15}$/u.test(text) && value >= min) return value
  throw badQuery(name, `a whole number from ${min}`, text)
}

/** A number; nothing where the parameter is absent or empty. */
export function numberIn(query: Query, name: string): number | undefined {
  const text = textIn(query, name)
  if (text === '') return undefined
  const value = Number(text)
  if (text.trim() === text && Number.isFinite(value)) return value
  throw badQuery(name, 'a number', text)
}

/** @throws `usage.invalid` unless the value is one of those allowed, or none. */
export function choiceIn(query: Query, name: string, allowed: readonly string[]): string {
  const text = textIn(query, name)
  if (text === '' || allowed.includes(text)) return text
  throw badQuery(name, `one of ${allowed.join(', ')}`, text)
}

export type Parameters = Readonly<Record<string, string | number | undefined>>

/** An address with those parameters that have a value. */
export function address(path: string, query: Parameters): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  return params.size === 0 ? path : `${path}?${params.toString()}`
}

const LONGEST_SHOWN = 60

function badQuery(name: string, expected: string, seen: string): LoradexError {
  const shown = JSON.stringify(seen.slice(0, LONGEST_SHOWN))
  return new LoradexError('usage.invalid', {
    message: `expected ${name} in the address to be ${expected}, saw ${shown}`,
    details: { args: [] },
    hint: 'Change the address, or clear the filter.',
  })
}
