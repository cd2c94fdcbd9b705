import { usageInvalid } from './usage-invalid.js'

interface Bounds {
  /** The flag or the environment variable that was given. */
  readonly flag: string
  readonly min: number
  readonly max: number
}

/** The whole number that a flag was given, or nothing when it was not given. */
export function wholeNumber(
  text: string | undefined,
  { flag, min, max }: Bounds,
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/u.test(text) && value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`
  throw usageInvalid(
    `${flag}: expected a whole number ${range}, saw ${JSON.stringify(text.slice(0, 60))}`,
    `Pass a number, for example ${flag}${flag.startsWith('-') ? ' ' : '='}${min}.`,
  )
}
