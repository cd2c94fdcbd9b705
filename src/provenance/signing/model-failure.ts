import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'

interface ModelFailure {
  readonly expected: string
  readonly seen: string
  readonly hint: string
  readonly cause?: unknown
}

/** The folder cannot be signed or verified as it is. */
export function modelInvalid(
  shown: string,
  { expected, seen, hint, cause }: ModelFailure,
): LoradexError<'model.invalid'> {
  return new LoradexError('model.invalid', {
    message: `${shortPath(shown)}: expected ${expected}, saw ${seen}`,
    details: { path: shown, seen },
    hint,
    cause,
  })
}
