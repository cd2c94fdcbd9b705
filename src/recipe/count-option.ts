import { LoradexError } from '../kernel/error.js'

interface Bounds {
  readonly name: string
  readonly min: number
  readonly mayBeInfinite?: boolean
}

/** @throws `usage.invalid` unless the option is a whole number within its bounds. */
export function countOption(value: number, { name, min, mayBeInfinite = false }: Bounds): number {
  if (Number.isSafeInteger(value) && value >= min) return value
  if (mayBeInfinite && value === Infinity) return value
  throw new LoradexError('usage.invalid', {
    message: `${name}: expected a whole number of at least ${min}, saw ${String(value)}`,
    details: { args: [name] },
    hint: `Pass a whole number from ${min} on${mayBeInfinite ? ', or Infinity' : ''}.`,
  })
}
