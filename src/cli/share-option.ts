import { usageInvalid } from './usage-invalid.js'

/** The share, 0 to 1, that a flag was given; nothing when it was not given. */
export function shareOption(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d*\.?\d+$/u.test(text) && value >= 0 && value <= 1) return value
  throw usageInvalid(
    `${flag}: expected a share from 0 to 1, saw ${JSON.stringify(text.slice(0, 60))}`,
    `Pass a number, for example ${flag} 0.001.`,
  )
}
