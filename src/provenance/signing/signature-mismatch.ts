import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'
import type { FileDifferences } from './compare-files.js'

export interface MismatchOptions {
  /** As the user typed the folder. */
  readonly shown: string
  readonly hint: string
}

/** @throws `signature.mismatch` where anything differs */
export function refuseDifferences(
  { changed, missing, unsigned }: FileDifferences,
  { shown, hint }: MismatchOptions,
): void {
  const seen = [
    ...changed.map((name) => `${name} changed`),
    ...missing.map((name) => `${name} missing`),
    ...unsigned.map((name) => `${name} not signed`),
  ]
  if (seen.length === 0) return
  const some = seen.slice(0, 3).map(shortPath).join(', ')
  const more = seen.length > 3 ? ` and ${seen.length - 3} more` : ''
  throw new LoradexError('signature.mismatch', {
    message: `${shortPath(shown)}: expected the files that were signed, saw ${some}${more}`,
    details: { path: shown, changed, missing, unsigned },
    hint,
  })
}
