import { LoradexError } from '../kernel/error.js'

export function usageInvalid(message: string, hint: string): LoradexError {
  return new LoradexError('usage.invalid', { message, details: { args: [] }, hint })
}
