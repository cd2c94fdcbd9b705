import { LoradexError } from '../../kernel/error.js'
import type { Recipe } from '../recipe.js'

/**
 * Whoever appends reads the end of what was read before once more, and must be able to tell that it is the same.
 * @throws `export.without-digests`
 */
export function assertDigests({ output }: Recipe, target: string): void {
  if (output.digests !== 'none') return
  throw new LoradexError('export.without-digests', {
    message: `${target}: expected output.digests: tree for an export to append to, saw ${output.digests}`,
    details: { target },
    hint: 'Export with output.digests: tree or sha256, or without --append.',
  })
}
