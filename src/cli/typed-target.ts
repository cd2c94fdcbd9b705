import { LoradexError, isLoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'

export interface TypedTarget {
  /** Where the export is written. */
  readonly target: string
  /** The same as the user typed it. */
  readonly shown: string
}

/**
 * An error about the target in terms of what was typed. Until it is published, all lies in a folder
 * beside the target, of which nobody knows.
 */
export function asTyped(error: unknown, { target, shown }: TypedTarget): unknown {
  if (!isLoradexError(error) || !('target' in error.details)) return error
  const { code, hint, cause, message, details } = error
  const path = error.details.target
  const isOurs = path.startsWith(target) || path.includes('.loradex')
  if (!isOurs || !message.startsWith(path)) return error
  const text = `${shortPath(shown)}${message.slice(path.length)}`
  return new LoradexError(code, { message: text, details, hint, cause })
}
