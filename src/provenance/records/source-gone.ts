import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'

export function sourceGone(input: string, seen: string): LoradexError<'lineage.source-gone'> {
  return new LoradexError('lineage.source-gone', {
    message: `${shortPath(input)}: expected the source of the export as it was read, saw ${seen}`,
    details: { input },
    hint: 'Name the folder where the source is with --base, or export again.',
  })
}
