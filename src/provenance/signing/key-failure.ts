import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'

interface KeyFailure {
  readonly expected: string
  readonly seen: string
  readonly hint?: string
  readonly cause?: unknown
}

/** `shown` is the path as the user typed it; no message holds anything of the key. */
export function keyInvalid(shown: string, failure: KeyFailure): LoradexError<'key.invalid'> {
  const { expected, seen, hint = MAKE_ONE, cause } = failure
  return new LoradexError('key.invalid', {
    message: `${shortPath(shown)}: expected ${expected}, saw ${seen}`,
    details: { path: shown, seen },
    hint,
    cause,
  })
}

const MAKE_ONE = 'Name another file, or let `loradex keys generate` make a key.'
