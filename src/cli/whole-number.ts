import { usageInvalid } from './usage-invalid.js'

interface Bounds {
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
  throw usageInvalid(
    `expected ${flag} from ${min} to ${max}, saw ${JSON.stringify(text)}`,
    `Pass a whole number, for example ${flag} ${min}.`,
  )
}
