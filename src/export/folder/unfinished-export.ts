import { LoradexError } from '../../kernel/error.js'
import type { SavedRun } from '../journal/journal.js'

/** Nobody but the user knows whether what is there is still wanted. */
export function unfinishedExport(target: string, { state }: SavedRun): LoradexError {
  const { read } = state.assembler.tally
  return new LoradexError('export.unfinished', {
    message: `${target}: expected no export to it that has begun, saw one that ended after ${read} records`,
    details: { target, read },
    hint: 'Pass --resume to go on with it, or --restart to begin again.',
  })
}
