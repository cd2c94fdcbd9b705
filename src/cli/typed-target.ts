import { LoradexError, isLoradexError } from '../kernel/error.js'

export interface TypedTarget {
  /** Where the export is written. */
  readonly target: string
  /** The same as the user typed it. */
  readonly shown: string
}

/** An error about the target, or about a file in the making, in terms of what was typed. */
export function asTyped(error: unknown, { target, shown }: TypedTarget): unknown {
  if (!isLoradexError(error) || !('target' in error.details)) return error
  const { code, hint, cause, message } = error
  const path = error.details.target
  const name = path.startsWith(target)
    ? `${shown}${path.slice(target.length)}`
    : inTheMaking(path, shown)
  return new LoradexError(code, {
    message: message.replaceAll(path, name),
    details: error.details,
    hint,
    cause,
  })
}

/** Until it is published, all lies in a folder beside the target. */
function inTheMaking(path: string, shown: string): string {
  const [, file] = /\.loradex-[\da-f-]{36}\/output\/(.+)$/u.exec(path) ?? []
  return file === undefined ? path : `${shown}/${file}`
}
